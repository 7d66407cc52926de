//! What documents are made of: updates, appended in order, and the snapshot that stands for the older ones.

use chrono::Utc;
use model::documents::Summary;
use model::ids::{AuthorId, DocumentId};
use model::live::replica::ClientId;
use model::live::text::FormerWords;
use sqlx_sqlite::SqliteConnection;

use super::former;
use crate::database::rows;
use crate::database::{Changes, Database};
use crate::error::StoreError;

/// A document as it is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loaded {
    /// The document up to its last compaction, as one update.
    pub snapshot: Option<Vec<u8>>,
    /// What came since, in the order in which it was saved.
    pub updates: Vec<Vec<u8>>,
    /// The highest sequence number in it: the last update's, else the snapshot's, else 0.
    pub through: i64,
    /// How many updates there are: what [`compact`] wants to hear again.
    pub rows: u64,
    /// Words that were removed from it today.
    pub former: Vec<FormerWords>,
}

/// An update to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewUpdate {
    /// Who sent it; `None` for what the server made itself.
    pub person: Option<AuthorId>,
    /// The update, Yjs encoding version 1.
    pub bytes: Vec<u8>,
}

/// What is to be added to one document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Append {
    /// Which document.
    pub document: DocumentId,
    /// In this order.
    pub updates: Vec<NewUpdate>,
    /// Yjs clients that have begun to write, and who they are. A client that is known already stays whose it was.
    pub clients: Vec<(ClientId, AuthorId)>,
    /// Words that were removed with them, or just before.
    pub former: Vec<FormerWords>,
    /// What lists are to show from now on, where that is another than before.
    pub summary: Option<Summary>,
}

/// Whether a snapshot took the updates' place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compaction {
    /// It did.
    Done,
    /// There were other updates than the snapshot's maker knew of. Nothing was changed: load again, and try again.
    Refused,
}

/// Reads a document as it is at one moment; `None` when there is none of this id.
///
/// # Errors
/// When the file can't be read.
pub async fn load(db: &Database, id: DocumentId) -> Result<Option<Loaded>, StoreError> {
    let mut view = db.view().await?;
    let id = id.to_string();
    let known: Option<(i64,)> = sqlx::query_as("select 1 from document where id = ?").bind(&id).fetch_optional(&mut *view).await?;
    if known.is_none() {
        return Ok(None);
    }
    let snapshot: Option<(i64, Vec<u8>)> =
        sqlx::query_as("select through, bytes from document_snapshot where document = ?").bind(&id).fetch_optional(&mut *view).await?;
    let updates: Vec<(i64, Vec<u8>)> =
        sqlx::query_as("select seq, bytes from document_update where document = ? order by seq").bind(&id).fetch_all(&mut *view).await?;
    let former = former::of(&mut view, &id, Utc::now()).await?;
    let (snapshot_through, snapshot) = snapshot.map_or((0, None), |(through, bytes)| (through, Some(bytes)));
    Ok(Some(Loaded {
        snapshot,
        through: updates.last().map_or(snapshot_through, |(seq, _)| *seq),
        rows: updates.len() as u64,
        updates: updates.into_iter().map(|(_, bytes)| bytes).collect(),
        former,
    }))
}

/// Adds updates to any number of documents in one transaction, and returns each document's highest sequence number
/// among them (0 where there were none). When it returns `Ok`, all of it is on the disk.
///
/// # Errors
/// When one of the documents or people does not exist, or the file can't be written to: then nothing was added.
pub async fn append(db: &Database, batch: &[Append]) -> Result<Vec<i64>, StoreError> {
    let mut changes = db.change().await?;
    let last = append_in(&mut changes, batch).await?;
    changes.commit().await?;
    Ok(last)
}

/// [`append`] as a part of other changes.
///
/// # Errors
/// As for [`append`].
pub async fn append_in(changes: &mut Changes, batch: &[Append]) -> Result<Vec<i64>, StoreError> {
    let now = rows::now();
    let mut last = Vec::with_capacity(batch.len());
    for append in batch {
        last.push(append_one(changes.connection(), append, now).await?);
    }
    Ok(last)
}

