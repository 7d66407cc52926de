//! What waits for somebody at a hub, of every kind.

use chrono::Utc;
use model::ids::HubId;

use crate::database::Database;
use crate::database::rows;
use crate::error::StoreError;
use crate::forming;

/// What waits for somebody at the hub.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Waiting {
    /// Expressions of interest that nobody has looked at.
    pub new_interests: u32,
    /// Schools without a group in the year that is being formed: as the page for forming groups counts them.
    pub to_place: u32,
    /// Messages that wait for somebody to look at them.
    pub held_mail: u32,
    /// Messages that could not be sent.
    pub failed_mail: u32,
    /// Messages that go by themselves, or wait to be sent by hand where there is no mail server.
    pub waiting_mail: u32,
}

/// Counts what waits for somebody at a hub.
///
/// # Errors
/// When the file can't be read.
pub async fn of_hub(db: &Database, hub: HubId) -> Result<Waiting, StoreError> {
    let year = forming::default_year(Utc::now());
    let to_place = forming::count_to_place(db, hub, year).await?;
    let waiting: Waiting = sqlx::query_as(
        "select (select count(*) from interest where hub = ?1 and state = 'new' and removed_at is null) as new_interests,
                0 as to_place,
                (select count(*) from outbox where hub = ?1 and state = 'held') as held_mail,
                (select count(*) from outbox where hub = ?1 and state = 'failed') as failed_mail,
                (select count(*) from outbox where hub = ?1 and state = 'waiting' and digest is null and kind not in ('sign_in', 'change_email')
                 and (useless_at is null or useless_at > ?2)) as waiting_mail",
    )
    .bind(hub)
    .bind(rows::now())
    .fetch_one(db.readers())
    .await?;
    Ok(Waiting { to_place, ..waiting })
}
