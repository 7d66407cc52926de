//! Boards that nobody works on any more: out of the lists, and back.

use chrono::{DateTime, Utc};
use model::accounts::roles::{Byline, Person};
use model::documents::board::Summary;
use model::ids::{DocumentId, HubId, WorkGroupId};

use crate::audit::{self, Entry, Who};
use crate::database::rows;
use crate::database::{Changes, Database};
use crate::error::StoreError;

/// An archived board in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArchivedRecord {
    /// Its document.
    pub id: DocumentId,
    /// What it says.
    pub summary: Summary,
    /// When it was archived.
    pub at: DateTime<Utc>,
    /// By whom.
    pub by: Byline,
}

/// Takes a board out of the lists. `false` when it had gone from them already, or there is none of this id: then nothing is changed.
///
/// # Errors
/// When the file can't be written to.
pub async fn archive(db: &Database, id: DocumentId, by: &Person) -> Result<bool, StoreError> {
    let mut changes = db.change().await?;
    let done = sqlx::query("update document set archived_at = ?, archived_by = ? where id = ? and kind = 'board' and archived_at is null")
        .bind(rows::now())
        .bind(by.id)
        .bind(id)
        .execute(changes.connection())
        .await?;
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    note(&mut changes, id, by, "board.archived", "Archived the board").await?;
    changes.commit().await?;
    Ok(true)
}

/// Brings an archived board back into the lists. `false` when it was not archived.
///
/// # Errors
/// When the file can't be written to.
pub async fn bring_back(db: &Database, id: DocumentId, by: &Person) -> Result<bool, StoreError> {
    let mut changes = db.change().await?;
    let done = sqlx::query(
        "update document set archived_at = null, archived_by = null where id = ? and kind = 'board' and archived_at is not null",
    )
    .bind(id)
    .execute(changes.connection())
    .await?;
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    note(&mut changes, id, by, "board.brought_back", "Brought back the board").await?;
    changes.commit().await?;
    Ok(true)
}

/// Writes down what was done to a board, which its title names.
async fn note(changes: &mut Changes, id: DocumentId, by: &Person, action: &str, what: &str) -> Result<(), StoreError> {
    let (summary, hub): (String, Option<HubId>) = sqlx::query_as(
        "select document.summary, work_group.hub from document left join work_group on work_group.id = document.work_group
         where document.id = ?",
    )
    .bind(id)
    .fetch_one(changes.connection())
    .await?;
    let title = rows::summary::<Summary>(&summary).title;
    let words = if title.is_empty() { format!("{what} without a title") } else { format!("{what} “{title}”") };
    audit::write(changes, &Entry { hub, who: Who::Person(by), action, subject: Some(id.to_string()), words: &words }).await
}

/// How many boards of a group are archived.
///
/// # Errors
/// When the file can't be read.
pub async fn count_archived(db: &Database, group: WorkGroupId) -> Result<u32, StoreError> {
    let (count,): (u32,) =
        sqlx::query_as("select count(*) from document where work_group = ? and kind = 'board' and archived_at is not null")
            .bind(group)
            .fetch_one(db.readers())
            .await?;
    Ok(count)
}

#[derive(sqlx::FromRow)]
struct ArchivedRow {
    id: String,
    summary: String,
    archived_at: i64,
    name: Option<String>,
    school: Option<String>,
}

/// A group's archived boards, the one archived last first.
///
/// # Errors
/// When the file can't be read.
pub async fn archived(db: &Database, group: WorkGroupId) -> Result<Vec<ArchivedRecord>, StoreError> {
    let rows: Vec<ArchivedRow> = sqlx::query_as(
        "select document.id, document.summary, document.archived_at, person.name, school.short_name as school
         from document
         left join person on person.id = document.archived_by
         left join school on school.id = person.school
         where document.work_group = ? and document.kind = 'board' and document.archived_at is not null
         order by document.archived_at desc, document.id desc",
    )
    .bind(group)
    .fetch_all(db.readers())
    .await?;
    rows.into_iter()
        .map(|row| {
            let by = Byline { name: row.name.unwrap_or_default(), school: row.school.unwrap_or_default() };
            Ok(ArchivedRecord { id: rows::id(&row.id)?, summary: rows::summary(&row.summary), at: rows::time(row.archived_at)?, by })
        })
        .collect()
}
