//! What kind of document each is, and whose.

use chrono::{DateTime, Utc};
use model::documents::{Kind, Summary};
use model::ids::{DocumentId, PersonId, WorkshopId};
use model::permission::Subject;

use crate::database::rows;
use crate::database::{Changes, Database};
use crate::error::StoreError;

/// What kind of document it is and whose; `None` when there is none of this id.
///
/// # Errors
/// When the file can't be read.
pub async fn find(db: &Database, id: DocumentId) -> Result<Option<(Kind, Subject)>, StoreError> {
    let row: Option<(String, Option<String>, Option<String>, bool)> =
        sqlx::query_as("select kind, work_group, school, archived_at is not null from document where id = ?")
            .bind(id)
            .fetch_optional(db.readers())
            .await?;
    let Some((kind, group, school, archived)) = row else {
        return Ok(None);
    };
    let subject = subject_of(group.as_deref(), school.as_deref(), archived)?;
    Ok(Some((rows::kind(&kind)?, at_a_table(db, id, subject).await?)))
}

/// Whose a board is, which says so where a table of a twilight works on it, and where its workshop's lead has locked it.
pub(crate) async fn at_a_table(db: &Database, board: DocumentId, subject: Subject) -> Result<Subject, StoreError> {
    let Subject::Group(group) = subject else {
        return Ok(subject);
    };
    let (at_a_table, locked): (bool, bool) = sqlx::query_as(
        "select exists (select 1 from twilight_table where board = ?1),
                exists (select 1 from running where boards_locked
                        and (workshop in (select workshop from twilight_table where board = ?1)
                             or workshop = (select workshop from document where id = ?1 and kind = 'board')))",
    )
    .bind(board)
    .fetch_one(db.readers())
    .await?;
    Ok(match (at_a_table, locked) {
        (_, true) => Subject::Locked { group, board },
        (true, false) => Subject::Table { group, board },
        (false, false) => subject,
    })
}

pub(crate) fn subject_of(group: Option<&str>, school: Option<&str>, archived: bool) -> Result<Subject, StoreError> {
    let owner = match (group, school) {
        (Some(group), _) => Subject::Group(rows::id(group)?),
        (None, Some(school)) => Subject::School(rows::id(school)?),
        (None, None) => return Err(StoreError::Corrupt("a document that belongs to nobody".to_owned())),
    };
    Ok(if archived { owner.archived() } else { owner })
}

/// Starts an empty document as a part of other changes, of the kind that its summary is of; its updates are to follow in them.
///
/// # Errors
/// When owner, person or workshop do not exist, or the file can't be written to.
pub async fn create_in(
    changes: &mut Changes,
    owner: Subject,
    by: PersonId,
    summary: &Summary,
    workshop: Option<WorkshopId>,
) -> Result<DocumentId, StoreError> {
    let document = DocumentId::generate();
    let (group, school) = match owner {
        Subject::Group(group) | Subject::Table { group, .. } | Subject::Locked { group, .. } => (Some(group.to_string()), None),
        Subject::School(school) => (None, Some(school.to_string())),
        // A hub owns no documents, and nothing is made archived: the table's check refuses it.
        Subject::Hub(_) | Subject::ArchivedInGroup(_) | Subject::ArchivedInSchool(_) => (None, None),
    };
    sqlx::query(
        "insert into document
             (id, kind, work_group, school, workshop, summary, created_by, created_at, edited_by, edited_at)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?7, ?8)",
    )
    .bind(document)
    .bind(summary.kind().key())
    .bind(group)
    .bind(school)
    .bind(workshop)
    .bind(rows::summary_text(summary)?)
    .bind(by)
    .bind(rows::now())
    .execute(changes.connection())
    .await?;
    Ok(document)
}

/// Says when a document was last edited: for what was written elsewhere and is brought in.
///
/// # Errors
/// When the file can't be written to.
pub async fn set_edited_at(changes: &mut Changes, id: DocumentId, at: DateTime<Utc>) -> Result<(), StoreError> {
    sqlx::query("update document set edited_at = ?1, created_at = min(created_at, ?1) where id = ?2")
        .bind(at.timestamp_millis())
        .bind(id)
        .execute(changes.connection())
        .await?;
    Ok(())
}
