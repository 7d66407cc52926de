//! How connections are opened, and when one is thrown away.
//!
//! SQLite may end a transaction by itself: when there is no room for a commit, it has rolled back before it says so. sqlx
//! counts the statements that worked (sqlx-sqlite 0.9, `connection/worker.rs`): its own `rollback` finds nothing to roll back,
//! fails, and the count stays at one. From then on that connection refuses every `begin immediate`
//! (`InvalidSavePointStatement`), and with plain `begin` makes savepoints in a transaction that never ends. So a connection
//! goes back only when both sides agree that no transaction is open; any other is closed, and the next one who asks gets a new one.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use sqlx::Connection;
use sqlx_sqlite::{SqliteConnectOptions, SqliteConnection, SqlitePool, SqlitePoolOptions};

/// Connections that read. In WAL mode they never wait for the writer, nor it for them; more than the machine has cores
/// would only queue elsewhere.
const READERS: u32 = 4;

/// How long a request waits for a connection before it gives up: beyond this the machine is not keeping up anyway.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(10);

/// What SQLite says about the transaction on the only connection that writes.
#[derive(Debug, Default)]
pub(crate) struct Watch {
    /// The number of the transaction under way; 0 while there is none, or it is being given up on purpose.
    current: AtomicU64,
    /// The last number given.
    last: AtomicU64,
    /// SQLite ended a transaction that nobody had given up.
    lost: AtomicBool,
}

impl Watch {
    /// A transaction has begun.
    pub(crate) fn begun(self: &Arc<Self>) -> Begun {
        let number = self.last.fetch_add(1, Ordering::SeqCst) + 1;
        self.current.store(number, Ordering::SeqCst);
        Begun { watch: self.clone(), number }
    }

    fn rolled_back(&self) {
        if self.current.load(Ordering::SeqCst) != 0 {
            self.lost.store(true, Ordering::SeqCst);
        }
    }

    fn is_lost(&self) -> bool {
        self.lost.load(Ordering::SeqCst)
    }

    fn new_connection(&self) {
        self.current.store(0, Ordering::SeqCst);
        self.lost.store(false, Ordering::SeqCst);
    }
}

/// A transaction under way. When this is dropped, rolling back is what is wanted.
#[derive(Debug)]
pub(crate) struct Begun {
    watch: Arc<Watch>,
    number: u64,
}

impl Drop for Begun {
    fn drop(&mut self) {
        // Of another's transaction, which may have begun since, nothing is known here.
        let _ = self.watch.current.compare_exchange(self.number, 0, Ordering::SeqCst, Ordering::SeqCst);
    }
}

/// The only connection that writes.
pub(crate) async fn writer(options: SqliteConnectOptions, watch: &Arc<Watch>) -> Result<SqlitePool, sqlx::Error> {
    let (opened, released) = (watch.clone(), watch.clone());
    pool()
        .max_connections(1)
        .after_connect(move |connection, _| watched(connection, opened.clone()))
        .after_release(move |connection, _| {
            let watch = released.clone();
            Box::pin(async move { Ok(at_rest(connection).await? && !watch.is_lost()) })
        })
        .connect_with(options)
        .await
}

/// Connections on which SQLite refuses to write.
pub(crate) async fn readers(options: SqliteConnectOptions) -> Result<SqlitePool, sqlx::Error> {
    pool().max_connections(READERS).after_release(|connection, _| Box::pin(at_rest(connection))).connect_with(options).await
}

/// They stay open: whoever has a connection needs nothing more of a full disk to read.
fn pool() -> SqlitePoolOptions {
    SqlitePoolOptions::new().acquire_timeout(ACQUIRE_TIMEOUT).test_before_acquire(false).idle_timeout(None).max_lifetime(None)
}

