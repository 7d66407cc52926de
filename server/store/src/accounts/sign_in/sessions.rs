//! Sessions: a random token in a browser's cookie, and its hash here.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use model::accounts::roles::Actor;
use model::ids::PersonId;

use super::{actors, devices};
use crate::accounts::tokens;
use crate::database::rows;
use crate::database::{Changes, Database};
use crate::error::StoreError;

/// How long a browser stays signed in after it was last seen.
pub const LIFETIME: TimeDelta = TimeDelta::days(30);

/// How long a sign-in by a link counts as having just shown who one is.
const FRESH: TimeDelta = TimeDelta::hours(1);

/// How often a session in use is brought up to date: a write for every request would be for nothing.
const REFRESH: TimeDelta = TimeDelta::hours(1);

/// How long a request waits for that write.
const PATIENCE: Duration = Duration::from_millis(500);

/// A session that has just begun.
#[derive(Clone, PartialEq, Eq)]
pub struct Session {
    /// The secret for the browser's cookie: 256 random bits in hexadecimal. It is not in the database.
    pub token: String,
    /// Another secret, for a cookie that outlives the session: it shows that somebody has signed in to this account in this browser
    /// before, and lets nobody in ([`super::Device`]).
    pub device: String,
    /// When it ends, unless it is used before.
    pub expires: DateTime<Utc>,
}

impl std::fmt::Debug for Session {
    /// Without the token: sessions end up in logs.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Session").field("expires", &self.expires).finish_non_exhaustive()
    }
}

/// Begins a session for somebody who has shown who they are.
///
/// # Errors
/// When the system has no random numbers, or the file can't be written to.
pub async fn open_session(changes: &mut Changes, person: PersonId) -> Result<Session, StoreError> {
    open(changes, person, false).await
}

/// The same for somebody who came by a link in a letter: see [`came_by_link`].
///
/// # Errors
/// As [`open_session`].
pub async fn open_session_by_link(changes: &mut Changes, person: PersonId) -> Result<Session, StoreError> {
    open(changes, person, true).await
}

async fn open(changes: &mut Changes, person: PersonId, by_link: bool) -> Result<Session, StoreError> {
    let token = tokens::random()?;
    let now = Utc::now();
    let expires = now + LIFETIME;
    // Nobody looks for sessions that have ended, so they are swept here.
    sqlx::query("delete from session where expires_at <= ?").bind(now.timestamp_millis()).execute(changes.connection()).await?;
    sqlx::query(
        "insert into session (token_hash, person, created_at, last_seen_at, expires_at, linked_at) values (?1, ?2, ?3, ?3, ?4, ?5)",
    )
    .bind(tokens::hash(&token))
    .bind(person)
    .bind(now.timestamp_millis())
    .bind(expires.timestamp_millis())
    .bind(by_link.then(|| now.timestamp_millis()))
    .execute(changes.connection())
    .await?;
    let device = devices::know(changes, person).await?;
    Ok(Session { token, device, expires })
}

/// Whether whoever holds this token signed in by a link in a letter less than an hour ago: then a password may be set without the old one.
///
/// # Errors
/// When the file can't be read.
pub async fn came_by_link(db: &Database, token: &str) -> Result<bool, StoreError> {
    let row: Option<(i64,)> = sqlx::query_as("select 1 from session where token_hash = ? and linked_at > ?")
        .bind(tokens::hash(token))
        .bind(rows::now() - FRESH.num_milliseconds())
        .fetch_optional(db.readers())
        .await?;
    Ok(row.is_some())
}

/// Ends a session. One that is unknown or over already is no error.
///
/// # Errors
/// When the file can't be written to.
pub async fn sign_out(db: &Database, token: &str) -> Result<(), StoreError> {
    let mut changes = db.change().await?;
    sqlx::query("delete from session where token_hash = ?").bind(tokens::hash(token)).execute(changes.connection()).await?;
    changes.commit().await
}

/// Who holds this token, with their groups this year; [`Actor::Anonymous`] for a token that is none (any more).
///
/// # Errors
/// When the file can't be read.
pub async fn actor(db: &Database, token: &str) -> Result<Actor, StoreError> {
    let token_hash = tokens::hash(token);
    let (actor, seen) = actors::of_session(db, &token_hash).await?;
    let now = Utc::now();
    if seen.is_some_and(|seen| now.timestamp_millis() - seen > REFRESH.num_milliseconds()) {
        // Reading needs no writing, and does not wait for it: the next request tries again, and there are thirty days for it.
        let refreshed = tokio::time::timeout(PATIENCE, refresh(db, &token_hash, now)).await;
        if !matches!(refreshed, Ok(Ok(()))) {
            tracing::debug!("when a session was last seen could not be kept");
        }
    }
    Ok(actor)
}

/// The same for a session by its name ([`fingerprint`]): for whoever keeps track of what belongs to it. Being asked for does not
/// prolong it. `None` for what is no such name.
///
/// # Errors
/// When the file can't be read.
pub async fn actor_of_session(db: &Database, name: &str) -> Result<Option<Actor>, StoreError> {
    let Some(begins) = tokens::from_hexadecimal(name).filter(|begins| !begins.is_empty()) else {
        return Ok(None);
    };
    let ends = [begins.as_slice(), &[0xff; 32]].concat();
    let row: Option<(Vec<u8>,)> = sqlx::query_as("select token_hash from session where token_hash between ? and ?")
        .bind(&begins)
        .bind(ends)
        .fetch_optional(db.readers())
        .await?;
    Ok(Some(match row {
        Some((token_hash,)) => actors::of_session(db, &token_hash).await?.0,
        None => Actor::Anonymous,
    }))
}

/// Goes up with every change that may give somebody a right or take it from them, whatever wrote it.
///
/// # Errors
/// When the file can't be read.
pub async fn rights_number(db: &Database) -> Result<i64, StoreError> {
    let (number,): (i64,) = sqlx::query_as("select number from rights_change").fetch_one(db.readers()).await?;
    Ok(number)
}

async fn refresh(db: &Database, token_hash: &[u8], now: DateTime<Utc>) -> Result<(), StoreError> {
    let mut changes = db.change().await?;
    sqlx::query("update session set last_seen_at = ?, expires_at = ? where token_hash = ?")
        .bind(now.timestamp_millis())
        .bind((now + LIFETIME).timestamp_millis())
        .bind(token_hash)
        .execute(changes.connection())
        .await?;
    changes.commit().await
}

/// Names a session without being able to stand for it: for whoever keeps track of what belongs to it.
pub fn fingerprint(token: &str) -> String {
    tokens::short_name(token)
}
