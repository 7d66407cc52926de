//! Imports as something that somebody began: from reading the files to the end, with the report.

use chrono::{DateTime, Utc};
use model::calendar::clock;
use model::ids::{HubId, PersonId, SchoolImportId};
use model::text::thousands::thousands;

use super::judge::Doubt;
use super::progress;
use super::refused::Refused;
use super::report::Report;
use crate::audit::{self, Entry, Who};
use crate::database::rows;
use crate::database::{Changes, Database};
use crate::error::StoreError;

/// Where an import stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunState {
    /// The files are looked through.
    Reading,
    /// What they would change is known.
    Previewed,
    /// They are brought in.
    Applying,
    /// They are in.
    Applied,
    /// It went wrong, or somebody thought better of it.
    Failed,
}

impl RunState {
    const ALL: [Self; 5] = [Self::Reading, Self::Previewed, Self::Applying, Self::Applied, Self::Failed];

    /// Its word in the database.
    pub fn key(self) -> &'static str {
        match self {
            Self::Reading => "reading",
            Self::Previewed => "previewed",
            Self::Applying => "applying",
            Self::Applied => "applied",
            Self::Failed => "failed",
        }
    }
}

/// An import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    pub id: SchoolImportId,
    /// The name of the extract, or of the links when they came alone.
    pub file_name: String,
    /// When it was begun.
    pub started_at: DateTime<Utc>,
    /// The same in words: `Tue 24 Nov 2026 at 16:12`.
    pub began: String,
    /// By whom; nobody when it came from the command line.
    pub started_by: Option<String>,
    /// When it ended.
    pub finished_at: Option<DateTime<Utc>>,
    /// Where it stands.
    pub state: RunState,
    /// What it found so far.
    pub report: Report,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: SchoolImportId,
    file_name: String,
    started_at: i64,
    started_by: Option<String>,
    finished_at: Option<i64>,
    state: String,
    report: String,
}

impl Row {
    fn read(self) -> Result<Run, StoreError> {
        let state = RunState::ALL.into_iter().find(|state| state.key() == self.state);
        let id = self.id;
        // One of an older version is shown as far as it can be read.
        let mut report: Report = serde_json::from_str(&self.report).unwrap_or_default();
        report.rows = progress::rows_read(id).unwrap_or(report.rows);
        Ok(Run {
            id,
            file_name: self.file_name,
            started_at: rows::time(self.started_at)?,
            began: clock::day_at_time(rows::time(self.started_at)?),
            started_by: self.started_by,
            finished_at: self.finished_at.map(rows::time).transpose()?,
            state: state.ok_or_else(|| StoreError::Corrupt(format!("the state {:?}", self.state)))?,
            report,
        })
    }
}

/// Begins an import.
///
/// # Errors
/// When the file can't be written to.
pub async fn begin(db: &Database, id: SchoolImportId, file_name: &str, by: Option<PersonId>, state: RunState) -> Result<(), StoreError> {
    let mut changes = db.change().await?;
    sqlx::query("insert into school_import (id, file_name, started_at, started_by, state) values (?, ?, ?, ?, ?)")
        .bind(id)
        .bind(file_name)
        .bind(rows::now())
        .bind(by)
        .bind(state.key())
        .execute(changes.connection())
        .await?;
    changes.commit().await
}

/// Goes on from one state to the next.
///
/// # Errors
/// [`Refused::NotWaiting`] when it was not in the first one.
pub async fn claim(db: &Database, id: SchoolImportId, from: RunState, to: RunState) -> Result<(), Refused> {
    let mut changes = db.change().await?;
    let done = sqlx::query("update school_import set state = ?3 where id = ?1 and state = ?2")
        .bind(id)
        .bind(from.key())
        .bind(to.key())
        .execute(changes.connection())
        .await?;
    changes.commit().await?;
    if done.rows_affected() == 1 { Ok(()) } else { Err(Refused::NotWaiting) }
}

/// Decides on a preview: it is brought in, but for the numbers that the hub refuses to give up. Kept with it, so that it is known
/// when it goes on after a stop.
///
/// # Errors
/// [`Refused::NotWaiting`] when it is no preview that waits.
pub async fn decide(db: &Database, id: SchoolImportId, refused: &[String]) -> Result<(), Refused> {
    let refused = serde_json::to_string(refused).map_err(|error| StoreError::Corrupt(error.to_string()))?;
    let mut changes = db.change().await?;
    let done = sqlx::query(
        "update school_import set state = 'applying',
                report = json_set(report, '$.refused_urns', json(?2), '$.applying_since', ?3) where id = ?1 and state = 'previewed'",
    )
    .bind(id)
    .bind(refused)
    .bind(rows::now())
    .execute(changes.connection())
    .await?;
    changes.commit().await?;
    if done.rows_affected() == 1 { Ok(()) } else { Err(Refused::NotWaiting) }
}

