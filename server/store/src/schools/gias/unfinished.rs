//! Imports that did not come to their end: the disk was full, a file was another one, the process was stopped. What such an
//! import had written stays, and doing it again completes it; so each is ended in words, and one that had begun to write
//! is told of in the audit.

use model::accounts::roles::NamedPerson;
use model::ids::{PersonId, SchoolImportId};

use super::runs::RunState;
use crate::accounts::people;
use crate::audit::{self, Entry, Who};
use crate::database::lock::{Lock, Use};
use crate::database::rows;
use crate::database::{Changes, Database};
use crate::error::StoreError;
use crate::hub;

/// In milliseconds. The command line needs seconds: what it began so long ago was stopped.
const AN_HOUR: i64 = 60 * 60 * 1000;

/// What is said of an import whose process ended.
const STOPPED: &str = "It was stopped before it was done. Choose the files again: what is in already stays.";

/// An import that a server was bringing in when it was stopped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stopped {
    pub id: SchoolImportId,
    /// Who began it.
    pub by: NamedPerson,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: SchoolImportId,
    file_name: String,
    state: String,
    started_by: Option<PersonId>,
    name: Option<String>,
}

/// Ends an import that went wrong, in words.
///
/// # Errors
/// When the file can't be written to.
pub async fn fail(db: &Database, id: SchoolImportId, words: &str) -> Result<(), StoreError> {
    let mut changes = db.change().await?;
    let row: Option<Row> = sqlx::query_as(
        "select school_import.id, file_name, state, started_by, person.name
         from school_import left join person on person.id = school_import.started_by where school_import.id = ?",
    )
    .bind(id)
    .fetch_optional(changes.connection())
    .await?;
    if let Some(row) = row {
        end(&mut changes, &row, words).await?;
    }
    changes.commit().await
}

/// The imports that a server was bringing in when it was stopped, and that nobody has tried to complete since.
///
/// # Errors
/// When the file can't be read.
pub async fn stopped(db: &Database) -> Result<Vec<Stopped>, StoreError> {
    let rows: Vec<(SchoolImportId, PersonId, String)> = sqlx::query_as(
        "select school_import.id, person.id, person.name
         from school_import join person on person.id = school_import.started_by
         where state = 'applying' and coalesce(json_extract(report, '$.resumed'), 0) = 0",
    )
    .fetch_all(db.readers())
    .await?;
    Ok(rows.into_iter().map(|(id, person, name)| Stopped { id, by: NamedPerson { id: person, name } }).collect())
}

/// Notes that a stopped import goes on. Once: were it what stops the process, it would stop every one that comes.
///
/// # Errors
/// When the file can't be written to.
pub async fn resume(db: &Database, id: SchoolImportId) -> Result<(), StoreError> {
    let mut changes = db.change().await?;
    sqlx::query("update school_import set report = json_set(report, '$.resumed', json('true')) where id = ? and state = 'applying'")
        .bind(id)
        .execute(changes.connection())
        .await?;
    changes.commit().await
}

/// Ends what a server that was stopped had begun (with `of_a_server`), but for those that go on; and what the command line had
/// begun and never ended: nobody brings anything in there now, or it was an hour ago.
///
/// # Errors
/// When the file can't be written to.
pub async fn give_up_unfinished(db: &Database, of_a_server: bool, go_on: &[SchoolImportId]) -> Result<(), StoreError> {
    let idle = !Lock::is_taken(&db.file(), Use::Importing);
    let mut changes = db.change().await?;
    let unfinished: Vec<Row> = sqlx::query_as(
        "select school_import.id, file_name, state, started_by, person.name
         from school_import left join person on person.id = school_import.started_by
         where state in ('reading', 'previewed', 'applying')
           and case when started_by is null then ?1 or started_at < ?2 else ?3 end",
    )
    .bind(idle)
    .bind(rows::now() - AN_HOUR)
    .bind(of_a_server)
    .fetch_all(changes.connection())
    .await?;
    for row in &unfinished {
        if !go_on.contains(&row.id) {
            end(&mut changes, row, STOPPED).await?;
        }
    }
    changes.commit().await
}

/// With its line in the audit, if it had begun to write.
async fn end(changes: &mut Changes, row: &Row, words: &str) -> Result<(), StoreError> {
    sqlx::query("update school_import set state = 'failed', report = json_set(report, '$.failure', ?2), finished_at = ?3 where id = ?1")
        .bind(row.id)
        .bind(words)
        .bind(rows::now())
        .execute(changes.connection())
        .await?;
    if row.state != RunState::Applying.key() {
        return Ok(());
    }
    let hub = match row.started_by {
        Some(person) => people::hub_of(changes, person).await?,
        None => hub::first_in(changes).await?,
    };
    let who = match (row.started_by, &row.name) {
        (Some(id), Some(name)) => Who::Account(id, name),
        _ => Who::Server,
    };
    let words = format!("Brought in a part of the schools from {}: it was broken off. {words}", row.file_name);
    audit::write(changes, &Entry { hub, who, action: "schools.broken_off", subject: Some(row.id.to_string()), words: &words }).await
}
