//! Guests seated by the lead: all of them at once, the schools mixed, or one by hand.

use model::accounts::roles::Person;
use model::documents::board::Summary;
use model::ids::GuestId;
use model::schools::year_group::YearGroup;
use model::twilights::seating::{Place, Sitter, mixed};

use super::door::Twilight;
use super::opening::note;
use crate::database::Changes;
use crate::database::rows;
use crate::error::StoreError;

/// Seats everybody anew, so that as few as can be of one school sit together. Returns how many; none where there are no tables.
///
/// # Errors
/// When the file can't be read or written to.
pub async fn mix(changes: &mut Changes, of: &Twilight, by: &Person) -> Result<usize, StoreError> {
    let tables: Vec<(i64, String)> = sqlx::query_as(
        "select number, document.summary
         from twilight_table join document on document.id = twilight_table.board
         where twilight_table.workshop = ? and document.archived_at is null
         order by number",
    )
    .bind(of.workshop)
    .fetch_all(changes.connection())
    .await?;
    let guests: Vec<(GuestId, String, Option<String>)> = sqlx::query_as(
        "select guest.id, coalesce(guest.school, guest.school_name), year_group
         from guest
         where workshop = ? and removed_at is null and purged_at is null
         order by joined_at, guest.id",
    )
    .bind(of.workshop)
    .fetch_all(changes.connection())
    .await?;
    let place = |(number, summary): &(i64, String)| {
        Ok(Place { number: rows::small(*number)?, year_groups: rows::summary::<Summary>(summary).year_groups })
    };
    let places = tables.iter().map(place).collect::<Result<Vec<_>, StoreError>>()?;
    let sitter =
        |(_, school, year): &(GuestId, String, Option<String>)| (school.to_lowercase(), year.as_deref().and_then(YearGroup::from_key));
    let sitters: Vec<(String, Option<YearGroup>)> = guests.iter().map(sitter).collect();
    let sitters: Vec<Sitter<'_>> = sitters.iter().map(|(school, year_group)| Sitter { school, year_group: *year_group }).collect();
    let seats = mixed(&sitters, &places);
    for ((guest, ..), seat) in guests.iter().zip(&seats) {
        sqlx::query("update guest set seat = ? where id = ?").bind(i64::from(*seat)).bind(*guest).execute(changes.connection()).await?;
    }
    if !seats.is_empty() {
        note(changes, of, by, "workshop.guests_mixed", &format!("Mixed the guests of the twilight of {} onto its tables.", of.in_words()))
            .await?;
    }
    Ok(seats.len())
}

/// What became of a guest who was to sit elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seated {
    Done,
    /// There is no such guest of this twilight, or not any more.
    NoGuest,
    /// There is no such table, or its board was archived.
    NoTable,
}

/// Seats one guest at a table, or at none.
///
/// # Errors
/// When the file can't be read or written to.
pub async fn seat(changes: &mut Changes, of: &Twilight, by: &Person, guest: GuestId, table: Option<u8>) -> Result<Seated, StoreError> {
    let before: Option<(Option<i64>,)> =
        sqlx::query_as("select seat from guest where id = ? and workshop = ? and removed_at is null and purged_at is null")
            .bind(guest)
            .bind(of.workshop)
            .fetch_optional(changes.connection())
            .await?;
    let (Some((before,)), wanted) = (before, table.map(i64::from)) else {
        return Ok(Seated::NoGuest);
    };
    if let Some(number) = wanted
        && !is_there(changes, of, number).await?
    {
        return Ok(Seated::NoTable);
    }
    if before != wanted {
        sqlx::query("update guest set seat = ? where id = ?").bind(wanted).bind(guest).execute(changes.connection()).await?;
        note(changes, of, by, "workshop.guest_seated", &format!("Gave a guest of the twilight of {} another table.", of.in_words()))
            .await?;
    }
    Ok(Seated::Done)
}

/// Whether guests see a table of this number.
async fn is_there(changes: &mut Changes, of: &Twilight, number: i64) -> Result<bool, StoreError> {
    let (there,): (bool,) = sqlx::query_as(
        "select exists (select 1 from twilight_table join document on document.id = twilight_table.board
                        where twilight_table.workshop = ? and number = ? and document.archived_at is null)",
    )
    .bind(of.workshop)
    .bind(number)
    .fetch_one(changes.connection())
    .await?;
    Ok(there)
}
