//! How many letters guests may have sent to one address: it is anybody's, and whoever has a code can be one guest after the other.

use chrono::{DateTime, Utc};
use model::accounts::email::EmailAddress;

use super::refused::Refused;
use crate::accounts::tokens;
use crate::database::{Changes, Database};
use crate::error::StoreError;
use crate::sendings::{self, Sending};

/// Letters to one address within a day, from however many guests: as many as one of them has of both kinds.
pub const PER_ADDRESS: i64 = 6;

/// Counts a letter.
///
/// # Errors
/// [`Refused::AddressLetters`] when as many went there within a day as there are.
pub(super) async fn count(changes: &mut Changes, to: &EmailAddress) -> Result<(), Refused> {
    let name = tokens::short_name(&to.as_str().to_lowercase());
    if sendings::count(changes, Sending::GuestLetter, &name, PER_ADDRESS).await? { Ok(()) } else { Err(Refused::AddressLetters) }
}

/// Whether something is kept of addresses to which letters went more than a day ago.
pub(super) async fn any_to_forget(db: &Database, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let (any,): (bool,) = sqlx::query_as("select exists (select 1 from guest_letter where at <= ?)")
        .bind((now - sendings::WINDOW).timestamp_millis())
        .fetch_one(db.readers())
        .await?;
    Ok(any)
}

pub(super) async fn forget(changes: &mut Changes, now: DateTime<Utc>) -> Result<(), StoreError> {
    sqlx::query("delete from guest_letter where at <= ?")
        .bind((now - sendings::WINDOW).timestamp_millis())
        .execute(changes.connection())
        .await?;
    Ok(())
}
