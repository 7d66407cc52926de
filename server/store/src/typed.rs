//! What was typed into a form that came back with a problem, or was sent after its session had ended: nothing that was typed is lost.
//!
//! Anybody may send a form, so what is kept is bounded: by form, by network, and all in all.

use std::net::IpAddr;

use chrono::TimeDelta;
use model::ids::PersonId;

use crate::accounts::sign_in::network;
use crate::accounts::tokens;
use crate::database::rows;
use crate::database::{Changes, Database};
use crate::error::StoreError;

/// How long it is kept.
const LIFETIME: TimeDelta = TimeDelta::hours(1);
/// More than the longest form holds, which is a letter. What no longer fits is not kept.
const LARGEST_FORM: usize = 32 * 1024;
/// Forms that are kept for one network, which may be a whole school's; the oldest goes.
const PER_NETWORK: i64 = 40;
/// Bytes that are kept all in all; the oldest goes.
const ALL_IN_ALL: i64 = 8 * 1024 * 1024;

/// Whose form it is, which the quota goes by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whose(String);

impl Whose {
    /// Somebody's at this address, signed in or not.
    pub fn network(address: IpAddr) -> Self {
        Self(network(address))
    }
}

/// Keeps the fields of a form, as pairs of name and value, and returns the token for the browser's cookie. What somebody typed who had
/// signed in is for them alone (`reader`), whoever sits at the browser next.
///
/// # Errors
/// When the file can't be written to.
pub async fn keep(db: &Database, fields: &[(String, String)], whose: &Whose, reader: Option<PersonId>) -> Result<String, StoreError> {
    let token = tokens::random()?;
    let text = serde_json::to_string(&fitting(fields)).map_err(|error| StoreError::Corrupt(error.to_string()))?;
    let mut changes = db.change().await?;
    sweep_in(&mut changes).await?;
    sqlx::query("insert into typed (token_hash, fields, created_at, whose, bytes, reader) values (?, ?, ?, ?, ?, ?)")
        .bind(tokens::hash(&token))
        .bind(&text)
        .bind(rows::now())
        .bind(&whose.0)
        .bind(i64::try_from(text.len()).unwrap_or(i64::MAX))
        .bind(reader)
        .execute(changes.connection())
        .await?;
    make_room(&mut changes, whose).await?;
    changes.commit().await?;
    Ok(token)
}

/// The fields up to the size of the largest form.
fn fitting(fields: &[(String, String)]) -> Vec<&(String, String)> {
    let mut room = LARGEST_FORM;
    let fits = |(name, value): &&(String, String)| {
        let size = name.len() + value.len();
        let fits = size <= room;
        room -= if fits { size } else { 0 };
        fits
    };
    fields.iter().filter(fits).collect()
}

/// Deletes the oldest of what is beyond the quotas.
async fn make_room(changes: &mut Changes, whose: &Whose) -> Result<(), StoreError> {
    sqlx::query(
        "delete from typed where whose = ?1 and token_hash not in
             (select token_hash from typed where whose = ?1 order by created_at desc limit ?2)",
    )
    .bind(&whose.0)
    .bind(PER_NETWORK)
    .execute(changes.connection())
    .await?;
    let (all,): (i64,) = sqlx::query_as("select coalesce(sum(bytes), 0) from typed").fetch_one(changes.connection()).await?;
    if all > ALL_IN_ALL {
        sqlx::query(
            "delete from typed where token_hash in
                 (select token_hash from (select token_hash, sum(bytes) over (order by created_at desc, token_hash) as newer from typed)
                  where newer > ?)",
        )
        .bind(ALL_IN_ALL)
        .execute(changes.connection())
        .await?;
    }
    Ok(())
}

/// The fields that were kept under a token; empty when it is unknown or too old, or when they are for somebody else than `reader`.
///
/// # Errors
/// When the file can't be read.
pub async fn recall(db: &Database, token: &str, reader: Option<PersonId>) -> Result<Vec<(String, String)>, StoreError> {
    let query = "select fields from typed where token_hash = ? and created_at > ? and (reader is null or reader = ?)";
    let row: Option<(String,)> = sqlx::query_as(query)
        .bind(tokens::hash(token))
        .bind(rows::now() - LIFETIME.num_milliseconds())
        .bind(reader)
        .fetch_optional(db.readers())
        .await?;
    Ok(row.and_then(|(text,)| serde_json::from_str(&text).ok()).unwrap_or_default())
}

/// Deletes what is too old, also when nobody sends a form any more.
///
/// # Errors
/// When the file can't be written to.
pub async fn sweep(db: &Database) -> Result<(), StoreError> {
    let mut changes = db.change().await?;
    sweep_in(&mut changes).await?;
    changes.commit().await
}

async fn sweep_in(changes: &mut Changes) -> Result<(), StoreError> {
    // What a clock that was ahead has written would else stay until then.
    sqlx::query("delete from typed where created_at <= ?1 or created_at > ?2")
        .bind(rows::now() - LIFETIME.num_milliseconds())
        .bind(rows::now() + LIFETIME.num_milliseconds())
        .execute(changes.connection())
        .await?;
    Ok(())
}
