//! What the lead does at the door: a code is made, renewed and stopped, and it is said how many may come in and when.

use model::accounts::roles::Person;
use model::ids::WorkshopId;
use model::twilights::TwilightCode;

use super::door::{OpenCode, Twilight, TwilightSettings};
use crate::accounts::tokens;
use crate::audit::{self, Entry, Who};
use crate::database::Changes;
use crate::database::rows;
use crate::error::StoreError;

/// Enough random bytes for a code, whatever they are.
const RANDOM_BYTES: usize = 64;

/// Gives a twilight a code, instead of the one it has; whoever is in stays in.
///
/// # Errors
/// When the system has no random numbers, or the file can't be written to.
pub async fn renew_code(changes: &mut Changes, of: &Twilight, by: &Person) -> Result<OpenCode, StoreError> {
    make(changes, of.workshop).await?;
    let renewed = stop(changes, of.workshop).await?;
    let open = OpenCode { code: random_code(changes).await?, link: tokens::random()? };
    sqlx::query("insert into twilight_code (code, link, workshop, made_at) values (?, ?, ?, ?)")
        .bind(open.code.as_str())
        .bind(&open.link)
        .bind(of.workshop)
        .bind(rows::now())
        .execute(changes.connection())
        .await?;
    let (action, did) = if renewed { ("workshop.code_renewed", "Renewed the code") } else { ("workshop.code_made", "Made a code") };
    note(changes, of, by, action, &format!("{did} for the twilight of {}.", of.in_words())).await?;
    Ok(open)
}

/// Stops the code of a twilight: nobody comes in by it any more. `false` when there was none.
///
/// # Errors
/// When the file can't be written to.
pub async fn stop_code(changes: &mut Changes, of: &Twilight, by: &Person) -> Result<bool, StoreError> {
    let stopped = stop(changes, of.workshop).await?;
    if stopped {
        note(changes, of, by, "workshop.code_stopped", &format!("Stopped the code for the twilight of {}.", of.in_words())).await?;
    }
    Ok(stopped)
}

/// Changes how a twilight lets people in.
///
/// # Errors
/// When the file can't be written to.
pub async fn change(changes: &mut Changes, of: &Twilight, by: &Person, settings: TwilightSettings) -> Result<(), StoreError> {
    make(changes, of.workshop).await?;
    sqlx::query("update twilight set capacity = ?, opens_before = ?, grace = ?, writes_after = ? where workshop = ?")
        .bind(settings.capacity)
        .bind(settings.opens_before)
        .bind(settings.grace)
        .bind(settings.writes_after)
        .bind(of.workshop)
        .execute(changes.connection())
        .await?;
    if settings == of.settings {
        return Ok(());
    }
    let TwilightSettings { capacity, opens_before, grace, writes_after } = settings;
    let after = if writes_after { "may" } else { "may not" };
    let words = format!(
        "Set the twilight of {}: {capacity} guests at most, open {opens_before} minutes before and {grace} minutes after; guests {after} go on writing then.",
        of.in_words()
    );
    note(changes, of, by, "workshop.twilight_set", &words).await
}

/// Sees to it that a twilight has its row.
pub(super) async fn make(changes: &mut Changes, workshop: WorkshopId) -> Result<(), StoreError> {
    let usual = TwilightSettings::default();
    sqlx::query(
        "insert into twilight (workshop, capacity, opens_before, grace, writes_after, made_at) values (?, ?, ?, ?, ?, ?)
         on conflict (workshop) do nothing",
    )
    .bind(workshop)
    .bind(usual.capacity)
    .bind(usual.opens_before)
    .bind(usual.grace)
    .bind(usual.writes_after)
    .bind(rows::now())
    .execute(changes.connection())
    .await?;
    Ok(())
}

async fn stop(changes: &mut Changes, workshop: WorkshopId) -> Result<bool, StoreError> {
    let done = sqlx::query("update twilight_code set stopped_at = ? where workshop = ? and stopped_at is null")
        .bind(rows::now())
        .bind(workshop)
        .execute(changes.connection())
        .await?;
    Ok(done.rows_affected() > 0)
}

/// A code that none of the house ever was.
async fn random_code(changes: &mut Changes) -> Result<TwilightCode, StoreError> {
    loop {
        let mut bytes = [0; RANDOM_BYTES];
        getrandom::fill(&mut bytes).map_err(|error| StoreError::Crypto(error.to_string()))?;
        let Some(code) = TwilightCode::from_random(&bytes) else { continue };
        let (taken,): (bool,) = sqlx::query_as("select exists (select 1 from twilight_code where code = ?)")
            .bind(code.as_str())
            .fetch_one(changes.connection())
            .await?;
        if !taken {
            return Ok(code);
        }
    }
}

/// Writes down what was done to a twilight. Guests are never named there.
pub(super) async fn note(changes: &mut Changes, of: &Twilight, by: &Person, action: &str, words: &str) -> Result<(), StoreError> {
    let entry = Entry { hub: Some(of.hub), who: Who::Person(by), action, subject: Some(of.workshop.to_string()), words };
    audit::write(changes, &entry).await
}
