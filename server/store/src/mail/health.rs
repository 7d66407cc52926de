//! Whether mail gets through: when it last did, when it last did not, and why. For the hub's mail page.

use chrono::{DateTime, Utc};
use model::mail::{Failure, Health};

use crate::database::{Changes, Database};
use crate::error::StoreError;

const WORKED: &str = "mail.worked_at";
const FAILED: &str = "mail.failed_at";
const WHY: &str = "mail.failed_why";

/// What is known of the mail server.
///
/// # Errors
/// When the file can't be read.
pub async fn health(db: &Database) -> Result<Health, StoreError> {
    let rows: Vec<(String, String)> =
        sqlx::query_as("select key, value from setting where key like 'mail.%'").fetch_all(db.readers()).await?;
    let value = |key: &str| rows.iter().find(|(name, _)| name == key).map(|(_, value)| value.clone());
    let moment = |key: &str| value(key).and_then(|value| value.parse().ok()).and_then(DateTime::from_timestamp_millis);
    Ok(Health { worked: moment(WORKED), failed: moment(FAILED).map(|at| Failure { at, why: value(WHY).unwrap_or_default() }) })
}

pub(super) async fn worked(changes: &mut Changes, now: DateTime<Utc>) -> Result<(), StoreError> {
    keep(changes, WORKED, &now.timestamp_millis().to_string()).await
}

pub(super) async fn failed(changes: &mut Changes, now: DateTime<Utc>, why: &str) -> Result<(), StoreError> {
    keep(changes, FAILED, &now.timestamp_millis().to_string()).await?;
    keep(changes, WHY, why).await
}

async fn keep(changes: &mut Changes, key: &str, value: &str) -> Result<(), StoreError> {
    sqlx::query("insert into setting (key, value) values (?, ?) on conflict (key) do update set value = excluded.value")
        .bind(key)
        .bind(value)
        .execute(changes.connection())
        .await?;
    Ok(())
}
