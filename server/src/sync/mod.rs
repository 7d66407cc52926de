//! The sync engine: live documents over WebSockets, kept in the database. `docs/SYNC.md` numbers its rules.
//!
//! The core is pure: [`room`] decides everything about one document, [`directory`] which rooms there are.
//! Round them lies the rim: sockets (`upgrade`, `session`, `outbound`), a room's loop and clock (`task`, `clock`), the disk (`writer`).

mod clock;
pub mod directory;
pub mod limits;
mod outbound;
mod registry;
pub mod room;
mod session;
mod task;
mod upgrade;
mod writer;

use std::sync::Arc;

use axum::Router;
use axum::routing::get;
use store::Database;
use tokio::sync::mpsc;
use tokio::task::AbortHandle;
use tokio::time::timeout;

pub use upgrade::SignIn;

use limits::{SHUTDOWN_GRACE, WRITER_QUEUE};
use registry::Registry;
use task::Mail;

/// The engine of one process. Clones are handles to the same one.
#[derive(Clone)]
pub struct Sync {
    registry: Arc<Registry>,
    writing: AbortHandle,
}

impl Sync {
    /// Starts the engine on a database. Only pages of the host that is asked may connect.
    pub fn start(database: Database) -> Self {
        Self::start_behind(database, None)
    }

    /// Starts the engine behind a proxy: pages of this origin may connect too.
    pub fn start_behind(database: Database, public_origin: Option<String>) -> Self {
        let (writer, work) = mpsc::channel(WRITER_QUEUE);
        let writing = tokio::spawn(writer::run(database.clone(), work)).abort_handle();
        Self { registry: Arc::new(Registry::new(database, writer, public_origin)), writing }
    }

    /// The route of live documents. Requests carry an [`axum::Extension`] of [`model::roles::Actor`], and of [`SignIn`] if there is one.
    pub fn router<S: Clone + Send + std::marker::Sync + 'static>(&self) -> Router<S> {
        Router::new().route("/sync/{document}", get(upgrade::connect)).with_state(self.clone())
    }

    /// How many rooms are loaded.
    pub fn loaded_rooms(&self) -> usize {
        self.registry.loaded_rooms()
    }

    /// Whether the one task that writes documents runs. Without it nothing that is typed is saved.
    pub fn is_writing(&self) -> bool {
        !self.writing.is_finished()
    }

    /// Somebody signed out: closes the sockets of that sign-in.
    pub fn sign_out(&self, sign_in: &SignIn) {
        self.registry.sign_out(sign_in);
    }

    /// L5: saves every room, closes every socket, and returns when that is done, or has taken too long.
    pub async fn shutdown(&self) {
        for room in self.registry.close() {
            let _ = room.send(Mail::Shutdown).await;
        }
        self.registry.rooms.close();
        if timeout(SHUTDOWN_GRACE, self.registry.rooms.wait()).await.is_err() {
            tracing::error!(rooms = self.loaded_rooms(), "stopped before every room was saved; its people still have what they typed");
        }
    }
}
