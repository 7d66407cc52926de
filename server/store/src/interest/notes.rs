//! What people at the hub write beside an expression of interest.

use chrono::{DateTime, Utc};
use model::ids::{HubId, InterestId, PersonId};
use uuid::Uuid;

use super::filter;
use super::refused::Refused;
use crate::database::rows;
use crate::database::{Changes, Database};
use crate::error::StoreError;

/// A note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Who wrote it; empty for what the server noted by itself.
    pub author: String,
    pub at: DateTime<Utc>,
    /// What it says.
    pub note: String,
}

/// The notes, the oldest first.
///
/// # Errors
/// When the file can't be read.
pub async fn notes(db: &Database, interest: InterestId) -> Result<Vec<Note>, StoreError> {
    let rows: Vec<(Option<String>, i64, String)> = sqlx::query_as(
        "select person.name, interest_note.at, interest_note.note
         from interest_note left join person on person.id = interest_note.person
         where interest = ? order by interest_note.id",
    )
    .bind(interest)
    .fetch_all(db.readers())
    .await?;
    rows.into_iter().map(|(author, at, note)| Ok(Note { author: author.unwrap_or_default(), at: rows::time(at)?, note })).collect()
}

/// Writes a note beside one of a hub's; once, however often its button is pressed.
///
/// # Errors
/// [`Refused::NotFound`] when the hub has none with this id.
pub async fn add_note(changes: &mut Changes, hub: HubId, interest: InterestId, person: PersonId, note: &str) -> Result<(), Refused> {
    filter::one_in(changes, hub, interest).await?.ok_or(Refused::NotFound)?;
    let last: Option<(Option<PersonId>, String)> =
        sqlx::query_as("select person, note from interest_note where interest = ? order by id desc limit 1")
            .bind(interest)
            .fetch_optional(changes.connection())
            .await?;
    if last != Some((Some(person), note.to_owned())) {
        add(changes, interest, Some(person), note).await?;
    }
    Ok(())
}

/// Writes a note; without a person, the server's own.
pub(super) async fn add(changes: &mut Changes, interest: InterestId, person: Option<PersonId>, note: &str) -> Result<(), StoreError> {
    sqlx::query("insert into interest_note (id, interest, person, at, note) values (?, ?, ?, ?, ?)")
        .bind(Uuid::now_v7().to_string())
        .bind(interest)
        .bind(person)
        .bind(rows::now())
        .bind(note)
        .execute(changes.connection())
        .await?;
    Ok(())
}
