//! What people are in a hub. There is always an admin, or nobody could make another.

use model::accounts::roles::HubRole;
use model::ids::{HubId, PersonId};

use crate::database::{Changes, Database};
use crate::error::{StoreError, from_sqlx};
use crate::hub;

/// Why somebody's role stays.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// The hub would have no admin.
    #[error("this is the last admin")]
    LastAdmin,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

from_sqlx!(Refused);

/// Gives somebody a role in a hub in place of the one they had, or with `None` takes it.
///
/// # Errors
/// [`Refused::LastAdmin`].
pub async fn change_hub_role(changes: &mut Changes, hub: HubId, person: PersonId, role: Option<HubRole>) -> Result<(), Refused> {
    if role != Some(HubRole::Admin) && is_last_admin(changes, hub, person).await? {
        return Err(Refused::LastAdmin);
    }
    match role {
        Some(role) => hub::set_role(changes, hub, person, role).await?,
        None => {
            sqlx::query("delete from hub_role where person = ? and hub = ?").bind(person).bind(hub).execute(changes.connection()).await?;
        }
    }
    Ok(())
}

/// Whether somebody is a hub's only admin with an open account.
///
/// # Errors
/// When the file can't be read.
pub async fn is_last_admin(changes: &mut Changes, hub: HubId, person: PersonId) -> Result<bool, StoreError> {
    let (last,): (bool,) = sqlx::query_as(
        "select exists (select 1 from hub_role where hub = ?1 and person = ?2 and role = 'admin')
            and not exists (select 1 from hub_role join person on person.id = hub_role.person
                            where hub = ?1 and hub_role.person <> ?2 and role = 'admin' and deactivated_at is null)",
    )
    .bind(hub)
    .bind(person)
    .fetch_one(changes.connection())
    .await?;
    Ok(last)
}

/// Whether somebody is the only admin of any hub: then their account can't be closed.
///
/// # Errors
/// When the file can't be read.
pub async fn is_a_last_admin(changes: &mut Changes, person: PersonId) -> Result<bool, StoreError> {
    let (last,): (bool,) = sqlx::query_as(
        "select exists (select 1 from hub_role as mine where person = ?1 and role = 'admin'
            and not exists (select 1 from hub_role join person on person.id = hub_role.person
                            where hub_role.hub = mine.hub and hub_role.person <> ?1 and role = 'admin' and deactivated_at is null))",
    )
    .bind(person)
    .fetch_one(changes.connection())
    .await?;
    Ok(last)
}

/// What somebody is in a hub.
///
/// # Errors
/// When the file can't be read.
pub async fn hub_role(db: &Database, hub: HubId, person: PersonId) -> Result<Option<HubRole>, StoreError> {
    let row: Option<(String,)> = sqlx::query_as("select role from hub_role where hub = ? and person = ?")
        .bind(hub)
        .bind(person)
        .fetch_optional(db.readers())
        .await?;
    Ok(row.and_then(|(role,)| HubRole::from_key(&role)))
}