async fn append_one(connection: &mut SqliteConnection, append: &Append, now: i64) -> Result<i64, StoreError> {
    let document = append.document.to_string();
    let mut last = 0;
    for update in &append.updates {
        last = sqlx::query("insert into document_update (document, person, guest, bytes, created_at) values (?, ?, ?, ?, ?)")
            .bind(&document)
            .bind(update.person.and_then(AuthorId::person))
            .bind(update.person.and_then(AuthorId::guest))
            .bind(update.bytes.as_slice())
            .bind(now)
            .execute(&mut *connection)
            .await?
            .last_insert_rowid();
    }
    for (client, author) in &append.clients {
        keep_client(connection, &document, *client, *author).await?;
    }
    former::keep(connection, &document, &append.former).await?;
    if let Some(summary) = &append.summary {
        sqlx::query("update document set summary = ? where id = ?")
            .bind(rows::summary_text(summary)?)
            .bind(&document)
            .execute(&mut *connection)
            .await?;
    }
    // What the server made itself changes the document, but nobody edited it.
    if let Some(person) = append.updates.iter().rev().find_map(|update| update.person) {
        sqlx::query("update document set edited_at = ?, edited_by = ?, edited_by_guest = ? where id = ?")
            .bind(now)
            .bind(person.person())
            .bind(person.guest())
            .bind(&document)
            .execute(&mut *connection)
            .await?;
    }
    Ok(last)
}

/// Keeps whose a Yjs client is, unless that is known: people and guests each have a table for theirs.
async fn keep_client(connection: &mut SqliteConnection, document: &str, client: ClientId, author: AuthorId) -> Result<(), StoreError> {
    // Yjs draws 53 bits; a stranger's 64 are kept bit by bit.
    let client = client.cast_signed();
    match author {
        AuthorId::Person(person) => {
            sqlx::query(
                "insert into document_client (document, client, person)
                 select ?1, ?2, ?3 where not exists (select 1 from document_guest where document = ?1 and client = ?2)
                 on conflict do nothing",
            )
            .bind(document)
            .bind(client)
            .bind(person)
            .execute(connection)
            .await?;
        }
        AuthorId::Guest(guest) => {
            sqlx::query(
                "insert into document_guest (document, client, guest)
                 select ?1, ?2, ?3 where not exists (select 1 from document_client where document = ?1 and client = ?2)
                 on conflict do nothing",
            )
            .bind(document)
            .bind(client)
            .bind(guest)
            .execute(connection)
            .await?;
        }
    }
    Ok(())
}

/// Puts `snapshot` in the place of the `rows` updates up to and including `through`, and keeps what lists show.
///
/// The snapshot's maker says how many updates it holds. Were there others up to `through` (a second process wrote
/// to the file), they would be lost with the rows: so then it is [`Compaction::Refused`].
///
/// # Errors
/// When the file can't be written to: then nothing was changed.
pub async fn compact(
    db: &Database,
    id: DocumentId,
    through: i64,
    rows: u64,
    snapshot: &[u8],
    summary: &Summary,
) -> Result<Compaction, StoreError> {
    let summary = rows::summary_text(summary)?;
    let document = id.to_string();
    let mut changes = db.change().await?;
    let connection = changes.connection();
    let (present, known): (i64, bool) = sqlx::query_as(
        "select (select count(*) from document_update where document = ?1 and seq <= ?2),
                exists (select 1 from document where id = ?1)
                and not exists (select 1 from document_snapshot where document = ?1 and through > ?2)",
    )
    .bind(&document)
    .bind(through)
    .fetch_one(&mut *connection)
    .await?;
    if !known || u64::try_from(present) != Ok(rows) {
        return Ok(Compaction::Refused);
    }
    sqlx::query(
        "insert into document_snapshot (document, through, bytes, created_at) values (?, ?, ?, ?)
         on conflict (document) do update
         set through = excluded.through, bytes = excluded.bytes, created_at = excluded.created_at",
    )
    .bind(&document)
    .bind(through)
    .bind(snapshot)
    .bind(rows::now())
    .execute(&mut *connection)
    .await?;
    sqlx::query("delete from document_update where document = ? and seq <= ?")
        .bind(&document)
        .bind(through)
        .execute(&mut *connection)
        .await?;
    sqlx::query("update document set summary = ? where id = ?").bind(&summary).bind(&document).execute(&mut *connection).await?;
    changes.commit().await?;
    Ok(Compaction::Done)
}