/// Once SQLite has ended a transaction, every further statement would be a transaction of its own, and half of what belongs
/// together would be kept: so nothing more is committed on that connection.
fn watched(connection: &mut SqliteConnection, watch: Arc<Watch>) -> Pin<Box<dyn Future<Output = Result<(), sqlx::Error>> + Send + '_>> {
    Box::pin(async move {
        watch.new_connection();
        let committing = watch.clone();
        let mut handle = connection.lock_handle().await?;
        handle.set_rollback_hook(move || watch.rolled_back());
        handle.set_commit_hook(move || !committing.is_lost());
        Ok(())
    })
}

/// Whether no transaction is open as far as sqlx knows, after everything that was still to be done on it.
async fn at_rest(connection: &mut SqliteConnection) -> Result<bool, sqlx::Error> {
    // A rollback that was only asked for has been done, or has failed, when this is answered.
    connection.ping().await?;
    Ok(!connection.is_in_transaction())
}

#[cfg(test)]
mod tests {
    use crate::database::{Changes, Database};
    use crate::error::StoreError;
    use crate::error::disk_error::DiskError;

    async fn database() -> (tempfile::TempDir, Database) {
        let folder = tempfile::tempdir().expect("a folder");
        let db = Database::open(&folder.path().join("own.db"), true).await.expect("a database");
        db.migrate().await.expect("a schema");
        (folder, db)
    }

    async fn set(changes: &mut Changes, key: &str, value: &str) -> Result<(), StoreError> {
        sqlx::query("insert into setting (key, value) values (?, ?)").bind(key).bind(value).execute(changes.connection()).await?;
        Ok(())
    }

    async fn keys(db: &Database) -> Vec<String> {
        let rows: Vec<(String,)> = sqlx::query_as("select key from setting order by key").fetch_all(db.readers()).await.expect("keys");
        rows.into_iter().map(|(key,)| key).collect()
    }

    /// From now on the writer's file may not grow, as on a full disk.
    async fn fill(db: &Database) {
        let mut changes = db.change().await.expect("changes");
        sqlx::query("pragma max_page_count = 1").execute(changes.connection()).await.expect("as large as it is");
        changes.commit().await.expect("nothing to keep");
    }

    #[tokio::test]
    async fn a_connection_on_which_sqlite_ended_a_transaction_is_thrown_away() {
        let (_folder, db) = database().await;
        fill(&db).await;
        let mut changes = db.change().await.expect("changes");
        set(&mut changes, "before", "1").await.expect("it fits");
        let full = set(&mut changes, "large", &"x".repeat(1 << 20)).await.expect_err("no room");
        assert_eq!(full.disk_error(), Some(DiskError::Full));
        // Whoever does not look at the error and goes on: SQLite would keep this by itself.
        let _ = set(&mut changes, "after", "2").await;
        changes.commit().await.expect_err("what it belongs to was rolled back");
        // The limit was of the connection, which is another one now.
        let mut changes = db.change().await.expect("the writer works again");
        set(&mut changes, "then", &"x".repeat(1 << 20)).await.expect("there is room");
        changes.commit().await.expect("kept");
        assert_eq!(keys(&db).await, ["then"]);
    }

    #[tokio::test]
    async fn changes_that_are_given_up_cost_no_connection_and_are_none() {
        let (_folder, db) = database().await;
        let mut changes = db.change().await.expect("changes");
        sqlx::query("create temp table mine (number integer)").execute(changes.connection()).await.expect("of this connection");
        changes.commit().await.expect("kept");
        for _ in 0..3 {
            let mut changes = db.change().await.expect("changes");
            set(&mut changes, "gone", "1").await.expect("a row");
            set(&mut changes, "gone", "1").await.expect_err("twice");
        }
        let mut changes = db.change().await.expect("changes");
        sqlx::query("insert into mine values (1)").execute(changes.connection()).await.expect("the same connection");
        set(&mut changes, "kept", "1").await.expect("a row");
        changes.commit().await.expect("kept");
        assert_eq!(keys(&db).await, ["kept"]);
    }
}
