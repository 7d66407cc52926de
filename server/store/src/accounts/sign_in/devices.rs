//! Browsers in which somebody has signed in before: what strangers try elsewhere must not lock people out of them.

use chrono::TimeDelta;
use model::accounts::email::EmailAddress;
use model::ids::PersonId;

use crate::accounts::tokens;
use crate::database::rows;
use crate::database::{Changes, Database};
use crate::error::StoreError;

/// How long a browser is known after somebody last signed in there.
const LIFETIME: TimeDelta = TimeDelta::days(365);
/// So many browsers of one person are known, the latest.
const MOST: i64 = 20;

/// What a browser says of itself: the token in its cookie, if it has one.
#[derive(Clone, Copy, Debug, Default)]
pub struct Device<'a>(pub Option<&'a str>);

/// Knows a browser from now on, and returns the token for its cookie.
pub(super) async fn know(changes: &mut Changes, person: PersonId) -> Result<String, StoreError> {
    let (token, id) = (tokens::random()?, person.to_string());
    sqlx::query("insert into known_device (token_hash, person, created_at) values (?, ?, ?)")
        .bind(tokens::hash(&token))
        .bind(&id)
        .bind(rows::now())
        .execute(changes.connection())
        .await?;
    sqlx::query(
        "delete from known_device where person = ?1 and token_hash not in
             (select token_hash from known_device where person = ?1 order by created_at desc limit ?2)",
    )
    .bind(&id)
    .bind(MOST)
    .execute(changes.connection())
    .await?;
    Ok(token)
}

/// The browser's name, if whoever has this address has signed in there before.
pub(super) async fn known(db: &Database, device: Device<'_>, email: &EmailAddress) -> Result<Option<String>, StoreError> {
    let Some(token) = device.0.filter(|token| !token.is_empty()) else {
        return Ok(None);
    };
    let row: Option<(i64,)> = sqlx::query_as(
        "select 1 from known_device join person on person.id = known_device.person
         where known_device.token_hash = ? and person.email = ? and known_device.created_at > ?",
    )
    .bind(tokens::hash(token))
    .bind(email.as_str())
    .bind(rows::now() - LIFETIME.num_milliseconds())
    .fetch_optional(db.readers())
    .await?;
    Ok(row.map(|_| tokens::short_name(token)))
}