/// Ends a stage of an import with its report.
///
/// # Errors
/// When the file can't be written to.
pub async fn finish(changes: &mut Changes, id: SchoolImportId, state: RunState, report: &Report) -> Result<(), StoreError> {
    let text = serde_json::to_string(report).map_err(|error| StoreError::Corrupt(error.to_string()))?;
    let over = matches!(state, RunState::Applied | RunState::Failed);
    sqlx::query("update school_import set state = ?2, report = ?3, finished_at = ?4 where id = ?1")
        .bind(id)
        .bind(state.key())
        .bind(text)
        .bind(over.then(rows::now))
        .execute(changes.connection())
        .await?;
    Ok(())
}

/// Ends an import that somebody thought better of.
///
/// # Errors
/// When the file can't be written to.
pub async fn leave(db: &Database, id: SchoolImportId) -> Result<(), StoreError> {
    let mut changes = db.change().await?;
    sqlx::query(
        "update school_import set state = 'failed', report = json_set(report, '$.left', json('true')), finished_at = ?2 where id = ?1",
    )
    .bind(id)
    .bind(rows::now())
    .execute(changes.connection())
    .await?;
    changes.commit().await
}

/// The previews that have waited for a decision since before `since`.
///
/// # Errors
/// When the file can't be read.
pub async fn forgotten(db: &Database, since: DateTime<Utc>) -> Result<Vec<SchoolImportId>, StoreError> {
    Ok(sqlx::query_scalar("select id from school_import where state = 'previewed' and started_at < ?")
        .bind(since.timestamp_millis())
        .fetch_all(db.readers())
        .await?)
}

/// Writes down that schools were brought in, in the transaction that ends the import.
///
/// # Errors
/// When the file can't be written to.
pub async fn announce(
    changes: &mut Changes,
    hub: Option<HubId>,
    who: Who<'_>,
    id: SchoolImportId,
    file_name: &str,
    report: &Report,
) -> Result<(), StoreError> {
    let always = [(report.new, "new"), (report.changed, "changed"), (report.closed, "closed")];
    let others = [
        (report.taken_over, "under a new number"),
        (report.linked, "linked to a predecessor"),
        (report.refused, "kept apart"),
        (report.unlinked, "no longer linked to a predecessor"),
        (report.new_links, "links between schools"),
        (report.withdrawn_links, "links withdrawn"),
        (report.bad, "rows not understood"),
    ];
    let all = always.into_iter().chain(others.into_iter().filter(|(number, _)| *number > 0));
    let counts: Vec<String> = all.map(|(number, words)| format!("{} {words}", thousands(number))).collect();
    let refused = report.apart_schools.iter().filter(|two| report.refused > 0 && two.why == Doubt::Refused.words());
    let refused = refused.map(|two| format!(" Kept {} ({}) apart from {} ({}).", two.before, two.before_urn, two.after, two.after_urn));
    let words = format!("Brought in schools from {file_name}: {}.{}", counts.join(", "), refused.collect::<String>());
    audit::write(changes, &Entry { hub, who, action: "schools.imported", subject: Some(id.to_string()), words: &words }).await
}

const SELECT: &str = "select school_import.id, file_name, started_at, person.name as started_by, finished_at, state, report
     from school_import left join person on person.id = school_import.started_by";

/// An import; `None` when there is none with this id.
///
/// # Errors
/// When the file can't be read.
pub async fn find(db: &Database, id: SchoolImportId) -> Result<Option<Run>, StoreError> {
    let select = sqlx::AssertSqlSafe(format!("{SELECT} where school_import.id = ?"));
    let row: Option<Row> = sqlx::query_as(select).bind(id).fetch_optional(db.readers()).await?;
    row.map(Row::read).transpose()
}

/// The latest imports, the newest first.
///
/// # Errors
/// When the file can't be read.
pub async fn recent(db: &Database, limit: u32) -> Result<Vec<Run>, StoreError> {
    let select = sqlx::AssertSqlSafe(format!("{SELECT} order by school_import.id desc limit ?"));
    let rows: Vec<Row> = sqlx::query_as(select).bind(limit).fetch_all(db.readers()).await?;
    rows.into_iter().map(Row::read).collect()
}
