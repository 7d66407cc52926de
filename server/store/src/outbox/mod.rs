//! Every message that goes out. It is written here in the same transaction as what it tells of, and sent afterwards: a
//! message exists exactly when the thing it is about does.

mod desk;
mod digest;
mod health;
mod letter;
mod list;
mod sending;
mod times;

use model::email::EmailAddress;
use model::ids::{HubId, MessageId, PersonId};

use crate::database::Changes;
use crate::error::StoreError;
use crate::{hubs, rows};

pub use desk::{Done, copy_for_hand, set_hold_mail, take};
pub use digest::bundle;
pub use health::health;
pub use letter::{LINK, Letter};
pub use list::{Filter, counts, get, kinds, list};
pub use model::outbox::{Folder, Health, Listed, MessageState, OneMessage, Step, is_personal};
pub use sending::{Outgoing, Refusal, any_due, claim, handing_over, later, reachable, recover, refused, sent, unreachable};
pub use times::{last_digest, next_digest};

/// The kind of a letter that holds several messages.
pub const DIGEST: &str = "digest";

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
    let id = MessageId::generate();
    let now = rows::now();
    let face = hubs::face_in(changes, message.hub).await?;
    let (name, address) = message.to;
    // Somebody who waits at a sign-in page can't wait for somebody else.
    let state = if face.hold_mail && !is_personal(message.kind) { "held" } else { "waiting" };
    sqlx::query(
        "insert into outbox (id, hub, kind, to_name, to_email, reply_to, subject, text, html, link, urgent, state, about,
                             created_at, created_by, due_at)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?14)",
    )
    .bind(id.to_string())
    .bind(message.hub.to_string())
    .bind(message.kind)
    .bind(name)
    .bind(address.as_str())
    .bind(&face.contact_email)
    .bind(&message.letter.subject)
    .bind(message.letter.text(name, &face))
    .bind(message.letter.html(name, &face))
    .bind(message.link)
    .bind(message.urgent)
    .bind(state)
    .bind(message.about.as_deref())
    .bind(now)
    .bind(message.by.map(|person| person.to_string()))
    .execute(changes.connection())
    .await?;
    Ok(id)
}

/// Withdraws every message about something that has not gone out yet, and forgets its secret link. One whose handing over has
/// begun can't be called back.
///
/// # Errors
/// When the file can't be written to.
pub async fn withdraw_about(changes: &mut Changes, about: &str) -> Result<u64, StoreError> {
    let done = sqlx::query(
        "update outbox set state = 'withdrawn', link = null
         where about = ? and (state in ('held', 'waiting', 'failed') or (state = 'sending' and handing_over_at is null))",
    )
    .bind(about)
    .execute(changes.connection())
    .await?;
    Ok(done.rows_affected())
}
