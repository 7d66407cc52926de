//! The way of a message from `waiting` to `sent`, one committed step at a time (the rules are in docs/MAIL.md).

use chrono::{DateTime, Utc};
use model::ids::{HubId, MessageId};
use model::letters;
use model::mail::{Addressee, CLAIM, RETURN_LINK};

use super::{DIGEST, aside, digest, health, times};
use crate::database::rows;
use crate::database::{Changes, Database};
use crate::error::StoreError;
use crate::hub::{self, Logo};

/// A message that is being sent, with its secret address in place.
#[derive(Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// Its id, from which its Message-ID is made: the same with every try.
    pub id: MessageId,
    /// The hub in whose name it goes out.
    pub hub_name: String,
    /// To whom.
    pub to: Addressee,
    /// Where answers go; the address may be empty too.
    pub reply_to: Addressee,
    /// The hub's logo, which the HTML names as `cid:` [`LOGO_ID`].
    pub logo: Option<Logo>,
    pub subject: String,
    /// The plain body.
    pub text: String,
    /// The HTML body.
    pub html: String,
}

impl std::fmt::Debug for Outgoing {
    /// Only the id: the rest is between the hub and a person, and holds a secret.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Outgoing").field("id", &self.id).finish_non_exhaustive()
    }
}

/// What the HTML of a letter calls its logo.
pub const LOGO_ID: &str = "logo";

/// Why a try came to nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The server said so: this message was not taken.
    Clear,
    /// It was handed over, and no answer came: it may have been taken.
    Silent,
}

/// Begins anew after the process has ended in the middle, or a step could not be written down: what was being sent waits
/// again. Call it only while nothing is being sent. Returns how many those were.
///
/// # Errors
/// When the file can't be written to.
pub async fn recover(db: &Database) -> Result<u64, StoreError> {
    let mut changes = db.change().await?;
    let done = sqlx::query(
        "update outbox set state = 'waiting', uncertain_at = coalesce(handing_over_at, uncertain_at), handing_over_at = null
         where state = 'sending'",
    )
    .execute(changes.connection())
    .await?;
    changes.commit().await?;
    Ok(done.rows_affected())
}

/// What is to be sent now, in a statement around it.
macro_rules! due {
    ($before:literal, $after:literal) => {
        concat!($before, " from outbox where state = 'waiting' and urgent = 1 and digest is null and due_at <= ?1 ", $after)
    };
}

/// Whether anything is to be sent now.
///
/// # Errors
/// When the file can't be read.
pub async fn any_due(db: &Database, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let (due,): (bool,) = sqlx::query_as(due!("select exists (select 1", ")")).bind(now.timestamp_millis()).fetch_one(db.readers()).await?;
    Ok(due)
}

#[derive(sqlx::FromRow)]
struct Due {
    /// As it stands: a message that can't be read is set aside by it.
    id: String,
    kind: String,
    useless: bool,
}

#[derive(sqlx::FromRow)]
struct Letter {
    to_name: String,
    to_email: String,
    reply_to: String,
    reply_to_name: String,
    subject: String,
    text: String,
    html: String,
    link: Option<String>,
    hub: HubId,
    hub_name: String,
}

/// Takes the next message that is due, which is `sending` from then on.
///
/// # Errors
/// When the file can't be written to.
pub async fn claim(db: &Database, now: DateTime<Utc>) -> Result<Option<Outgoing>, StoreError> {
    let mut changes = db.change().await?;
    let claimed = loop {
        let due: Option<Due> =
            sqlx::query_as(due!("select id, kind, coalesce(useless_at <= ?1, 0) as useless", "order by due_at, id limit 1"))
                .bind(now.timestamp_millis())
                .fetch_optional(changes.connection())
                .await?;
        let Some(due) = due else {
            break None;
        };
        if due.useless {
            give_up(&mut changes, &due.id).await?;
            continue;
        }
        match take(&mut changes, &due).await {
            Ok(None) => {}
            Ok(taken) => break taken,
            Err(error) => aside::set_aside_unreadable(&mut changes, &due.id, error).await?,
        }
    };
    changes.commit().await?;
    Ok(claimed)
}

/// A message is being sent from now on. `None` for a digest of which nothing is left.
async fn take(changes: &mut Changes, due: &Due) -> Result<Option<Outgoing>, StoreError> {
    let id = rows::id(&due.id)?;
    // Unless a part was withdrawn, it is the same word for word.
    let empty = due.kind == DIGEST && digest::write(changes, id).await? == 0;
    let state = if empty { "withdrawn" } else { "sending" };
    sqlx::query("update outbox set state = ?, handing_over_at = null where id = ?")
        .bind(state)
        .bind(id)
        .execute(changes.connection())
        .await?;
    if empty { Ok(None) } else { outgoing(changes, id).await.map(Some) }
}

/// A message whose link opens nothing any more is of no use to anybody.
async fn give_up(changes: &mut Changes, id: &str) -> Result<(), StoreError> {
    sqlx::query(
        "update outbox set state = 'withdrawn', link = null, last_error = 'Its link was too old before it could be sent' where id = ?",
    )
    .bind(id)
    .execute(changes.connection())
    .await?;
    Ok(())
}

