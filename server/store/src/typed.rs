//! What was typed into a form that came back with a problem, for browsers without our script: nothing that was typed is lost.

use chrono::TimeDelta;

use crate::database::{Changes, Database};
use crate::error::StoreError;
use crate::{rows, tokens};

/// How long it is kept.
const LIFETIME: TimeDelta = TimeDelta::hours(1);

/// Keeps the fields of a form, as pairs of name and value, and returns the token for the browser's cookie.
///
/// # Errors
/// When the file can't be written to.
pub async fn keep(db: &Database, fields: &[(String, String)]) -> Result<String, StoreError> {
    let token = tokens::random()?;
    let text = serde_json::to_string(fields).map_err(|error| StoreError::Corrupt(error.to_string()))?;
    let mut changes = db.change().await?;
    sweep(&mut changes).await?;
    sqlx::query("insert into typed (token_hash, fields, created_at) values (?, ?, ?)")
        .bind(tokens::hash(&token))
        .bind(text)
        .bind(rows::now())
        .execute(changes.connection())
        .await?;
    changes.commit().await?;
    Ok(token)
}

/// The fields that were kept under a token; empty when it is unknown or too old.
///
/// # Errors
/// When the file can't be read.
pub async fn recall(db: &Database, token: &str) -> Result<Vec<(String, String)>, StoreError> {
    let row: Option<(String,)> = sqlx::query_as("select fields from typed where token_hash = ? and created_at > ?")
        .bind(tokens::hash(token))
        .bind(rows::now() - LIFETIME.num_milliseconds())
        .fetch_optional(db.readers())
        .await?;
    Ok(row.and_then(|(text,)| serde_json::from_str(&text).ok()).unwrap_or_default())
}

async fn sweep(changes: &mut Changes) -> Result<(), StoreError> {
    sqlx::query("delete from typed where created_at <= ?")
        .bind(rows::now() - LIFETIME.num_milliseconds())
        .execute(changes.connection())
        .await?;
    Ok(())
}
