//! The private notes of those who plan a workshop: a document of its own beside the plan, which nobody else may open.

use model::documents::{Kind, Summary};
use model::ids::{DocumentId, PersonId, WorkshopId};
use model::permission::Subject;

use crate::database::{Changes, Database};
use crate::error::StoreError;
use crate::live;

/// The document that holds a workshop's notes, once its plan was started. That there is one tells nobody what is in it: who may open it is
/// [`Kind::view`].
///
/// # Errors
/// When the file can't be read.
pub async fn of(db: &Database, workshop: WorkshopId) -> Result<Option<DocumentId>, StoreError> {
    let row: Option<(DocumentId,)> =
        sqlx::query_as("select id from document where workshop = ? and kind = 'notes'").bind(workshop).fetch_optional(db.readers()).await?;
    Ok(row.map(|(document,)| document))
}

/// Starts them, empty, with the plan.
///
/// # Errors
/// When there are some already, or the file can't be written to.
pub async fn start_in(changes: &mut Changes, owner: Subject, by: PersonId, workshop: WorkshopId) -> Result<DocumentId, StoreError> {
    live::create_in(changes, owner, by, &Summary::empty(Kind::Notes), Some(workshop)).await
}
