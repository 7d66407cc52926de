//! Imports of schools that somebody began on a page: they run beside everything else, and keep their files next to the
//! database until they are over.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use chrono::Utc;
use model::ids::{HubId, SchoolImportId};
use model::roles::Person;
use store::audit::Who;
use store::gias::{self, Files, GiasError, Mode, Progress, Report, RunState, SourceFile};
use store::{Database, StoreError};
use tracing::{error, info, warn};

use crate::supervise::Tasks;

/// Files of a preview that nobody decided on are deleted after this.
const FORGOTTEN: Duration = Duration::from_secs(24 * 60 * 60);
/// What is said of it then.
const TOO_LATE: &str = "Nobody decided on it within a day, so the files were deleted and nothing was brought in. Choose them again.";

/// What is said when we are to blame.
const OUR_SIDE: &str = "Something went wrong on our side. What is in already stays; try again in a moment.";
/// What imports are called among the tasks.
const TASK: &str = "import";

/// One of the two files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The extract.
    Extract,
    /// The links.
    Links,
}

/// Where a file of an import is kept: next to the database, which is on a disk with room for it.
pub fn file(database: &Database, id: SchoolImportId, part: Part) -> PathBuf {
    let part = if part == Part::Extract { "extract" } else { "links" };
    folder_and_prefix(database).0.join(format!("{}{id}.{part}.csv", folder_and_prefix(database).1))
}

fn folder_and_prefix(database: &Database) -> (PathBuf, String) {
    let file = database.file();
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_owned();
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    (folder, format!("{name}.import-"))
}

/// What is known of an import's files beside what is in them.
#[derive(Clone, Debug)]
pub struct Sent {
    /// The import.
    pub id: SchoolImportId,
    /// What the extract is called; nothing when there is none.
    pub extract: Option<String>,
    /// What the links are called; nothing when there are none.
    pub links: Option<String>,
    /// Whether special schools are wanted.
    pub special: bool,
}

impl Sent {
    fn files(&self, database: &Database) -> Files {
        let source = |name: &String, part| SourceFile { path: file(database, self.id, part), name: name.clone() };
        Files {
            extract: self.extract.as_ref().map(|name| source(name, Part::Extract)),
            links: self.links.as_ref().map(|name| source(name, Part::Links)),
            special: self.special,
        }
    }

    /// The same, from what was kept of a preview; `None` when a file that it had is gone.
    fn of(run: &gias::Run, database: &Database) -> Option<Self> {
        let had = |name: &String| Some(name.clone()).filter(|name| !name.is_empty());
        let (extract, links) = (had(&run.report.extract_file), had(&run.report.links_file));
        let there = |name: &Option<String>, part| name.is_none() || file(database, run.id, part).is_file();
        (there(&extract, Part::Extract) && there(&links, Part::Links)).then_some(Self {
            id: run.id,
            extract,
            links,
            special: run.report.special,
        })
    }
}

/// Looks what the files would change, beside everything else.
pub fn start_preview(tasks: &Tasks, database: Database, sent: Sent) {
    let (id, file) = (sent.id, database.clone());
    let work = async move {
        let kept = match import(&database, &sent, Mode::Preview).await {
            // There is nothing to decide.
            Ok(report) if report.nothing_changed() => {
                delete(&database, sent.id);
                finish(&database, sent.id, RunState::Applied, &report, None).await
            }
            Ok(report) => finish(&database, sent.id, RunState::Previewed, &report, None).await,
            Err(problem) => give_up(&database, sent.id, &problem).await,
        };
        log(sent.id, kept);
    };
    tasks.once(TASK, work, move || broke_off(file, id));
}

/// Brings in what was looked at before, beside everything else. `false` when it is not waiting for that.
///
/// # Errors
/// When the database refuses.
pub async fn start_apply(tasks: &Tasks, database: &Database, id: SchoolImportId, person: Person, hub: HubId) -> Result<bool, StoreError> {
    let Some(run) = gias::find(database, id).await? else { return Ok(false) };
    if !gias::claim(database, id, RunState::Previewed, RunState::Applying).await? {
        return Ok(false);
    }
    let Some(sent) = Sent::of(&run, database) else {
        gave_up(database, id, TOO_LATE).await?;
        return Ok(true);
    };
    let (database, same) = (database.clone(), database.clone());
    let work = async move {
        let kept = match import(&database, &sent, Mode::Apply).await {
            Ok(report) => finish(&database, id, RunState::Applied, &report, Some((&person, hub, &run.file_name))).await,
            Err(problem) => give_up(&database, id, &problem).await,
        };
        delete(&database, id);
        log(id, kept);
    };
    tasks.once(TASK, work, move || broke_off(same, id));
    Ok(true)
}

