//! The file, and the connections to it: one that writes, a few that read.

mod connections;
pub(crate) mod journal;
pub(crate) mod lock;
pub(crate) mod migrations;
pub(crate) mod rows;
mod writing;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use sqlx::Transaction;
use sqlx_sqlite::{Sqlite, SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePool, SqliteSynchronous};

use connections::{Begun, Watch};
use writing::Writing;

use crate::error::StoreError;

/// How long a statement waits for another process (a backup, the `sqlite3` shell) to let go of the file.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// An open database. Clones share the same connections.
#[derive(Clone, Debug)]
pub struct Database {
    /// The only connection that writes: SQLite allows one writer at a time, so they queue here, fairly, and not in its locks.
    writer: SqlitePool,
    /// Connections on which SQLite refuses to write.
    readers: SqlitePool,
    /// What SQLite says about the transaction that writes.
    watch: Arc<Watch>,
    /// Whether writing works.
    writing: Writing,
}

impl Database {
    /// Opens the file at `path`; with `create`, makes it when there is none. The schema is left as it is: see [`Database::migrate`].
    ///
    /// # Errors
    /// [`StoreError::NoFile`] without a file, [`StoreError::Open`] when it is not a database or may not be written to.
    pub async fn open(path: &Path, create: bool) -> Result<Self, StoreError> {
        if !create && !path.exists() {
            return Err(StoreError::NoFile(path.to_owned()));
        }
        let wrong = |source| StoreError::Open { path: path.to_owned(), source };
        if create {
            create_private(path).map_err(|error| wrong(sqlx::Error::Io(error)))?;
        }
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(create)
            .journal_mode(SqliteJournalMode::Wal)
            // A commit returns after fsync: "saved" on a screen means just that.
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            // What is erased is overwritten: a link that let somebody in is not to be found in the file afterwards.
            .pragma("secure_delete", "on")
            // What a large list is sorted in must not need a disk that has no room.
            .pragma("temp_store", "memory")
            .busy_timeout(BUSY_TIMEOUT);
        let watch = Arc::default();
        let writer = connections::writer(options.clone(), &watch).await.map_err(wrong)?;
        let reading = options.create_if_missing(false).pragma("query_only", "on");
        let readers = connections::readers(reading).await.map_err(wrong)?;
        Ok(Self { writer, readers, watch, writing: Writing::default() })
    }

    /// Brings the schema up to date. Migrations only ever go forward, and each is applied once.
    ///
    /// # Errors
    /// When the file can't be written to, a migration fails, or the file was made by a newer version
    /// ([`StoreError::Newer`]): then it is as it was.
    pub async fn migrate(&self) -> Result<(), StoreError> {
        // A file that may only be read says so here, and not in the middle of a step.
        drop(self.change().await?);
        Ok(migrations::migrator().run(&self.writer).await?)
    }

    /// The file it is in.
    pub fn file(&self) -> PathBuf {
        self.writer.connect_options().get_filename().to_owned()
    }

    /// Whether the file can be read.
    ///
    /// # Errors
    /// When it can't.
    pub async fn ping(&self) -> Result<(), StoreError> {
        sqlx::query("select count(*) from sqlite_schema").execute(&self.readers).await?;
        Ok(())
    }

    /// Whether something can be kept: writes one row, as everything else is written.
    ///
    /// # Errors
    /// When it can't.
    pub async fn try_writing(&self) -> Result<(), StoreError> {
        let mut changes = self.change().await?;
        let written =
            sqlx::query("insert into setting (key, value) values ('heartbeat', ?) on conflict (key) do update set value = excluded.value")
                .bind(rows::now().to_string())
                .execute(changes.connection())
                .await
                .map_err(StoreError::from);
        if let Err(error) = written {
            self.writing.failed(&error);
            return Err(error);
        }
        changes.commit().await
    }

    /// Begins a transaction that writes. Others wait until it is committed or dropped, so nothing slow belongs in it.
    ///
    /// # Errors
    /// When another process holds the file for longer than five seconds.
    pub async fn change(&self) -> Result<Changes, StoreError> {
        // Immediate: a transaction that begins by reading could otherwise fail at its first write.
        match self.writer.begin_with("begin immediate").await {
            Ok(transaction) => Ok(Changes { begun: self.watch.begun(), transaction, writing: self.writing.clone() }),
            Err(error) => {
                let error = error.into();
                self.writing.failed(&error);
                Err(error)
            }
        }
    }

    /// Waits for what is under way, folds the log into the file and closes it. Nothing can be read or written afterwards.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }

    /// Where single reads go.
    pub(crate) fn readers(&self) -> &SqlitePool {
        &self.readers
    }

    /// A transaction that reads: every query in it sees the same moment.
    pub(crate) async fn view(&self) -> Result<Transaction<'static, Sqlite>, StoreError> {
        Ok(self.readers.begin().await?)
    }
}

/// Makes an empty file, which to SQLite is an empty database, that only its owner may read: people are in it. SQLite
/// gives the files beside it the same permissions. A file that is there is left as it is.
fn create_private(path: &Path) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}

/// Changes that are all kept or, when this is dropped before [`Changes::commit`], none of them.
#[derive(Debug)]
pub struct Changes {
    // First, so that it is dropped before the transaction is rolled back: that is wanted then.
    begun: Begun,
    transaction: Transaction<'static, Sqlite>,
    writing: Writing,
}

impl Changes {
    /// Keeps the changes: they are on the disk when this returns.
    ///
    /// # Errors
    /// When they could not be kept, for instance on a full disk; then none of them is.
    pub async fn commit(self) -> Result<(), StoreError> {
        let Self { begun, transaction, writing } = self;
        let kept = transaction.commit().await.map_err(StoreError::from);
        drop(begun);
        match &kept {
            Ok(()) => writing.worked(),
            Err(error) => writing.failed(error),
        }
        kept
    }

    pub(crate) fn connection(&mut self) -> &mut SqliteConnection {
        &mut self.transaction
    }
}
