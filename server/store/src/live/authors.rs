//! Who has written in a document.

use model::ids::DocumentId;
use model::twilights::A_TEACHER_AT;

use crate::database::Database;
use crate::error::StoreError;

/// Everybody who has written in a document, by school and name: name, and school's short name (empty without a school). Whoever began it
/// wrote its first words. A guest of a twilight is the person with an account who says so, else goes by their first name, and is
/// a teacher at their school, which stands with those words, once that is not kept any more.
///
/// # Errors
/// When the file can't be read.
pub async fn authors(db: &Database, id: DocumentId) -> Result<Vec<(String, String)>, StoreError> {
    let authors = sqlx::query_as(
        "select name, school from (
             select person.name, coalesce(school.short_name, '') as school, person.id
             from person left join school on school.id = person.school
             where person.id in (select person from document_client where document = ?1
                                 union select created_by from document where id = ?1
                                 union select guest.person from document_guest join guest on guest.id = document_guest.guest
                                       where document_guest.document = ?1 and guest.person is not null)
             union all
             select guest.name, coalesce(school.short_name, guest.school_name) as school, guest.id
             from guest left join school on school.id = guest.school
             where guest.person is null and guest.purged_at is null and guest.id in (select guest from document_guest where document = ?1)
             union all
             select distinct ?2 || coalesce(school.short_name, guest.school_name), '', ''
             from guest left join school on school.id = guest.school
             where guest.person is null and guest.purged_at is not null and guest.id in (select guest from document_guest where document = ?1))
         order by school, name, id",
    )
    .bind(id)
    .bind(A_TEACHER_AT)
    .fetch_all(db.readers())
    .await?;
    Ok(authors)
}
