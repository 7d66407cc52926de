//! Answers that have not been sent yet, under a token that only a browser's cookie holds.

use chrono::TimeDelta;
use model::ids::{HubId, InterestId};
use model::interest::Answers;

use super::filter::one_in;
use super::refused::Refused;
use super::rows::Interest;
use crate::accounts::tokens;
use crate::database::rows;
use crate::database::{Changes, Database};
use crate::error::StoreError;

/// How long answers wait for the rest.
const LIFETIME: TimeDelta = TimeDelta::days(30);
/// How long the browser that sent a form can see its copy: staffroom computers are shared.
const RECEIPT: TimeDelta = TimeDelta::days(1);

/// Begins a form and returns the token for the browser's cookie.
///
/// # Errors
/// When the file can't be written to.
pub async fn begin(db: &Database) -> Result<String, StoreError> {
    let token = tokens::random()?;
    let now = rows::now();
    let mut changes = db.change().await?;
    sqlx::query("delete from interest_draft where updated_at <= ?")
        .bind(now - LIFETIME.num_milliseconds())
        .execute(changes.connection())
        .await?;
    write(&mut changes, &token, &Answers { started_at: now, ..Answers::default() }).await?;
    changes.commit().await?;
    Ok(token)
}

/// The answers under a token; `None` when there are none, when they are too old, or when they have been sent.
///
/// # Errors
/// When the file can't be read.
pub async fn recall(db: &Database, token: &str) -> Result<Option<Answers>, StoreError> {
    let row: Option<(String,)> = sqlx::query_as("select answers from interest_draft where token_hash = ? and updated_at > ?")
        .bind(tokens::hash(token))
        .bind(rows::now() - LIFETIME.num_milliseconds())
        .fetch_optional(db.readers())
        .await?;
    Ok(row.and_then(|(text,)| read(&text)).filter(|answers| answers.sent.is_none()))
}

/// Keeps the answers under a token that [`begin`] gave.
///
/// # Errors
/// [`Refused::Gone`] when they were sent or given up in the meantime.
pub async fn keep(db: &Database, token: &str, answers: &Answers) -> Result<(), Refused> {
    let mut changes = db.change().await?;
    in_change(&mut changes, token).await?.filter(|before| before.sent.is_none()).ok_or(Refused::Gone)?;
    write(&mut changes, token, answers).await?;
    Ok(changes.commit().await?)
}

/// Forgets the answers under a token: all of them, or of a form that was sent and is being changed, the changes.
///
/// # Errors
/// When the file can't be written to.
pub async fn forget(db: &Database, token: &str) -> Result<(), StoreError> {
    let mut changes = db.change().await?;
    match in_change(&mut changes, token).await?.and_then(|answers| answers.replaces) {
        Some(id) => write(&mut changes, token, &Answers { sent: Some(id), ..Answers::default() }).await?,
        None => {
            sqlx::query("delete from interest_draft where token_hash = ?").bind(tokens::hash(token)).execute(changes.connection()).await?;
        }
    }
    changes.commit().await
}

/// Opens what was sent from this browser within a day for changes; until those are sent, it stays as it is.
///
/// # Errors
/// [`Refused::Closed`] when there is nothing, or the hub has decided on it.
pub async fn reopen(changes: &mut Changes, token: &str, hub: HubId) -> Result<(), Refused> {
    let row: Option<(String,)> = sqlx::query_as("select answers from interest_draft where token_hash = ? and updated_at > ?")
        .bind(tokens::hash(token))
        .bind(rows::now() - RECEIPT.num_milliseconds())
        .fetch_optional(changes.connection())
        .await?;
    let id = row.and_then(|(text,)| read(&text)).and_then(|answers| answers.sent).ok_or(Refused::Closed)?;
    let interest = one_in(changes, hub, id).await?.filter(Interest::may_be_replaced).ok_or(Refused::Closed)?;
    write(changes, token, &Answers { started_at: rows::now(), replaces: Some(id), ..interest.answers }).await?;
    Ok(())
}

/// What the form under a token became, within a day of sending it.
///
/// # Errors
/// When the file can't be read.
pub async fn receipt(db: &Database, token: &str) -> Result<Option<InterestId>, StoreError> {
    let row: Option<(String,)> = sqlx::query_as("select answers from interest_draft where token_hash = ? and updated_at > ?")
        .bind(tokens::hash(token))
        .bind(rows::now() - RECEIPT.num_milliseconds())
        .fetch_optional(db.readers())
        .await?;
    Ok(row.and_then(|(text,)| read(&text)).and_then(|answers| answers.sent))
}

/// The answers inside a transaction, sent or not.
pub(super) async fn in_change(changes: &mut Changes, token: &str) -> Result<Option<Answers>, StoreError> {
    let row: Option<(String,)> = sqlx::query_as("select answers from interest_draft where token_hash = ?")
        .bind(tokens::hash(token))
        .fetch_optional(changes.connection())
        .await?;
    Ok(row.and_then(|(text,)| read(&text)))
}

/// Writes the answers, whatever was there before.
pub(super) async fn write(changes: &mut Changes, token: &str, answers: &Answers) -> Result<(), StoreError> {
    let text = serde_json::to_string(answers).map_err(|error| StoreError::Corrupt(error.to_string()))?;
    sqlx::query(
        "insert into interest_draft (token_hash, answers, updated_at) values (?, ?, ?)
         on conflict (token_hash) do update set answers = excluded.answers, updated_at = excluded.updated_at",
    )
    .bind(tokens::hash(token))
    .bind(text)
    .bind(rows::now())
    .execute(changes.connection())
    .await?;
    Ok(())
}

fn read(text: &str) -> Option<Answers> {
    serde_json::from_str(text).ok()
}