/// Leaves everything as it is. `false` when there is nothing to leave.
///
/// # Errors
/// When the database refuses.
pub async fn discard(database: &Database, id: SchoolImportId) -> Result<bool, StoreError> {
    if !gias::claim(database, id, RunState::Previewed, RunState::Failed).await? {
        return Ok(false);
    }
    delete(database, id);
    gias::leave(database, id).await?;
    Ok(true)
}

/// Deletes what an earlier run of the server left, and says so on the imports' pages.
///
/// # Errors
/// When the database refuses.
pub async fn tidy(database: &Database) -> Result<(), StoreError> {
    sweep(database, Duration::ZERO);
    gias::give_up_unfinished(database, true).await
}

/// Ends previews that nobody decided on, and deletes their files.
///
/// # Errors
/// When the database refuses.
pub async fn sweep_forgotten(database: &Database) -> Result<(), StoreError> {
    for id in gias::forgotten(database, Utc::now() - FORGOTTEN).await? {
        gave_up(database, id, TOO_LATE).await?;
    }
    sweep(database, FORGOTTEN);
    gias::give_up_unfinished(database, false).await
}

/// Deletes the files of an import.
pub fn delete(database: &Database, id: SchoolImportId) {
    for part in [Part::Extract, Part::Links] {
        let path = file(database, id, part);
        if let Err(error) = std::fs::remove_file(&path)
            && error.kind() != std::io::ErrorKind::NotFound
        {
            warn!(%error, "{} could not be deleted", path.display());
        }
    }
}

fn sweep(database: &Database, older_than: Duration) {
    let (folder, prefix) = folder_and_prefix(database);
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let ours = entry.file_name().to_string_lossy().starts_with(&prefix);
        let changed = entry.metadata().and_then(|data| data.modified()).unwrap_or_else(|_| SystemTime::now());
        let old = SystemTime::now().duration_since(changed).is_ok_and(|age| age >= older_than);
        if ours && old && std::fs::remove_file(entry.path()).is_ok() {
            info!("deleted {}, which an import had left", entry.path().display());
        }
    }
}

async fn import(database: &Database, sent: &Sent, mode: Mode) -> Result<Report, GiasError> {
    let progress = Progress::begin(sent.id);
    gias::import(database, &sent.files(database), mode, &progress.read).await
}

async fn finish(
    database: &Database,
    id: SchoolImportId,
    state: RunState,
    report: &Report,
    announce: Option<(&Person, HubId, &str)>,
) -> Result<(), StoreError> {
    let mut changes = database.change().await?;
    gias::finish(&mut changes, id, state, report).await?;
    if let Some((person, hub, name)) = announce {
        gias::announce(&mut changes, Some(hub), Who::Person(person), id, name, report).await?;
    }
    changes.commit().await
}

async fn give_up(database: &Database, id: SchoolImportId, problem: &GiasError) -> Result<(), StoreError> {
    let words = match problem {
        // What the database said is for whoever runs the server.
        GiasError::Store(error) => {
            error!(%error, import.id = %id, "an import failed");
            OUR_SIDE.to_owned()
        }
        GiasError::Read { file, .. } | GiasError::BrokenOff { file } => format!("{file} could not be read to its end. Try again."),
        problem => sentence(&problem.to_string()),
    };
    gave_up(database, id, &words).await
}

/// A panic: what it had begun to write was rolled back, and somebody waits for its end.
async fn broke_off(database: Database, id: SchoolImportId) {
    log(id, gave_up(&database, id, OUR_SIDE).await);
}

async fn gave_up(database: &Database, id: SchoolImportId, words: &str) -> Result<(), StoreError> {
    delete(database, id);
    gias::fail(database, id, words).await
}

/// With a full stop, unless it ends already.
fn sentence(words: &str) -> String {
    if words.ends_with(['.', '?', '!']) { words.to_owned() } else { format!("{words}.") }
}

fn log(id: SchoolImportId, kept: Result<(), StoreError>) {
    if let Err(error) = kept {
        error!(%error, import.id = %id, "the end of an import could not be kept");
    }
}
