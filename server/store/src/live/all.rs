//! Every document row by row, for looking whether all of them can be read.

use model::documents::Kind;
use serde::Deserialize;

use crate::database::Database;
use crate::database::rows;
use crate::error::StoreError;

/// One row of a document, as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its sequence number; `None` for the snapshot, which comes first.
    pub seq: Option<i64>,
    /// The update, Yjs encoding version 1.
    pub bytes: Vec<u8>,
}

/// A document as it stands in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    pub id: String,
    pub kind: Kind,
    /// What lists show as its title.
    pub title: String,
}

/// What the summaries of all kinds have.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Titled {
    title: String,
}

/// All documents, oldest first.
///
/// # Errors
/// When the file can't be read.
pub async fn all(db: &Database) -> Result<Vec<Listed>, StoreError> {
    let all: Vec<(String, String, String)> =
        sqlx::query_as("select id, kind, summary from document order by id").fetch_all(db.readers()).await?;
    all.into_iter()
        .map(|(id, kind, summary)| Ok(Listed { id, kind: rows::kind(&kind)?, title: rows::summary::<Titled>(&summary).title }))
        .collect()
}

/// What a document of this id is made of, in order.
///
/// # Errors
/// When the file can't be read.
pub async fn rows(db: &Database, id: &str) -> Result<Vec<Row>, StoreError> {
    let mut view = db.view().await?;
    let snapshot: Option<(Vec<u8>,)> =
        sqlx::query_as("select bytes from document_snapshot where document = ?").bind(id).fetch_optional(&mut *view).await?;
    let updates: Vec<(i64, Vec<u8>)> =
        sqlx::query_as("select seq, bytes from document_update where document = ? order by seq").bind(id).fetch_all(&mut *view).await?;
    let updates = updates.into_iter().map(|(seq, bytes)| Row { seq: Some(seq), bytes });
    Ok(snapshot.map(|(bytes,)| Row { seq: None, bytes }).into_iter().chain(updates).collect())
}
