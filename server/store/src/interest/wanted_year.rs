//! The year a school would begin in: the form works it out from the date, and the hub may know better.

use model::accounts::roles::Person;
use model::calendar::academic_year::AcademicYear;
use model::ids::{HubId, InterestId};

use super::filter::one_in;
use super::refused::Refused;
use crate::audit::{self, Entry, Who};
use crate::database::Changes;
use crate::database::rows;

/// Moves an expression of interest of a hub to another year.
///
/// # Errors
/// [`Refused::NotFound`] when the hub has no such thing, or its school is in a group of the year it is for.
pub async fn set_year(changes: &mut Changes, hub: HubId, id: InterestId, by: &Person, year: AcademicYear) -> Result<(), Refused> {
    let before = one_in(changes, hub, id).await?.filter(|interest| interest.group_year.is_none()).ok_or(Refused::NotFound)?;
    if before.academic_year == year {
        return Ok(());
    }
    sqlx::query("update interest set academic_year = ?, changed_at = ? where id = ?")
        .bind(year)
        .bind(rows::now())
        .bind(id)
        .execute(changes.connection())
        .await?;
    let words = format!("{} moved from {} to {year}", before.reference, before.academic_year);
    let entry = Entry { hub: Some(hub), who: Who::Person(by), action: "interest.moved", subject: Some(id.to_string()), words: &words };
    audit::write(changes, &entry).await?;
    Ok(())
}
