//! Who has written in a document.

use model::ids::DocumentId;

use crate::database::Database;
use crate::error::StoreError;

/// Everybody who has written in a document, by school and name: name, and school's short name (empty without a school). Whoever began it
/// wrote its first words.
///
/// # Errors
/// When the file can't be read.
pub async fn authors(db: &Database, id: DocumentId) -> Result<Vec<(String, String)>, StoreError> {
    let authors = sqlx::query_as(
        "select person.name, coalesce(school.short_name, '')
         from person left join school on school.id = person.school
         where person.id in (select person from document_client where document = ?1 union select created_by from document where id = ?1)
         order by 2, 1, person.id",
    )
    .bind(id)
    .fetch_all(db.readers())
    .await?;
    Ok(authors)
}
