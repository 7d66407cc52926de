//! What people at the hub do to messages. All of it is written into the audit, in the same transaction.

use model::accounts::roles::Person;
use model::ids::{HubId, MessageId};
use model::letters;
use model::mail::Step;

use super::{digest, gives_hub_role, is_personal};
use crate::audit::{self, Entry, Who};
use crate::database::rows;
use crate::database::{Changes, Database};
use crate::error::StoreError;

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
    if !free_of_digest(changes, hub, id).await? {
        return Ok(Done::TooLate);
    }
    let ((action, verb, sql), now) = (words(step), rows::now());
    let done = sqlx::query(sql).bind(id).bind(hub).bind(now).execute(changes.connection()).await?;
    if done.rows_affected() == 0 {
        return Ok(Done::TooLate);
    }
    if let Some(sql) = words_for_parts(step) {
        sqlx::query(sql).bind(id).bind(now).execute(changes.connection()).await?;
    }
    let (subject, email): (String, String) =
        sqlx::query_as("select subject, to_email from outbox where id = ?").bind(id).fetch_one(changes.connection()).await?;
    let words = format!("{verb}: “{subject}” to {email}");
    let entry = Entry { hub: Some(hub), who: Who::Person(person), action, subject: Some(id.to_string()), words: &words };
    audit::write(changes, &entry).await?;
    Ok(Done::Yes)
}

/// Whether a message can be called back from its digest, if it waits in one: not once that is being handed over, because the
/// message goes out with it. A digest that is about to be is put back, and written anew without it.
async fn free_of_digest(changes: &mut Changes, hub: HubId, id: MessageId) -> Result<bool, StoreError> {
    let sending: Option<(MessageId, bool)> = sqlx::query_as(
        "select whole.id, whole.handing_over_at is not null
         from outbox as part join outbox as whole on whole.id = part.digest
         where part.id = ? and part.hub = ? and part.state = 'waiting' and whole.state = 'sending'",
    )
    .bind(id)
    .bind(hub)
    .fetch_optional(changes.connection())
    .await?;
    match sending {
        None => Ok(true),
        Some((_, true)) => Ok(false),
        Some((whole, false)) => {
            sqlx::query("update outbox set state = 'waiting' where id = ?").bind(whole).execute(changes.connection()).await?;
            Ok(true)
        }
    }
}

/// Whether the hub looks at its messages before they go. Those that are held stay so until they are released.
///
/// # Errors
/// When the file can't be written to.
pub async fn set_hold_mail(changes: &mut Changes, (hub, person): Desk<'_>, hold: bool) -> Result<(), StoreError> {
    sqlx::query("update hub set hold_mail = ? where id = ?").bind(hold).bind(hub).execute(changes.connection()).await?;
    let words = if hold { "Messages wait until somebody has looked at them" } else { "Messages go out without being looked at first" };
    let entry = Entry { hub: Some(hub), who: Who::Person(person), action: "mail.setting", subject: Some(hub.to_string()), words };
    audit::write(changes, &entry).await
}

/// What somebody may copy of a message to send it by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ByHand {
    /// It can't be sent any more, or there is no such message.
    Nothing,
    /// Its link signs one person in: it is for their eyes alone.
    Personal,
    /// Its link makes somebody one of the hub's own people, and whoever asks may not give such roles.
    AdminsOnly,
    /// The plain text with its secret addresses, and whether there are any.
    Text(String, bool),
}

/// What may be copied of a message by somebody who has to send it by hand: only of one that has not gone out. `gives_roles` says
/// whether they may give roles in the hub.
///
/// # Errors
/// When the file can't be read.
pub async fn copy_for_hand(db: &Database, hub: HubId, id: MessageId, gives_roles: bool) -> Result<ByHand, StoreError> {
    let mut view = db.view().await?;
    let row: Option<(String, Option<String>)> =
        sqlx::query_as("select text, link from outbox where hub = ? and id = ? and state in ('held', 'waiting', 'failed')")
            .bind(hub)
            .bind(id)
            .fetch_optional(&mut *view)
            .await?;
    let Some((text, link)) = row else {
        return Ok(ByHand::Nothing);
    };
    // A digest is as secret as the most secret of its parts.
    let kinds: Vec<(String,)> =
        sqlx::query_as("select kind from outbox where id = ?1 or digest = ?1").bind(id).fetch_all(&mut *view).await?;
    if kinds.iter().any(|(kind,)| is_personal(kind)) {
        return Ok(ByHand::Personal);
    }
    if !gives_roles && kinds.iter().any(|(kind,)| gives_hub_role(kind)) {
        return Ok(ByHand::AdminsOnly);
    }
    let links = digest::links(&mut view, id, link).await?;
    Ok(ByHand::Text(letters::fill_text(&text, &links), !links.is_empty()))
}

/// The audit's word for a link that was shown.
const SHOWN: &str = "mail.link_shown";

/// Writes down that somebody saw the secret link of a message, the first time that they do.
///
/// # Errors
/// When the file can't be written to.
pub async fn note_shown(db: &Database, (hub, person): Desk<'_>, id: MessageId) -> Result<(), StoreError> {
    let known: Option<(i64,)> = sqlx::query_as("select 1 from audit where subject = ? and action = ? and person = ?")
        .bind(id)
        .bind(SHOWN)
        .bind(person.id)
        .fetch_optional(db.readers())
        .await?;
    if known.is_some() {
        return Ok(());
    }
    let mut changes = db.change().await?;
    let (subject, email): (String, String) =
        sqlx::query_as("select subject, to_email from outbox where id = ?").bind(id).fetch_one(changes.connection()).await?;
    let words = format!("Was shown the link in “{subject}” to {email}, to send it by hand");
    let entry = Entry { hub: Some(hub), who: Who::Person(person), action: SHOWN, subject: Some(id.to_string()), words: &words };
    audit::write(&mut changes, &entry).await?;
    changes.commit().await
}
