//! The letter with the link to one's own answer: sent where an address was left, and forgotten with the name in it.

use chrono::TimeDelta;
use model::accounts::email::EmailAddress;
use model::letters::polls as letters;
use model::polls::Reply;

use super::answering::Answered;
use super::asking::Told;
use crate::database::rows;
use crate::database::{Changes, Database};
use crate::error::StoreError;
use crate::mail::{self, NewMessage};

pub(super) const KIND: &str = "poll.answer";

/// Letters with a link to one address within a day.
pub const PER_ADDRESS: i64 = 4;
/// How long a letter counts.
const WINDOW: TimeDelta = TimeDelta::days(1);

/// Sends whoever has answered the link to their answer, unless too many went to that address today. Returns whether it did.
///
/// # Errors
/// When the file can't be written to.
pub async fn send_own_link(
    changes: &mut Changes,
    answered: &Answered,
    replies: &[Reply],
    to: (&str, &EmailAddress),
    link: &str,
) -> Result<bool, StoreError> {
    let (name, email) = to;
    let about = answered.id.to_string();
    // To one address, and about one answer: whoever changes theirs again and again writes to no strangers.
    let (before, of_it): (i64, i64) = sqlx::query_as(
        "select (select count(*) from outbox where kind = ?1 and to_email = ?2 and created_at > ?3),
                (select count(*) from outbox where kind = ?1 and about = ?4 and created_at > ?3)",
    )
    .bind(KIND)
    .bind(email.as_str())
    .bind(rows::now() - WINDOW.num_milliseconds())
    .bind(&about)
    .fetch_one(changes.connection())
    .await?;
    if before.max(of_it) >= PER_ADDRESS {
        return Ok(false);
    }
    // Of several the newest says what holds.
    mail::withdraw_kind(changes, &about, KIND).await?;
    let letter = letters::own_answer(&Told::of(&answered.poll).facts(&answered.poll), replies);
    let message = NewMessage {
        hub: answered.poll.hub,
        kind: KIND,
        to: (letters::addressee(name), email),
        letter: &letter,
        link: Some(link),
        urgent: true,
        about: Some(about),
        by: None,
    };
    mail::enqueue(changes, &message).await?;
    Ok(true)
}

/// The letters, in a statement, about answers that are gone or whose names are: each holds a name and an address. One that is being sent
/// right now goes the next time.
macro_rules! forgotten_letters {
    ($what:literal) => {
        concat!(
            $what,
            " from outbox where kind = ? and state <> 'sending'
              and not exists (select 1 from poll_answer where poll_answer.id = outbox.about and own_hash is not null)"
        )
    };
}

/// Whether there are any.
pub(super) async fn letters_to_forget(db: &Database) -> Result<bool, StoreError> {
    let (count,): (i64,) = sqlx::query_as(forgotten_letters!("select count(*)")).bind(KIND).fetch_one(db.readers()).await?;
    Ok(count > 0)
}

pub(super) async fn forget_letters(changes: &mut Changes) -> Result<(), StoreError> {
    sqlx::query(forgotten_letters!("delete")).bind(KIND).execute(changes.connection()).await?;
    Ok(())
}
