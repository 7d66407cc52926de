//! Imports of schools that somebody began on a page: they run beside everything else, and keep their files next to the
//! database until they are over.

mod files;

use std::time::Duration;

use chrono::Utc;
use model::accounts::roles::{NamedPerson, Person};
use model::ids::{HubId, SchoolImportId};
use store::audit::Who;
use store::schools::gias::{self, GiasError, Mode, Progress, Refused, Report, RunState, Stopped};
use store::{Database, DiskError, StoreError};
use tracing::{error, info};

use self::files::sweep;
pub use self::files::{Part, Sent, delete, file};
use crate::supervise::Tasks;

/// What imports are called among the tasks.
pub const TASK: &str = "imports";

/// Files of a preview that nobody decided on are deleted after this.
const FORGOTTEN: Duration = Duration::from_secs(24 * 60 * 60);
/// What is said of it then.
const TOO_LATE: &str = "Nobody decided on it within a day, so the files were deleted and nothing was brought in. Choose them again.";
/// Another import, or what takes one back, is over by then, however large.
const TURN: Duration = Duration::from_secs(60 * 60);
/// What is said when it is not.
const NO_TURN: &str = "Other schools were being brought in all the time, so nothing was done. Choose the files again when that is over.";
/// What is said when we are to blame.
const OUR_SIDE: &str = "Something went wrong on our side. What is in already stays; try again in a moment.";
/// While the disk is full, the end of an import can't be written down: so often is it tried.
const KEEP_AGAIN: Duration = Duration::from_secs(2);

/// Looks what the files would change, beside everything else.
pub fn start_preview(tasks: &Tasks, database: Database, sent: Sent) {
    let (same, id) = (database.clone(), sent.id);
    let work = async move {
        let (state, found) = match import(&database, &sent, Mode::Preview).await {
            // There is nothing to decide.
            Ok(report) if report.nothing_changed() => {
                delete(&database, sent.id);
                (RunState::Applied, Ok(report))
            }
            Ok(report) => (RunState::Previewed, Ok(report)),
            Err(problem) => {
                delete(&database, sent.id);
                (RunState::Failed, Err(in_words(sent.id, &problem)))
            }
        };
        keep(sent.id, || end(&database, sent.id, state, found.as_ref(), None)).await;
    };
    tasks.once(TASK, work, move || broke_off(same, id));
}

/// Brings in what was looked at before, beside everything else, but for the numbers that the hub refuses to give up.
///
/// # Errors
/// [`Refused::NotWaiting`] when it is not waiting for that.
pub async fn start_apply(
    tasks: &Tasks,
    database: &Database,
    id: SchoolImportId,
    (person, hub): (Person, HubId),
    refused: &[String],
) -> Result<(), Refused> {
    let run = gias::find(database, id).await?.ok_or(Refused::NotWaiting)?;
    let Some(sent) = Sent::of(&run, database) else {
        // Nothing was begun, so nothing is told of it.
        gias::claim(database, id, RunState::Previewed, RunState::Failed).await?;
        return Ok(gave_up(database, id, TOO_LATE).await?);
    };
    gias::decide(database, id, refused).await?;
    // With what was just decided.
    let sent = gias::find(database, id).await?.and_then(|run| Sent::of(&run, database)).unwrap_or(sent);
    let (database, same) = (database.clone(), database.clone());
    let work = async move {
        let teller = Teller { who: Who::Person(&person), hub: Some(hub), file_name: run.file_name.clone() };
        apply(&database, &sent, &teller).await;
    };
    tasks.once(TASK, work, move || broke_off(same, id));
    Ok(())
}

/// Who tells the audit that schools were brought in.
struct Teller<'a> {
    who: Who<'a>,
    hub: Option<HubId>,
    file_name: String,
}

async fn apply(database: &Database, sent: &Sent, teller: &Teller<'_>) {
    let (state, found) = match bring_in(database, sent).await {
        Ok(report) => (RunState::Applied, Ok(report)),
        Err(problem) => (RunState::Failed, Err(in_words(sent.id, &problem))),
    };
    keep(sent.id, || end(database, sent.id, state, found.as_ref(), Some(teller))).await;
    // Last: were the process stopped before its end is kept, it goes on at the next start.
    delete(database, sent.id);
}

/// Leaves everything as it is.
///
/// # Errors
/// [`Refused::NotWaiting`] when there is nothing to leave.
pub async fn discard(database: &Database, id: SchoolImportId) -> Result<(), Refused> {
    gias::claim(database, id, RunState::Previewed, RunState::Failed).await?;
    delete(database, id);
    Ok(gias::leave(database, id).await?)
}

