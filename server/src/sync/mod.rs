//! The sync engine: live documents over WebSockets, kept in the database. `docs/SYNC.md` numbers its rules.
//!
//! The core is pure: [`room`] decides everything about one document, [`directory`] which rooms there are.
//! Round them lies the rim: sockets (`upgrade`, `session`, `outbound`) and what stands in for them (`http`), a room's loop and clock (`task`, `clock`), the disk (`writer`).

mod clock;
pub mod directory;
mod edit;
mod http;
pub mod limits;
mod outbound;
mod registry;
mod rights;
pub mod room;
mod session;
mod task;
mod upgrade;
mod writer;

use std::sync::Arc;

use axum::Router;
use axum::routing::get;
use store::Database;
use tokio::sync::{Mutex, mpsc};
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

pub use edit::EditError;
pub use upgrade::SignIn;

use http::OpenSessions;
use limits::{SHUTDOWN_GRACE, WRITER_QUEUE};
use registry::Registry;
use task::Message;

use crate::supervise::Tasks;

/// What the one task that writes documents is called: without it nothing that is typed is saved.
pub const WRITER: &str = "sync";
/// What the task is called that asks everybody again what they may (X13).
pub const RIGHTS: &str = "rights";

/// The engine of one process. Clones are handles to the same one.
#[derive(Clone)]
pub struct Sync {
    registry: Arc<Registry>,
    /// Sessions that no WebSocket carries.
    http: OpenSessions,
}

impl Sync {
    /// Starts the engine on a database. Only pages of the host that is asked may connect.
    pub fn start(database: Database) -> Self {
        Self::start_behind(database, None, &Tasks::default())
    }

    /// Starts the engine behind a proxy: pages of this origin may connect too. Its own tasks are among `tasks`.
    pub fn start_behind(database: Database, public_origin: Option<String>, tasks: &Tasks) -> Self {
        let (writer, work) = mpsc::channel(WRITER_QUEUE);
        let (queue, over) = (Arc::new(Mutex::new(work)), CancellationToken::new());
        let (file, written) = (database.clone(), over.clone());
        tasks.keep(WRITER, over, move || {
            let (run, written) = (writer::run(file.clone(), queue.clone()), written.clone());
            async move {
                run.await;
                // Every room has gone, and everything is written: that is its proper end.
                written.cancel();
            }
        });
        let registry = Arc::new(Registry::new(database, writer, public_origin));
        let (watched, over) = (Arc::downgrade(&registry), CancellationToken::new());
        let ended = over.clone();
        tasks.keep(RIGHTS, over, move || {
            let (watch, ended) = (rights::watch(watched.clone()), ended.clone());
            async move {
                watch.await;
                ended.cancel();
            }
        });
        Self { registry, http: OpenSessions::default() }
    }

    /// The routes of live documents. Requests carry an [`axum::Extension`] of [`model::accounts::roles::Actor`], and of [`SignIn`] if there is one.
    pub fn router<S: Clone + Send + std::marker::Sync + 'static>(&self) -> Router<S> {
        Router::new().route("/sync/{document}", get(upgrade::connect)).merge(http::routes()).with_state(self.clone())
    }

    /// How many rooms are loaded.
    pub fn loaded_rooms(&self) -> usize {
        self.registry.loaded_rooms()
    }

    /// Somebody signed out: closes the sockets of that sign-in.
    pub fn sign_out(&self, sign_in: &SignIn) {
        self.registry.sign_out(sign_in);
    }

    /// L5: saves every room, closes every socket, and returns when that is done, or has taken too long.
    pub async fn shutdown(&self) {
        for room in self.registry.close() {
            let _ = room.send(Message::Shutdown).await;
        }
        self.registry.rooms.close();
        if timeout(SHUTDOWN_GRACE, self.registry.rooms.wait()).await.is_err() {
            tracing::error!(rooms = self.loaded_rooms(), "stopped before every room was saved; its people still have what they typed");
        }
    }
}
