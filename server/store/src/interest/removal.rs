//! What came through the form and is from no school: out of the inbox, until somebody puts it back.

use model::accounts::roles::Person;
use model::ids::{HubId, InterestId};
use model::interest::State;

use super::changes::{named, note};
use super::filter::one_in;
use super::refused::Refused;
use crate::database::Changes;
use crate::database::rows;
use crate::error::StoreError;
use crate::mail;

/// Takes one of a hub's out of the inbox, with its letters that have not gone out. Not one that is accepted.
///
/// # Errors
/// [`Refused`] says why it can't be done.
pub async fn remove(changes: &mut Changes, hub: HubId, id: InterestId, by: &Person) -> Result<(), Refused> {
    let before = one_in(changes, hub, id).await?.ok_or(Refused::NotFound)?;
    if before.group_year.is_some() || before.state == State::Accepted {
        return Err(Refused::InGroup);
    }
    if before.removed {
        return Err(Refused::Same);
    }
    set(changes, id, Some(rows::now())).await?;
    mail::withdraw_about(changes, &id.to_string()).await?;
    note(changes, hub, by, "interest.removed", id, &format!("{} removed: not from a school", named(&before))).await?;
    Ok(())
}

/// Puts it back as it was.
///
/// # Errors
/// As [`remove`].
pub async fn put_back(changes: &mut Changes, hub: HubId, id: InterestId, by: &Person) -> Result<(), Refused> {
    let before = one_in(changes, hub, id).await?.ok_or(Refused::NotFound)?;
    if !before.removed {
        return Err(Refused::Same);
    }
    set(changes, id, None).await?;
    note(changes, hub, by, "interest.put_back", id, &format!("{} put back into the inbox", named(&before))).await?;
    Ok(())
}

async fn set(changes: &mut Changes, id: InterestId, at: Option<i64>) -> Result<(), StoreError> {
    sqlx::query("update interest set removed_at = ?, changed_at = ? where id = ?")
        .bind(at)
        .bind(rows::now())
        .bind(id)
        .execute(changes.connection())
        .await?;
    Ok(())
}