/// Goes on with what an earlier run of the server was bringing in, once and where its files are there; ends whatever else it
/// left, says so on the imports' pages, and deletes the files.
///
/// # Errors
/// When the database refuses.
pub async fn tidy(tasks: &Tasks, database: &Database) -> Result<(), StoreError> {
    let mut going_on = Vec::new();
    for stopped in gias::stopped(database).await? {
        let sent = gias::find(database, stopped.id).await?.and_then(|run| Some((Sent::of(&run, database)?, run.file_name)));
        if let Some((sent, file_name)) = sent {
            going_on.push((stopped, sent, file_name));
        }
    }
    let ids: Vec<SchoolImportId> = going_on.iter().map(|(stopped, ..)| stopped.id).collect();
    // First: they hold the names of heads.
    sweep(database, Duration::ZERO, &ids);
    gias::give_up_unfinished(database, true, &ids).await?;
    for (stopped, sent, file_name) in going_on {
        gias::resume(database, stopped.id).await?;
        info!(import.id = %stopped.id, "goes on with an import of schools that was stopped");
        go_on(tasks, database.clone(), stopped, sent, file_name).await?;
    }
    Ok(())
}

async fn go_on(tasks: &Tasks, database: Database, stopped: Stopped, sent: Sent, file_name: String) -> Result<(), StoreError> {
    let NamedPerson { id: person, name } = stopped.by;
    let (same, id) = (database.clone(), sent.id);
    let mut changes = database.change().await?;
    let hub = store::accounts::people::hub_of(&mut changes, person).await?;
    drop(changes);
    let work = async move {
        let file_name = format!("{file_name} (it was stopped in between, and these are the rest)");
        apply(&database, &sent, &Teller { who: Who::Account(person, &name), hub, file_name }).await;
    };
    tasks.once(TASK, work, move || broke_off(same, id));
    Ok(())
}

/// Ends previews that nobody decided on, and deletes their files.
///
/// # Errors
/// When the database refuses.
pub async fn sweep_forgotten(database: &Database) -> Result<(), StoreError> {
    for id in gias::forgotten(database, Utc::now() - FORGOTTEN).await? {
        gave_up(database, id, TOO_LATE).await?;
    }
    sweep(database, FORGOTTEN, &[]);
    gias::give_up_unfinished(database, false, &[]).await
}

async fn bring_in(database: &Database, sent: &Sent) -> Result<Report, GiasError> {
    let _turn = gias::take_turn(database, TURN).await?;
    import(database, sent, Mode::Apply).await
}

async fn import(database: &Database, sent: &Sent, mode: Mode) -> Result<Report, GiasError> {
    let progress = Progress::begin(sent.id);
    gias::import(database, &sent.files(database), mode, &progress.read).await
}

/// Writes down how a stage of an import ended.
async fn end(
    database: &Database,
    id: SchoolImportId,
    state: RunState,
    found: Result<&Report, &String>,
    teller: Option<&Teller<'_>>,
) -> Result<(), StoreError> {
    let report = match found {
        Ok(report) => report,
        Err(words) => return gias::fail(database, id, words).await,
    };
    let mut changes = database.change().await?;
    gias::finish(&mut changes, id, state, report).await?;
    if let Some(Teller { who, hub, file_name }) = teller {
        gias::announce(&mut changes, *hub, who.clone(), id, file_name, report).await?;
    }
    changes.commit().await
}

/// What somebody who waits for an import is told of a problem.
fn in_words(id: SchoolImportId, problem: &GiasError) -> String {
    match problem {
        GiasError::Store(StoreError::InUse { .. }) => NO_TURN.to_owned(),
        GiasError::Store(error) => {
            // What else the database said is for whoever runs the server.
            error!(%error, import.id = %id, "an import failed");
            if error.disk_error() == Some(DiskError::Full) {
                return "The server's disk is full. What is in already stays; bring the file in again when there is room.".to_owned();
            }
            OUR_SIDE.to_owned()
        }
        GiasError::Read { file, .. } | GiasError::BrokenOff { file } => format!("{file} could not be read to its end. Try again."),
        problem => sentence(&problem.to_string()),
    }
}

/// Tries until the end of an import is written down, however long the disk is full: otherwise its page would wait for ever.
async fn keep<F: Future<Output = Result<(), StoreError>>>(id: SchoolImportId, end: impl Fn() -> F) {
    let mut reported = false;
    while let Err(error) = end().await {
        if error.is_closed() {
            // The process stops: its next start sees to it.
            return;
        }
        if !reported {
            error!(%error, import.id = %id, "the end of an import can't be kept yet, and is tried again");
            reported = true;
        }
        tokio::time::sleep(KEEP_AGAIN).await;
    }
}

/// A panic of ours: what it had begun to write was rolled back, and somebody waits for its end.
async fn broke_off(database: Database, id: SchoolImportId) {
    keep(id, || gias::fail(&database, id, OUR_SIDE)).await;
    delete(&database, id);
}

async fn gave_up(database: &Database, id: SchoolImportId, words: &str) -> Result<(), StoreError> {
    delete(database, id);
    gias::fail(database, id, words).await
}

/// With a full stop, unless it ends already.
fn sentence(words: &str) -> String {
    if words.ends_with(['.', '?', '!']) { words.to_owned() } else { format!("{words}.") }
}
