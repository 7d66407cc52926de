//! Running a workshop: what its lead has pressed so far. The file knows it, so a server that was killed goes on where it was.

use chrono::Utc;
use model::accounts::roles::Person;
use model::documents::board::Summary;
use model::documents::plan::BlockId;
use model::ids::{DocumentId, HubId, WorkshopId};
use model::text::line::Line;
use model::workshops::running::{NotNow, Place, Press, Running, Step};
use sqlx_sqlite::SqliteConnection;

use super::planner::PlannedWorkshop;
use crate::audit::{self, Entry, Who};
use crate::database::rows;
use crate::database::{Changes, Database};
use crate::error::{StoreError, from_sqlx};

/// A workshop as it is run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Run {
    /// Counts up with all that is pressed; 0 before anything was.
    pub revision: i64,
    pub running: Running,
    /// What the board is called that everybody is called to.
    pub board_title: String,
}

/// Why something was not done.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// Somebody else has pressed something since, or it makes no sense now: how it stands is to be shown first.
    #[error("it has moved on meanwhile")]
    MovedOn,
    /// The board is none of the group's, or was archived.
    #[error("the board is not there")]
    BoardGone,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

from_sqlx!(Refused);

impl From<NotNow> for Refused {
    fn from(_: NotNow) -> Self {
        Self::MovedOn
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    revision: i64,
    started_at: Option<i64>,
    ended_at: Option<i64>,
    block: Option<String>,
    step: Option<i64>,
    since: Option<i64>,
    paused_at: Option<i64>,
    paused: i64,
    extra: i64,
    message: String,
    board: Option<DocumentId>,
    boards_locked: bool,
    board_summary: Option<String>,
}

impl Row {
    fn read(self) -> Run {
        let place = self.block.zip(self.since).map(|(block, since)| Place {
            block: BlockId::from(block),
            number: self.step.and_then(|step| usize::try_from(step).ok()).unwrap_or_default(),
            since,
            paused_at: self.paused_at,
            paused: self.paused,
            extra: self.extra,
        });
        let running = Running {
            started_at: self.started_at,
            ended_at: self.ended_at,
            at: place,
            message: Line::tidied(&self.message),
            board: self.board,
            boards_locked: self.boards_locked,
        };
        let board_title = self.board_summary.map(|summary| rows::summary::<Summary>(&summary).title_in_lists().to_owned());
        Run { revision: self.revision, running, board_title: board_title.unwrap_or_default() }
    }
}

/// A workshop as it is run at this moment.
///
/// # Errors
/// When the file can't be read.
pub async fn find(db: &Database, workshop: WorkshopId) -> Result<Run, StoreError> {
    let mut view = db.view().await?;
    find_in(&mut view, workshop).await
}

/// The workshop whose lead speaks to whoever has a board open: of those that work on it at a table, and that it belongs to, the one that runs. `None`
/// for a board of no workshop.
///
/// # Errors
/// When the file can't be read.
pub async fn of_board(db: &Database, board: DocumentId) -> Result<Option<WorkshopId>, StoreError> {
    let row: Option<(WorkshopId,)> = sqlx::query_as(
        "select at.workshop
         from (select workshop, 1 as place from twilight_table where board = ?1
               union all
               select workshop, 2 from document where id = ?1 and workshop is not null) as at
         left join running on running.workshop = at.workshop
         order by (running.started_at is not null and running.ended_at is null) desc, at.place, at.workshop
         limit 1",
    )
    .bind(board)
    .fetch_optional(db.readers())
    .await?;
    Ok(row.map(|(workshop,)| workshop))
}

async fn find_in(connection: &mut SqliteConnection, workshop: WorkshopId) -> Result<Run, StoreError> {
    let row: Option<Row> = sqlx::query_as(
        "select revision, started_at, ended_at, block, step, since, paused_at, paused, extra, message, boards_locked,
                document.id as board, document.summary as board_summary
         from running left join document on document.id = running.board and document.archived_at is null
         where running.workshop = ?",
    )
    .bind(workshop)
    .fetch_optional(connection)
    .await?;
    Ok(row.map(Row::read).unwrap_or_default())
}

/// Presses something. `seen` is the revision that whoever pressed saw: what moves the workshop is refused when it is at another place by now.
///
/// # Errors
/// [`Refused`] says why nothing was changed.
pub async fn press(
    changes: &mut Changes,
    workshop: &PlannedWorkshop,
    by: &Person,
    seen: i64,
    press: Press,
    steps: &[Step],
) -> Result<Run, Refused> {
    let old = find_in(changes.connection(), workshop.id).await?;
    if moves(&press) && old.revision != seen {
        return Err(Refused::MovedOn);
    }
    if let Press::ComeTo(board) = press
        && !is_there(changes, workshop, board).await?
    {
        return Err(Refused::BoardGone);
    }
    let noted = words(&press);
    let running = old.running.press(press, steps, Utc::now().timestamp_millis())?;
    keep(changes, workshop.id, old.revision + 1, &running).await?;
    if let Some((action, did)) = noted {
        let words = format!("{did} workshop {} of {}.", workshop.number, workshop.group_name);
        let hub = hub(changes, workshop).await?;
        let entry = Entry { hub: Some(hub), who: Who::Person(by), action, subject: Some(workshop.id.to_string()), words: &words };
        audit::write(changes, &entry).await?;
    }
    Ok(find_in(changes.connection(), workshop.id).await?)
}

/// Whether a press means the place that the workshop was seen at. A line or a lock means the same wherever it is.
fn moves(press: &Press) -> bool {
    match press {
        Press::Start | Press::Pause | Press::Resume | Press::FiveMore | Press::Next | Press::Back | Press::End => true,
        Press::Say(_) | Press::SayNothing | Press::ComeTo(_) | Press::GoOn | Press::LockBoards | Press::UnlockBoards => false,
    }
}

/// What the audit says of it, if anything.
fn words(press: &Press) -> Option<(&'static str, &'static str)> {
    match press {
        Press::Start => Some(("workshop.run_started", "Began to run")),
        Press::End => Some(("workshop.run_ended", "Ended the run of")),
        Press::LockBoards => Some(("workshop.boards_locked", "Locked the boards of")),
        Press::UnlockBoards => Some(("workshop.boards_unlocked", "Unlocked the boards of")),
        _ => None,
    }
}

async fn is_there(changes: &mut Changes, workshop: &PlannedWorkshop, board: DocumentId) -> Result<bool, StoreError> {
    let (there,): (bool,) =
        sqlx::query_as("select exists (select 1 from document where id = ? and work_group = ? and kind = 'board' and archived_at is null)")
            .bind(board)
            .bind(workshop.group)
            .fetch_one(changes.connection())
            .await?;
    Ok(there)
}

async fn hub(changes: &mut Changes, workshop: &PlannedWorkshop) -> Result<HubId, StoreError> {
    let (hub,): (HubId,) =
        sqlx::query_as("select hub from work_group where id = ?").bind(workshop.group).fetch_one(changes.connection()).await?;
    Ok(hub)
}

async fn keep(changes: &mut Changes, workshop: WorkshopId, revision: i64, running: &Running) -> Result<(), StoreError> {
    let place = running.at.as_ref();
    sqlx::query(
        "insert into running (workshop, revision, started_at, ended_at, block, step, since, paused_at, paused, extra, message, board, boards_locked)
         values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
         on conflict (workshop) do update set revision = excluded.revision, started_at = excluded.started_at, ended_at = excluded.ended_at,
             block = excluded.block, step = excluded.step, since = excluded.since, paused_at = excluded.paused_at, paused = excluded.paused,
             extra = excluded.extra, message = excluded.message, board = excluded.board, boards_locked = excluded.boards_locked",
    )
    .bind(workshop)
    .bind(revision)
    .bind(running.started_at)
    .bind(running.ended_at)
    .bind(place.map(|place| place.block.as_str()))
    .bind(place.and_then(|place| i64::try_from(place.number).ok()))
    .bind(place.map(|place| place.since))
    .bind(place.and_then(|place| place.paused_at))
    .bind(place.map_or(0, |place| place.paused))
    .bind(place.map_or(0, |place| place.extra))
    .bind(running.message.as_str())
    .bind(running.board)
    .bind(running.boards_locked)
    .execute(changes.connection())
    .await?;
    Ok(())
}
