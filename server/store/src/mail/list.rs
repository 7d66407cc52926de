//! The outbox as the hub reads it.

use model::ids::{HubId, MessageId};
use model::letters;
use model::mail::{Addressee, Folder, Listed, MessageState, OneMessage};
use model::text::line::Line;

use super::digest;
use crate::database::Database;
use crate::database::rows;
use crate::error::StoreError;
use crate::hub;

/// Where a letter's logo is seen while it is looked at here.
const LOGO_ADDRESS: &str = "/hub/logo";

/// Which messages of a drawer to list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Of this kind only; all with an empty text.
    pub kind: String,
    /// Whose recipient's name or address contains this; all with an empty text.
    pub search: String,
    /// Older than this one.
    pub before: Option<MessageId>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: MessageId,
    kind: String,
    to_name: String,
    to_email: String,
    subject: String,
    state: String,
    urgent: bool,
    created_at: i64,
    due_at: i64,
    attempts: u32,
    last_error: Option<String>,
    uncertain_at: Option<i64>,
    sent_at: Option<i64>,
    digest: Option<MessageId>,
    unreachable: bool,
    has_link: bool,
}

impl Row {
    fn read(self) -> Result<Listed, StoreError> {
        Ok(Listed {
            id: self.id,
            kind: self.kind,
            to: Addressee { name: self.to_name, email: self.to_email },
            subject: self.subject,
            state: MessageState::from_key(&self.state)
                .ok_or_else(|| StoreError::Corrupt(format!("the message's state {:?}", self.state)))?,
            urgent: self.urgent,
            created_at: rows::time(self.created_at)?,
            due_at: rows::time(self.due_at)?,
            attempts: self.attempts,
            last_error: self.last_error,
            uncertain_at: self.uncertain_at.map(rows::time).transpose()?,
            sent_at: self.sent_at.map(rows::time).transpose()?,
            digest: self.digest,
            unreachable: self.unreachable,
            has_link: self.has_link,
        })
    }
}

/// Which drawer a message is in, as SQL. A part of a digest that has not gone out is not shown beside it.
macro_rules! in_folder {
    ($before:literal, $after:literal) => {
        concat!(
            $before,
            " case ?2 when 'waiting' then state in ('waiting', 'sending') when 'held' then state = 'held'
                      when 'sent' then state in ('sent', 'by_hand') when 'trouble' then state = 'failed' or (state = 'waiting' and attempts > 0)
                      else state = 'withdrawn' end
              and hub = ?1 and (digest is null or state <> 'waiting') ",
            $after
        )
    };
}

/// The messages of a hub in one drawer, the newest first, at most `limit`.
///
/// # Errors
/// When the file can't be read.
pub async fn list(db: &Database, hub: HubId, folder: Folder, filter: &Filter, limit: u32) -> Result<Vec<Listed>, StoreError> {
    let rows: Vec<Row> = sqlx::query_as(in_folder!(
        "select id, kind, to_name, to_email, subject, state, urgent, created_at, due_at, attempts, last_error, uncertain_at, sent_at,
                digest, unreachable, link is not null as has_link
         from outbox where",
        "and (?3 = '' or kind = ?3)
         and (?4 = '' or instr(lower(to_email), lower(?4)) > 0 or instr(lower(to_name), lower(?4)) > 0)
         and (?5 is null or id < ?5)
         order by id desc limit ?6"
    ))
    .bind(hub)
    .bind(folder.key())
    .bind(&filter.kind)
    .bind(Line::tidied(&filter.search).as_str())
    .bind(filter.before)
    .bind(limit)
    .fetch_all(db.readers())
    .await?;
    rows.into_iter().map(Row::read).collect()
}

/// How many messages each drawer of a hub has, in the order of [`Folder::ALL`].
///
/// # Errors
/// When the file can't be read.
pub async fn counts(db: &Database, hub: HubId) -> Result<[u32; 5], StoreError> {
    let mut view = db.view().await?;
    let mut counts = [0; 5];
    for (folder, count) in Folder::ALL.into_iter().zip(&mut counts) {
        (*count,) =
            sqlx::query_as(in_folder!("select count(*) from outbox where", "")).bind(hub).bind(folder.key()).fetch_one(&mut *view).await?;
    }
    Ok(counts)
}

/// Every kind of message that a hub has, in alphabetical order.
///
/// # Errors
/// When the file can't be read.
pub async fn kinds(db: &Database, hub: HubId) -> Result<Vec<String>, StoreError> {
    let rows: Vec<(String,)> =
        sqlx::query_as("select distinct kind from outbox where hub = ? order by kind").bind(hub).fetch_all(db.readers()).await?;
    Ok(rows.into_iter().map(|(kind,)| kind).collect())
}

#[derive(sqlx::FromRow)]
struct Bodies {
    text: String,
    html: String,
    reply_to: String,
    reply_to_name: String,
    hub_name: String,
    by: Option<String>,
}

/// One message of a hub; `None` when it has no such message.
///
/// # Errors
/// When the file can't be read.
pub async fn get(db: &Database, hub: HubId, id: MessageId) -> Result<Option<OneMessage>, StoreError> {
    let mut view = db.view().await?;
    let row: Option<Row> = sqlx::query_as(
        "select id, kind, to_name, to_email, subject, state, urgent, created_at, due_at, attempts, last_error, uncertain_at, sent_at,
                digest, unreachable, link is not null as has_link
         from outbox where hub = ? and id = ?",
    )
    .bind(hub)
    .bind(id)
    .fetch_optional(&mut *view)
    .await?;
    let Some(row) = row else {
        return Ok(None);
    };
    let bodies: Bodies = sqlx::query_as(
        "select text, html, reply_to, reply_to_name, hub.name as hub_name, person.name as by
         from outbox join hub on hub.id = outbox.hub left join person on person.id = outbox.created_by where outbox.id = ?",
    )
    .bind(id)
    .fetch_one(&mut *view)
    .await?;
    let parts = sqlx::query_as("select id, subject from outbox where digest = ? order by id").bind(id).fetch_all(&mut *view).await?;
    let logo = hub::letter_logo(&mut view, hub).await?.map(|_| LOGO_ADDRESS);
    let mut listed = row.read()?;
    listed.has_link |= !digest::links(&mut view, id, None).await?.is_empty();
    Ok(Some(OneMessage {
        listed,
        text: bodies.text,
        html: letters::with_logo(&bodies.html, logo, &bodies.hub_name),
        reply_to: match bodies.reply_to_name.as_str() {
            "" => bodies.reply_to,
            name => format!("{name}, {}", bodies.reply_to),
        },
        by: bodies.by,
        parts,
    }))
}
