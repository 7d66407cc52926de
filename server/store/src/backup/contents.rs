//! What is in a database file, and whether it is sound.

use std::fs;
use std::path::Path;
use std::time::Duration;

use chrono::{DateTime, Utc};
use sqlx::{ConnectOptions, Connection};
use sqlx_sqlite::{SqliteConnectOptions, SqliteConnection};

use super::BackupError;
use crate::database::migrations;
use crate::error::{self, StoreError};

/// How long copying waits for whoever holds the whole file.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// What a file holds, for whoever wants to know whether it is the right one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    /// How many documents.
    pub documents: u64,
    /// How many people have or had an account.
    pub people: u64,
    /// When somebody last edited a document.
    pub edited_at: Option<DateTime<Utc>>,
    /// The size of the file, in bytes.
    pub bytes: u64,
}

/// Opens a file and looks through all of it.
pub(super) async fn look_at(path: &Path) -> Result<Contents, BackupError> {
    let unsound = |what: String| BackupError::Unsound { path: path.to_owned(), what };
    let wrong = |error: sqlx::Error| unsound(error::words(&error));
    let mut connection = open(path, true).await.map_err(wrong)?;
    let tables: (i64,) = sqlx::query_as("select count(*) from sqlite_schema where name in ('_sqlx_migrations', 'document', 'person')")
        .fetch_one(&mut connection)
        .await
        .map_err(wrong)?;
    if tables.0 != 3 {
        return Err(unsound("it is no database of Twilight".to_owned()));
    }
    let steps: Vec<(i64, bool)> =
        sqlx::query_as("select version, success from _sqlx_migrations").fetch_all(&mut connection).await.map_err(wrong)?;
    let known = migrations::migrator();
    for (step, whole) in steps {
        if !whole {
            return Err(unsound(format!("step {step} of its schema was never finished")));
        }
        if !known.version_exists(step) {
            return Err(unsound(StoreError::Newer(step).to_string()));
        }
    }
    let sound: Vec<(String,)> = sqlx::query_as("pragma integrity_check(10)").fetch_all(&mut connection).await.map_err(wrong)?;
    if sound.iter().any(|(line,)| line != "ok") {
        // One finding may have several lines, and whoever asked is told in one.
        let lines: Vec<&str> = sound.iter().flat_map(|(finding,)| finding.lines()).collect();
        return Err(unsound(format!("it is damaged ({})", lines.join("; "))));
    }
    let contents = count(&mut connection).await.map_err(wrong)?;
    connection.close().await.map_err(wrong)?;
    Ok(Contents { bytes: fs::metadata(path).map_or(0, |data| data.len()), ..contents })
}

pub(super) async fn open(path: &Path, sole: bool) -> Result<SqliteConnection, sqlx::Error> {
    let options = SqliteConnectOptions::new().filename(path).create_if_missing(false).busy_timeout(BUSY_TIMEOUT);
    // What nobody else has is looked at without files beside it.
    let options = if sole { options.pragma("locking_mode", "exclusive") } else { options };
    options.connect().await
}

pub(super) async fn count(connection: &mut SqliteConnection) -> Result<Contents, sqlx::Error> {
    let (documents, people, edited): (i64, i64, Option<i64>) =
        sqlx::query_as("select (select count(*) from document), (select count(*) from person), (select max(edited_at) from document)")
            .fetch_one(connection)
            .await?;
    let edited_at = edited.and_then(DateTime::from_timestamp_millis);
    Ok(Contents { documents: documents.unsigned_abs(), people: people.unsigned_abs(), edited_at, bytes: 0 })
}
