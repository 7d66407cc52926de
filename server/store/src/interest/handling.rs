//! Who at the hub looks after an expression of interest, and which school it is about.

use model::accounts::roles::Person;
use model::ids::{HubId, InterestId, PersonId, SchoolId};
use model::interest::State;

use super::changes::{Refusal, named, note};
use super::filter::one_in;
use crate::database::Changes;
use crate::database::rows;
use crate::error::StoreError;

/// Gives one of a hub's to somebody to look after, or to nobody. `false` when the hub has no such thing or person.
///
/// # Errors
/// When the file can't be written to.
pub async fn assign(changes: &mut Changes, hub: HubId, id: InterestId, by: &Person, to: Option<PersonId>) -> Result<bool, StoreError> {
    let Some(before) = one_in(changes, hub, id).await? else {
        return Ok(false);
    };
    let name: Option<(String,)> = sqlx::query_as(
        "select person.name from hub_role join person on person.id = hub_role.person
         where hub = ? and person.id = ? and deactivated_at is null",
    )
    .bind(hub)
    .bind(to)
    .fetch_optional(changes.connection())
    .await?;
    if to.is_some() && name.is_none() {
        return Ok(false);
    }
    if before.assigned.as_ref().map(|(person, _)| *person) == to {
        return Ok(true);
    }
    sqlx::query("update interest set assigned_to = ?, changed_at = ? where id = ?")
        .bind(to)
        .bind(rows::now())
        .bind(id)
        .execute(changes.connection())
        .await?;
    let to = name.map_or_else(|| "nobody".to_owned(), |(name,)| name);
    note(changes, hub, by, "interest.assigned", id, &format!("{} assigned to {to}", named(&before))).await?;
    Ok(true)
}

/// Says which school one of a hub's is about. Refused once it is accepted: take that back first.
///
/// # Errors
/// `Ok(Err(_))` when it can't be done; [`StoreError`] when there is no such school, or the file can't be written to.
pub async fn match_school(
    changes: &mut Changes,
    hub: HubId,
    id: InterestId,
    by: &Person,
    school: SchoolId,
) -> Result<Result<(), Refusal>, StoreError> {
    let Some(before) = one_in(changes, hub, id).await? else {
        return Ok(Err(Refusal::NotFound));
    };
    if before.group_year.is_some() || before.state == State::Accepted {
        return Ok(Err(Refusal::InGroup));
    }
    sqlx::query("update interest set school = ?, changed_at = ? where id = ?")
        .bind(school)
        .bind(rows::now())
        .bind(id)
        .execute(changes.connection())
        .await?;
    let after = one_in(changes, hub, id).await?.unwrap_or_else(|| before.clone());
    note(changes, hub, by, "interest.matched", id, &format!("{} matched to {}", named(&before), after.answers.school_in_words())).await?;
    Ok(Ok(()))
}
