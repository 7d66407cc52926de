//! Which school somebody means who typed its name, postcode or number.

use model::ids::SchoolId;

use crate::database::Database;
use crate::error::StoreError;
use crate::rows;

/// A school that fits what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundSchool {
    /// Its id.
    pub id: SchoolId,
    /// Its full name.
    pub name: String,
    /// Where it is.
    pub town: String,
    /// May be empty.
    pub postcode: String,
    /// Its number in Get Information about Schools.
    pub urn: String,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    name: String,
    town: String,
    postcode: String,
    urn: String,
}

/// Open schools that hold every word of `typed` in their name, place, postcode or number, by name, at most `limit`: those in
/// `town`, if it is given and there are any.
///
/// # Errors
/// When the file can't be read.
pub async fn find_school(db: &Database, typed: &str, town: &str, limit: u32) -> Result<Vec<FoundSchool>, StoreError> {
    if !town.is_empty() {
        let there = find(db, &format!("{typed} {town}"), limit).await?;
        if !there.is_empty() {
            return Ok(there);
        }
    }
    find(db, typed, limit).await
}

async fn find(db: &Database, typed: &str, limit: u32) -> Result<Vec<FoundSchool>, StoreError> {
    let query = match_words(typed);
    if query.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<Row> = sqlx::query_as(
        "select school.id, school.name, school.town, coalesce(school.postcode, '') as postcode, school.urn
         from school_search join school on school.search_number = school_search.rowid
         where school_search match ? and school.status not like 'Closed%'
         order by school.name, school.town limit ?",
    )
    .bind(query)
    .bind(limit)
    .fetch_all(db.readers())
    .await?;
    rows.into_iter()
        .map(|row| Ok(FoundSchool { id: rows::id(&row.id)?, name: row.name, town: row.town, postcode: row.postcode, urn: row.urn }))
        .collect()
}

/// The beginnings of words, each quoted, so that nothing typed is read as the index's own language.
fn match_words(typed: &str) -> String {
    let words = typed.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).take(12);
    words.map(|word| format!("\"{word}\"*")).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_typed_is_read_as_a_query() {
        assert_eq!(match_words("St Tansy’s \" OR NEAR("), "\"St\"* \"Tansy\"* \"s\"* \"OR\"* \"NEAR\"*");
        assert_eq!(match_words(" -– "), "");
    }
}