async fn outgoing(changes: &mut Changes, id: MessageId) -> Result<Outgoing, StoreError> {
    let letter: Letter = sqlx::query_as(
        "select to_name, to_email, reply_to, reply_to_name, subject, text, html, link, outbox.hub, hub.name as hub_name
         from outbox join hub on hub.id = outbox.hub where outbox.id = ?",
    )
    .bind(id)
    .fetch_one(changes.connection())
    .await?;
    let links = digest::links(changes.connection(), id, letter.link).await?;
    let logo = hub::letter_logo(changes.connection(), letter.hub).await?;
    let address = logo.is_some().then(|| format!("cid:{LOGO_ID}"));
    let html = letters::with_logo(&letter.html, address.as_deref(), &letter.hub_name);
    Ok(Outgoing {
        id,
        hub_name: letter.hub_name,
        to: Addressee { name: letter.to_name, email: letter.to_email },
        reply_to: Addressee { name: letter.reply_to_name, email: letter.reply_to },
        logo,
        subject: letter.subject,
        text: letters::fill_text(&letter.text, &links),
        html: letters::fill_html(&html, &links),
    })
}

/// Whether a message may be handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HandingOver {
    /// It has begun.
    Begun,
    /// The message was withdrawn meanwhile.
    Withdrawn,
}

/// Writes down that the message itself is about to be handed over.
///
/// # Errors
/// When the file can't be written to: then it must not be handed over either.
pub async fn handing_over(db: &Database, id: MessageId, now: DateTime<Utc>) -> Result<HandingOver, StoreError> {
    let mut changes = db.change().await?;
    let done = sqlx::query("update outbox set handing_over_at = ? where id = ? and state = 'sending'")
        .bind(now.timestamp_millis())
        .bind(id)
        .execute(changes.connection())
        .await?;
    changes.commit().await?;
    Ok(if done.rows_affected() == 1 { HandingOver::Begun } else { HandingOver::Withdrawn })
}

/// The server has taken the message. Its secret link is forgotten; a digest's parts are sent with it. Of what is written to guests nothing is kept.
///
/// # Errors
/// When the file can't be written to.
pub async fn sent(db: &Database, id: MessageId, now: DateTime<Utc>) -> Result<(), StoreError> {
    let mut changes = db.change().await?;
    sqlx::query(
        "update outbox set state = 'sent', sent_at = ?2, link = null, last_error = null, unreachable = 0
         where (id = ?1 and state = 'sending') or (digest = ?1 and state = 'waiting')",
    )
    .bind(id)
    .bind(now.timestamp_millis())
    .execute(changes.connection())
    .await?;
    sqlx::query("delete from outbox where id = ? and kind in (?, ?) and state = 'sent'")
        .bind(id)
        .bind(RETURN_LINK)
        .bind(CLAIM)
        .execute(changes.connection())
        .await?;
    health::worked(&mut changes, now).await?;
    changes.commit().await
}

/// Not now: the message waits and is tried again, after three days of that no more.
///
/// # Errors
/// When the file can't be written to.
pub async fn later(db: &Database, id: MessageId, now: DateTime<Utc>, why: &str, refusal: Refusal) -> Result<(), StoreError> {
    let mut changes = db.change().await?;
    if refusal == Refusal::Silent {
        sqlx::query("update outbox set uncertain_at = handing_over_at where id = ? and handing_over_at is not null")
            .bind(id)
            .execute(changes.connection())
            .await?;
    }
    let attempts: Option<(u32,)> = sqlx::query_as("select attempts from outbox where id = ? and state = 'sending'")
        .bind(id)
        .fetch_optional(changes.connection())
        .await?;
    if let Some((attempts,)) = attempts {
        put_off(&mut changes, &id.to_string(), attempts, now, why, false).await?;
    }
    changes.commit().await
}

/// No mail server would talk to us, so that no message is to blame: all that are due wait, each after its own number of tries.
///
/// # Errors
/// When the file can't be written to.
pub async fn unreachable(db: &Database, now: DateTime<Utc>, why: &str) -> Result<(), StoreError> {
    let mut changes = db.change().await?;
    let due: Vec<(String, u32)> =
        sqlx::query_as(due!("select id, attempts", "union all select id, attempts from outbox where state = 'sending'"))
            .bind(now.timestamp_millis())
            .fetch_all(changes.connection())
            .await?;
    for (id, attempts) in due {
        put_off(&mut changes, &id, attempts, now, why, true).await?;
    }
    health::failed(&mut changes, now, why).await?;
    changes.commit().await
}

async fn put_off(changes: &mut Changes, id: &str, tried: u32, now: DateTime<Utc>, why: &str, unreachable: bool) -> Result<(), StoreError> {
    let (attempts, now) = (tried + 1, now.timestamp_millis());
    let next = times::next_try(attempts, now);
    sqlx::query(
        "update outbox set state = ?, attempts = ?, last_error = ?, due_at = ?, unreachable = ?, handing_over_at = null where id = ?",
    )
    .bind(if next.is_some() { "waiting" } else { "failed" })
    .bind(attempts)
    .bind(why)
    .bind(next.unwrap_or(now))
    .bind(unreachable)
    .bind(id)
    .execute(changes.connection())
    .await?;
    Ok(())
}

/// A mail server talks to us: what has waited for nothing else is due at once. Returns how many messages those are.
///
/// # Errors
/// When the file can't be written to.
pub async fn reachable(db: &Database, now: DateTime<Utc>) -> Result<u64, StoreError> {
    let (some,): (bool,) =
        sqlx::query_as("select exists (select 1 from outbox where state = 'waiting' and unreachable = 1)").fetch_one(db.readers()).await?;
    if !some {
        return Ok(0);
    }
    let mut changes = db.change().await?;
    let done = sqlx::query("update outbox set due_at = min(due_at, ?), unreachable = 0 where state = 'waiting' and unreachable = 1")
        .bind(now.timestamp_millis())
        .execute(changes.connection())
        .await?;
    changes.commit().await?;
    Ok(done.rows_affected())
}
