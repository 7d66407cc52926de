//! Every message that goes out. It is written here in the same transaction as what it tells of, and sent afterwards: a
//! message exists exactly when the thing it is about does.

mod aside;
mod desk;
mod digest;
mod health;
mod list;
mod sending;
mod times;

use model::accounts::email::EmailAddress;
use model::ids::{HubId, MessageId, PersonId};
use model::text::line::Line;

use crate::database::Changes;
use crate::database::rows;
use crate::error::StoreError;
use crate::hub;

pub use aside::{refused, set_aside};
pub use desk::{ByHand, Done, copy_for_hand, note_shown, set_hold_mail, take};
pub use digest::bundle;
pub use health::health;
pub use list::{Filter, counts, get, kinds, list};
pub use model::letters::{LINK, Letter};
pub use model::mail::{Folder, Health, INVITATION_TO_HUB, Listed, MessageState, OneMessage, Step, gives_hub_role, is_personal};
pub use sending::{HandingOver, LOGO_ID, Outgoing, Refusal, any_due, claim, handing_over, later, reachable, recover, sent, unreachable};
pub use times::{last_digest, next_digest};

use chrono::{DateTime, Utc};

/// The kind of a letter that holds several messages.
pub const DIGEST: &str = "digest";

/// A subject or a name in a letter's head is at most this long: they are made of names, and those are parsed where they come in.
const LONGEST_LINE: usize = 300;

/// A message to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewMessage<'a> {
    /// The hub in whose name it goes out.
    pub hub: HubId,
    /// What it is, like `invitation` or `commitment.request`.
    pub kind: &'a str,
    /// To whom: name (may be empty) and address.
    pub to: (&'a str, &'a EmailAddress),
    /// What it says.
    pub letter: &'a Letter,
    /// The secret address behind its button: kept apart from the text, and erased once it is sent.
    pub link: Option<&'a str>,
    /// Urgent ones go at once; the others are collected into a digest at 07:30 on school days.
    pub urgent: bool,
    /// What it is about, by id.
    pub about: Option<String>,
    /// Who caused it.
    pub by: Option<PersonId>,
}

/// Puts a message into the outbox. Where the hub looks at its messages first, it waits for that.
///
/// # Errors
/// When the hub does not exist, or the file can't be written to.
pub async fn enqueue(changes: &mut Changes, message: &NewMessage<'_>) -> Result<MessageId, StoreError> {
    enqueue_from(changes, message, None).await
}

/// The same for a letter that names somebody as the one to answer to, by name and address: answers go to them and not to the hub.
///
/// # Errors
/// As [`enqueue`].
pub async fn enqueue_from(
    changes: &mut Changes,
    message: &NewMessage<'_>,
    answers_to: Option<(&str, &EmailAddress)>,
) -> Result<MessageId, StoreError> {
    let id = MessageId::generate();
    let now = rows::now();
    let face = hub::face_in(changes, message.hub).await?;
    let (name, address) = message.to;
    // Names that were kept before lines were parsed may hold anything, and these go into a letter's head.
    let head = |text: &str| String::from(Line::cut(text, LONGEST_LINE));
    let (name, subject) = (head(name), head(&message.letter.subject));
    // Somebody who waits at a sign-in page can't wait for somebody else.
    let state = if face.hold_mail && !is_personal(message.kind) { "held" } else { "waiting" };
    sqlx::query(
        "insert into outbox (id, hub, kind, to_name, to_email, reply_to, subject, text, html, link, urgent, state, about,
                             created_at, created_by, due_at, reply_to_name)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?14, ?16)",
    )
    .bind(id)
    .bind(message.hub)
    .bind(message.kind)
    .bind(&name)
    .bind(address.as_str())
    .bind(answers_to.map_or(face.contact_email.as_str(), |(_, address)| address.as_str()))
    .bind(subject)
    .bind(message.letter.text(&name, &face.letterhead()))
    .bind(message.letter.html(&name, &face.letterhead()))
    .bind(message.link)
    .bind(message.urgent)
    .bind(state)
    .bind(message.about.as_deref())
    .bind(now)
    .bind(message.by)
    .bind(answers_to.map(|(name, _)| head(name)).unwrap_or_default())
    .execute(changes.connection())
    .await?;
    Ok(id)
}

/// Says from when on a message is not worth sending, because its link opens nothing any more.
///
/// # Errors
/// When the file can't be written to.
pub async fn useless_from(changes: &mut Changes, id: MessageId, moment: DateTime<Utc>) -> Result<(), StoreError> {
    sqlx::query("update outbox set useless_at = ? where id = ?")
        .bind(moment.timestamp_millis())
        .bind(id)
        .execute(changes.connection())
        .await?;
    Ok(())
}

/// What may still be called back, in a statement: not what is being handed over, by itself or in a digest.
macro_rules! to_call_back {
    ($before:literal, $condition:literal) => {
        concat!(
            $before,
            " (state in ('held', 'failed') or (state = 'sending' and handing_over_at is null)
               or (state = 'waiting' and not exists (select 1 from outbox as whole where whole.id = outbox.digest
                                                     and whole.state = 'sending' and whole.handing_over_at is not null))) and ",
            $condition
        )
    };
}

/// Withdraws every message about something that has not gone out yet, and forgets its secret link. One whose handing over has
/// begun can't be called back.
///
/// # Errors
/// When the file can't be written to.
pub async fn withdraw_about(changes: &mut Changes, about: &str) -> Result<u64, StoreError> {
    put_back_digests(changes, about).await?;
    let withdraw = to_call_back!("update outbox set state = 'withdrawn', link = null where", "about = ?");
    Ok(sqlx::query(withdraw).bind(about).execute(changes.connection()).await?.rows_affected())
}

/// The same for the messages of one kind alone.
///
/// # Errors
/// When the file can't be written to.
pub async fn withdraw_kind(changes: &mut Changes, about: &str, kind: &str) -> Result<u64, StoreError> {
    put_back_digests(changes, about).await?;
    let withdraw = to_call_back!("update outbox set state = 'withdrawn', link = null where", "about = ? and kind = ?");
    Ok(sqlx::query(withdraw).bind(about).bind(kind).execute(changes.connection()).await?.rows_affected())
}

/// Every message about something has evidently reached its reader, though we did not send it: somebody did by hand.
///
/// # Errors
/// When the file can't be written to.
pub async fn arrived(changes: &mut Changes, about: &str) -> Result<(), StoreError> {
    put_back_digests(changes, about).await?;
    let arrived = to_call_back!("update outbox set state = 'by_hand', sent_at = ?2, link = null where", "about = ?1");
    sqlx::query(arrived).bind(about).bind(rows::now()).execute(changes.connection()).await?;
    Ok(())
}

/// A digest whose parts change, and that is not yet being handed over, is written anew first.
async fn put_back_digests(changes: &mut Changes, about: &str) -> Result<(), StoreError> {
    sqlx::query(
        "update outbox set state = 'waiting'
         where state = 'sending' and handing_over_at is null
           and id in (select digest from outbox as part where part.about = ? and part.state = 'waiting')",
    )
    .bind(about)
    .execute(changes.connection())
    .await?;
    Ok(())
}
