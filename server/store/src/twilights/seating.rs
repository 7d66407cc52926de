//! Guests seated by the lead: all of them at once, the schools mixed.

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
         where workshop = ? and removed_at is null
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
