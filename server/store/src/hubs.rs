//! Maths Hubs.

use model::ids::{HubId, PersonId};
use model::roles::HubRole;

use crate::database::Changes;
use crate::error::StoreError;
use crate::rows;

/// Adds a hub.
///
/// # Errors
/// When the file can't be written to.
pub async fn add(changes: &mut Changes, name: &str, contact_email: &str) -> Result<HubId, StoreError> {
    let id = HubId::generate();
    sqlx::query("insert into hub (id, name, contact_email, created_at) values (?, ?, ?, ?)")
        .bind(id.to_string())
        .bind(name)
        .bind(contact_email)
        .bind(rows::now())
        .execute(changes.connection())
        .await?;
    Ok(id)
}

/// Gives a person a role in a hub, in place of any they had.
///
/// # Errors
/// When hub or person do not exist, or the file can't be written to.
pub async fn set_role(changes: &mut Changes, hub: HubId, person: PersonId, role: HubRole) -> Result<(), StoreError> {
    sqlx::query(
        "insert into hub_role (person, hub, role) values (?, ?, ?)
         on conflict (person, hub) do update set role = excluded.role",
    )
    .bind(person.to_string())
    .bind(hub.to_string())
    .bind(role.key())
    .execute(changes.connection())
    .await?;
    Ok(())
}
