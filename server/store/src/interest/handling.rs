//! Who at the hub looks after an expression of interest, and which school it is about.

use model::accounts::roles::Person;
use model::ids::{HubId, InterestId, PersonId, SchoolId};
use model::interest::State;

use super::changes::{named, note};
use super::filter::one_in;
use super::refused::Refused;
use crate::database::Changes;
use crate::database::rows;

/// Gives one of a hub's to somebody to look after, or to nobody.
///
/// # Errors
/// [`Refused::NotFound`] when the hub has no such thing or person.
pub async fn assign(changes: &mut Changes, hub: HubId, id: InterestId, by: &Person, to: Option<PersonId>) -> Result<(), Refused> {
    let before = one_in(changes, hub, id).await?.ok_or(Refused::NotFound)?;
    let name: Option<(String,)> = sqlx::query_as(
        "select person.name from hub_role join person on person.id = hub_role.person
         where hub = ? and person.id = ? and deactivated_at is null",
    )
    .bind(hub)
    .bind(to)
    .fetch_optional(changes.connection())
    .await?;
    if to.is_some() && name.is_none() {
        return Err(Refused::NotFound);
    }
    if before.assigned.as_ref().map(|person| person.id) == to {
        return Ok(());
    }
    sqlx::query("update interest set assigned_to = ?, changed_at = ? where id = ?")
        .bind(to)
        .bind(rows::now())
        .bind(id)
        .execute(changes.connection())
        .await?;
    let to = name.map_or_else(|| "nobody".to_owned(), |(name,)| name);
    note(changes, hub, by, "interest.assigned", id, &format!("{} assigned to {to}", named(&before))).await?;
    Ok(())
}

/// Says which school one of a hub's is about. Refused once it is accepted: take that back first.
///
/// # Errors
/// [`Refused`] says why it can't be done.
pub async fn match_school(changes: &mut Changes, hub: HubId, id: InterestId, by: &Person, school: SchoolId) -> Result<(), Refused> {
    let before = one_in(changes, hub, id).await?.ok_or(Refused::NotFound)?;
    if before.group_year.is_some() || before.state == State::Accepted {
        return Err(Refused::InGroup);
    }
    sqlx::query("update interest set school = ?, changed_at = ? where id = ?")
        .bind(school)
        .bind(rows::now())
        .bind(id)
        .execute(changes.connection())
        .await?;
    let after = one_in(changes, hub, id).await?.unwrap_or_else(|| before.clone());
    note(changes, hub, by, "interest.matched", id, &format!("{} matched to {}", named(&before), after.answers.school_in_words())).await?;
    Ok(())
}
