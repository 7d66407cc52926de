//! What people at the hub do to messages. All of it is written into the audit, in the same transaction.

use model::ids::{HubId, MessageId};
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

/// One thing that is done to a message.
struct Step {
    /// The end of the audit's word.
    action: &'static str,
    /// Before the subject, in the audit's sentence.
    verb: &'static str,
    /// The change, of the message `?1` of hub `?2` at `?3`.
    sql: &'static str,
}

/// Keeps a message back until it is released. A part of a digest leaves it.
///
/// # Errors
/// When the file can't be written to.
pub async fn hold(changes: &mut Changes, desk: Desk<'_>, id: MessageId) -> Result<Done, StoreError> {
    let sql = "update outbox set state = 'held', digest = null where id = ?1 and hub = ?2 and state = 'waiting' and ?3 > 0";
    step(changes, desk, id, &Step { action: "mail.held", verb: "Held", sql }).await
}

/// Lets a held message go: at once when it is urgent, else with the next digest.
///
/// # Errors
/// When the file can't be written to.
pub async fn release(changes: &mut Changes, desk: Desk<'_>, id: MessageId) -> Result<Done, StoreError> {
    let sql = "update outbox set state = 'waiting', due_at = ?3, attempts = 0, last_error = null
               where id = ?1 and hub = ?2 and state = 'held'";
    step(changes, desk, id, &Step { action: "mail.released", verb: "Released", sql }).await
}

/// Sends a message at once, whatever it waits for: the hub, the next digest, or the next try after a failed one.
///
/// # Errors
/// When the file can't be written to.
pub async fn send_now(changes: &mut Changes, desk: Desk<'_>, id: MessageId) -> Result<Done, StoreError> {
    let sql =
        "update outbox set state = 'waiting', urgent = 1, due_at = ?3, attempts = 0, last_error = null, unreachable = 0, digest = null
               where id = ?1 and hub = ?2 and state in ('held', 'waiting', 'failed')";
    step(changes, desk, id, &Step { action: "mail.hurried", verb: "Asked to send at once", sql }).await
}

/// Makes sure that a message is never sent, and forgets its secret link. A digest takes its parts along.
///
/// # Errors
/// When the file can't be written to.
pub async fn withdraw(changes: &mut Changes, desk: Desk<'_>, id: MessageId) -> Result<Done, StoreError> {
    let sql = "update outbox set state = 'withdrawn', link = null
               where id = ?1 and hub = ?2 and ?3 > 0
                 and (state in ('held', 'waiting', 'failed') or (state = 'sending' and handing_over_at is null))";
    let done = step(changes, desk, id, &Step { action: "mail.withdrawn", verb: "Withdrew", sql }).await?;
    end_parts(changes, done, "update outbox set state = 'withdrawn', link = null where digest = ?1 and state = 'waiting' and ?2 > 0", id)
        .await
}

/// Notes that somebody sent the message with a mail program of their own. Its secret link is forgotten.
///
/// # Errors
/// When the file can't be written to.
pub async fn by_hand(changes: &mut Changes, desk: Desk<'_>, id: MessageId) -> Result<Done, StoreError> {
    let sql = "update outbox set state = 'by_hand', sent_at = ?3, link = null
               where id = ?1 and hub = ?2 and state in ('held', 'waiting', 'failed')";
    let done = step(changes, desk, id, &Step { action: "mail.by_hand", verb: "Marked as sent by hand", sql }).await?;
    end_parts(changes, done, "update outbox set state = 'by_hand', sent_at = ?2, link = null where digest = ?1 and state = 'waiting'", id)
        .await
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

async fn step(changes: &mut Changes, (hub, person): Desk<'_>, id: MessageId, step: &Step) -> Result<Done, StoreError> {
    let done = sqlx::query(step.sql).bind(id.to_string()).bind(hub.to_string()).bind(rows::now()).execute(changes.connection()).await?;
    if done.rows_affected() == 0 {
        return Ok(Done::TooLate);
    }
    let (subject, email): (String, String) =
        sqlx::query_as("select subject, to_email from outbox where id = ?").bind(id.to_string()).fetch_one(changes.connection()).await?;
    let words = format!("{}: “{subject}” to {email}", step.verb);
    let entry = Entry { hub: Some(hub), who: Who::Person(person), action: step.action, subject: Some(id.to_string()), words: &words };
    audit::write(changes, &entry).await?;
    Ok(Done::Yes)
}

async fn end_parts(changes: &mut Changes, done: Done, sql: &'static str, id: MessageId) -> Result<Done, StoreError> {
    if done == Done::Yes {
        sqlx::query(sql).bind(id.to_string()).bind(rows::now()).execute(changes.connection()).await?;
    }
    Ok(done)
}
