//! What people at the hub do to messages. All of it is written into the audit, in the same transaction.

use model::ids::{HubId, MessageId};
use model::outbox::Step;
use model::roles::Person;

use super::{digest, is_personal};
use crate::audit::{self, Entry, Who};
use crate::database::{Changes, Database};
use crate::error::StoreError;
use crate::rows;

/// Whether something could be done to a message: not when it went out or was withdrawn meanwhile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// It was done.
    Yes,
    /// The message is not where this can be done to it any more, or the hub has no such message.
    TooLate,
}

/// Who does something, and for which hub.
type Desk<'a> = (HubId, &'a Person);

/// The audit's word and verb for a step, and the change: of the message `?1` of hub `?2` at `?3`.
fn words(step: Step) -> (&'static str, &'static str, &'static str) {
    match step {
        // A part of a digest leaves it.
        Step::Hold => (
            "mail.held",
            "Held",
            "update outbox set state = 'held', digest = null where id = ?1 and hub = ?2 and state = 'waiting' and ?3 > 0",
        ),
        Step::Release => (
            "mail.released",
            "Released",
            "update outbox set state = 'waiting', due_at = ?3, attempts = 0, last_error = null
             where id = ?1 and hub = ?2 and state = 'held'",
        ),
        Step::SendNow => (
            "mail.hurried",
            "Asked to send at once",
            "update outbox set state = 'waiting', urgent = 1, due_at = ?3, attempts = 0, last_error = null, unreachable = 0, digest = null
             where id = ?1 and hub = ?2 and state in ('held', 'waiting', 'failed')",
        ),
        Step::ByHand => (
            "mail.by_hand",
            "Marked as sent by hand",
            "update outbox set state = 'by_hand', sent_at = ?3, link = null
             where id = ?1 and hub = ?2 and state in ('held', 'waiting', 'failed')",
        ),
        Step::Withdraw => (
            "mail.withdrawn",
            "Withdrew",
            "update outbox set state = 'withdrawn', link = null
             where id = ?1 and hub = ?2 and ?3 > 0
               and (state in ('held', 'waiting', 'failed') or (state = 'sending' and handing_over_at is null))",
        ),
    }
}

/// What becomes of a digest's parts with it; nothing while it may still go out. Of the digest `?1` at `?2`.
fn words_for_parts(step: Step) -> Option<&'static str> {
    match step {
        Step::ByHand => Some("update outbox set state = 'by_hand', sent_at = ?2, link = null where digest = ?1 and state = 'waiting'"),
        Step::Withdraw => Some("update outbox set state = 'withdrawn', link = null where digest = ?1 and state = 'waiting' and ?2 > 0"),
        Step::Hold | Step::Release | Step::SendNow => None,
    }
}

/// Does one thing to one message. Sent by hand or withdrawn, its secret link is forgotten.
///
/// # Errors
/// When the file can't be written to.
pub async fn take(changes: &mut Changes, (hub, person): Desk<'_>, id: MessageId, step: Step) -> Result<Done, StoreError> {
    let ((action, verb, sql), now) = (words(step), rows::now());
    let done = sqlx::query(sql).bind(id.to_string()).bind(hub.to_string()).bind(now).execute(changes.connection()).await?;
    if done.rows_affected() == 0 {
        return Ok(Done::TooLate);
    }
    if let Some(sql) = words_for_parts(step) {
        sqlx::query(sql).bind(id.to_string()).bind(now).execute(changes.connection()).await?;
    }
    let (subject, email): (String, String) =
        sqlx::query_as("select subject, to_email from outbox where id = ?").bind(id.to_string()).fetch_one(changes.connection()).await?;
    let words = format!("{verb}: “{subject}” to {email}");
    let entry = Entry { hub: Some(hub), who: Who::Person(person), action, subject: Some(id.to_string()), words: &words };
    audit::write(changes, &entry).await?;
    Ok(Done::Yes)
}

/// Whether the hub looks at its messages before they go. Those that are held stay so until they are released.
///
/// # Errors
/// When the file can't be written to.
pub async fn set_hold_mail(changes: &mut Changes, (hub, person): Desk<'_>, hold: bool) -> Result<(), StoreError> {
    sqlx::query("update hub set hold_mail = ? where id = ?").bind(hold).bind(hub.to_string()).execute(changes.connection()).await?;
    let words = if hold { "Messages wait until somebody has looked at them" } else { "Messages go out without being looked at first" };
    let entry = Entry { hub: Some(hub), who: Who::Person(person), action: "mail.setting", subject: Some(hub.to_string()), words };
    audit::write(changes, &entry).await
}

/// The plain text with its secret addresses, for somebody who must send it by hand: only of a message that has not gone out.
/// `None` when there is none to give: a link that signs in is for one person's eyes alone.
///
/// # Errors
/// When the file can't be read.
pub async fn copy_for_hand(db: &Database, hub: HubId, id: MessageId) -> Result<Option<String>, StoreError> {
    let mut view = db.view().await?;
    let row: Option<(String, String, Option<String>)> =
        sqlx::query_as("select kind, text, link from outbox where hub = ? and id = ? and state in ('held', 'waiting', 'failed')")
            .bind(hub.to_string())
            .bind(id.to_string())
            .fetch_optional(&mut *view)
            .await?;
    let Some((_, text, link)) = row.filter(|(kind, ..)| !is_personal(kind)) else {
        return Ok(None);
    };
    let links = digest::links(&mut view, &id.to_string(), link).await?;
    Ok(Some(digest::fill_text(&text, &links)))
}
