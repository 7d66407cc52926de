//! What can wait goes out together: one letter for each person, at 07:30 on school days.
//!
//! A digest is a message like any other. Its parts stay as they are, name it in `digest`, and share its end. It is
//! written anew with each try, so that a part that was withdrawn meanwhile is not in it.

use chrono::{DateTime, Utc};
use model::ids::{HubId, MessageId};
use model::letters::digest::{Part, digest, link_of};
use sqlx::{FromRow, Row};
use sqlx_sqlite::{SqliteConnection, SqliteRow};

use super::{DIGEST, LINK, aside, times};
use crate::database::rows;
use crate::database::{Changes, Database};
use crate::error::StoreError;
use crate::hub;

#[derive(FromRow)]
struct Waiting {
    /// As it stands, to be found again by.
    id: String,
    hub: HubId,
    to_name: String,
    to_email: String,
}

impl Waiting {
    fn read(row: &SqliteRow) -> Result<Self, StoreError> {
        let waiting = Self::from_row(row)?;
        rows::id::<MessageId>(&waiting.id)?;
        Ok(waiting)
    }
}

const WAITING: &str = "select id, hub, to_name, to_email from outbox
     where state = 'waiting' and urgent = 0 and digest is null and due_at <= ? order by hub, to_email, id";

/// Puts together what has waited until the last digest's time: who has several messages gets one letter with all of them, who
/// has one gets that. Returns how many letters are to be sent now.
///
/// # Errors
/// When the file can't be written to.
pub async fn bundle(db: &Database, now: DateTime<Utc>) -> Result<usize, StoreError> {
    let Some(until) = times::last_digest(now).map(|moment| moment.timestamp_millis()) else {
        return Ok(0);
    };
    // Mostly there is nothing: that must not cost a transaction every second.
    if sqlx::query(WAITING).bind(until).fetch_optional(db.readers()).await?.is_none() {
        return Ok(0);
    }
    let mut changes = db.change().await?;
    let waiting = readable(&mut changes, until).await?;
    let mut letters = 0;
    for parts in waiting.chunk_by(|one, other| one.hub == other.hub && one.to_email == other.to_email) {
        letters += 1;
        match parts {
            [alone] => {
                // From now on it is like one that was urgent from the beginning, also when it has to be tried again.
                sqlx::query("update outbox set urgent = 1 where id = ?").bind(&alone.id).execute(changes.connection()).await?;
            }
            parts => add(&mut changes, parts, now).await?,
        }
    }
    changes.commit().await?;
    Ok(letters)
}

/// What has waited until then. A message that can't be read is set aside: it must not hold up the others.
async fn readable(changes: &mut Changes, until: i64) -> Result<Vec<Waiting>, StoreError> {
    let mut readable = Vec::new();
    for row in sqlx::query(WAITING).bind(until).fetch_all(changes.connection()).await? {
        match Waiting::read(&row) {
            Ok(message) => readable.push(message),
            Err(error) => aside::set_aside_unreadable(changes, row.try_get("id")?, error).await?,
        }
    }
    Ok(readable)
}

async fn add(changes: &mut Changes, parts: &[Waiting], now: DateTime<Utc>) -> Result<(), StoreError> {
    let Some(first) = parts.first() else {
        return Ok(());
    };
    let (id, at) = (MessageId::generate(), now.timestamp_millis());
    let face = hub::face_in(changes, first.hub).await?;
    sqlx::query(
        "insert into outbox (id, hub, kind, to_name, to_email, reply_to, subject, text, html, urgent, state, created_at, due_at)
         values (?1, ?2, ?3, ?4, ?5, ?6, '', '', '', 1, 'waiting', ?7, ?7)",
    )
    .bind(id)
    .bind(first.hub)
    .bind(DIGEST)
    .bind(&first.to_name)
    .bind(&first.to_email)
    .bind(&face.contact_email)
    .bind(at)
    .execute(changes.connection())
    .await?;
    for part in parts {
        sqlx::query("update outbox set digest = ? where id = ?").bind(id).bind(&part.id).execute(changes.connection()).await?;
    }
    write(changes, id).await?;
    Ok(())
}

#[derive(FromRow)]
struct PartRow {
    id: MessageId,
    to_name: String,
    subject: String,
    text: String,
}

/// Writes a digest from the parts that still wait in it. Returns how many those are: without any there is nothing to say.
pub(super) async fn write(changes: &mut Changes, id: MessageId) -> Result<usize, StoreError> {
    let rows: Vec<PartRow> =
        sqlx::query_as("select id, to_name, subject, text from outbox where digest = ? and state = 'waiting' order by id")
            .bind(id)
            .fetch_all(changes.connection())
            .await?;
    let Some(name) = rows.first().map(|first| first.to_name.as_str()) else {
        return Ok(0);
    };
    let hub: HubId = sqlx::query_scalar("select hub from outbox where id = ?").bind(id).fetch_one(changes.connection()).await?;
    let face = hub::face_in(changes, hub).await?;
    let parts: Vec<Part<'_>> =
        rows.iter().map(|row| Part { id: row.id, name: &row.to_name, subject: &row.subject, text: &row.text }).collect();
    let whole = digest(&parts, name, &face.letterhead());
    // Answers go to one person where all parts agree about whom.
    let answers: Vec<(String, String)> =
        sqlx::query_as("select distinct reply_to, reply_to_name from outbox where digest = ? and state = 'waiting' limit 2")
            .bind(id)
            .fetch_all(changes.connection())
            .await?;
    let (reply_to, reply_to_name) = match answers.as_slice() {
        [one] => one.clone(),
        _ => (face.contact_email.clone(), String::new()),
    };
    sqlx::query("update outbox set subject = ?, text = ?, html = ?, to_name = ?, reply_to = ?, reply_to_name = ? where id = ?")
        .bind(whole.subject)
        .bind(whole.text)
        .bind(whole.html)
        .bind(name)
        .bind(reply_to)
        .bind(reply_to_name)
        .bind(id)
        .execute(changes.connection())
        .await?;
    Ok(rows.len())
}

/// The secret addresses of a message: what stands for each in its bodies, and what it is. A digest has those of its parts.
pub(super) async fn links(
    connection: &mut SqliteConnection,
    id: MessageId,
    own: Option<String>,
) -> Result<Vec<(String, String)>, StoreError> {
    let parts: Vec<(MessageId, String)> =
        sqlx::query_as("select id, link from outbox where digest = ? and link is not null").bind(id).fetch_all(connection).await?;
    let of_parts = parts.into_iter().map(|(part, link)| (link_of(part), link));
    Ok(own.map(|link| (LINK.to_owned(), link)).into_iter().chain(of_parts).collect())
}
