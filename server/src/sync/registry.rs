//! Which rooms are loaded, and what they all share.

use std::collections::HashMap;
use std::panic::AssertUnwindSafe;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use futures_util::FutureExt;
use model::ids::DocumentId;
use model::live::protocol::CloseCode;
use store::Database;
use tokio::sync::mpsc;
use tokio_util::task::TaskTracker;

use super::clock::Clock;
use super::directory::{Directory, Generation};
use super::limits::MAILBOX;
use super::outbound::Outbound;
use super::room::SessionId;
use super::task::{self, Message};
use super::upgrade::SignIn;
use super::writer::Work;

/// Everything the rooms and sockets of one process share.
pub(super) struct Registry {
    pub(super) database: Database,
    pub(super) writer: mpsc::Sender<Work>,
    pub(super) clock: Clock,
    /// The one origin that may connect although it is not the host's own, for servers behind a proxy.
    pub(super) public_origin: Option<String>,
    /// Held for a few instructions at a time, never across an await.
    directory: Mutex<Directory<mpsc::Sender<Message>>>,
    /// Each sign-in's sockets. Entries whose socket has gone are cleared when the sign-in's next one comes.
    sign_ins: Mutex<HashMap<SignIn, Vec<OpenSocket>>>,
    last_session: AtomicU64,
    closing: AtomicBool,
    /// The rooms' tasks.
    pub(super) rooms: TaskTracker,
}

/// A socket of a sign-in, and what it was let in for.
#[derive(Clone)]
pub(super) struct OpenSocket {
    /// Its queue, through which it can be closed.
    pub(super) outbound: Weak<Outbound>,
    pub(super) document: DocumentId,
    pub(super) may_write: bool,
    /// Whether its rights were looked at since it was let in (X13).
    asked: bool,
}

impl OpenSocket {
    pub(super) fn new(outbound: &Arc<Outbound>, document: DocumentId, may_write: bool) -> Self {
        Self { outbound: Arc::downgrade(outbound), document, may_write, asked: false }
    }

    fn is_of(&self, outbound: &Arc<Outbound>) -> bool {
        self.outbound.as_ptr() == Arc::as_ptr(outbound)
    }
}

/// A socket's seat in a room.
pub(super) struct Seat {
    pub(super) room: mpsc::Sender<Message>,
    pub(super) session: SessionId,
    document: DocumentId,
    generation: Generation,
    registry: Arc<Registry>,
}

impl Drop for Seat {
    fn drop(&mut self) {
        locked(&self.registry.directory).leave(self.document, self.generation);
    }
}

impl Registry {
    pub(super) fn new(database: Database, writer: mpsc::Sender<Work>, public_origin: Option<String>) -> Self {
        Self {
            database,
            writer,
            clock: Clock::start(),
            public_origin,
            directory: Mutex::default(),
            sign_ins: Mutex::default(),
            last_session: AtomicU64::new(0),
            closing: AtomicBool::new(false),
            rooms: TaskTracker::new(),
        }
    }

    /// A seat in a document's room. If there is no room yet, it exists from now on, and its task loads it (L1).
    pub(super) fn join(self: &Arc<Self>, document: DocumentId) -> Seat {
        let mut directory = locked(&self.directory);
        // The number is drawn under the lock, so that a room's sessions are numbered in the order of their joining.
        let session = SessionId(self.last_session.fetch_add(1, Ordering::Relaxed));
        let mut mailbox = None;
        let joined = directory.join(document, |_| {
            let (sender, receiver) = mpsc::channel(MAILBOX);
            mailbox = Some(receiver);
            sender
        });
        drop(directory);
        if let Some(mailbox) = mailbox {
            let (registry, generation) = (self.clone(), joined.generation);
            self.rooms.spawn(async move {
                let room = task::run(registry.clone(), document, generation, mailbox);
                // L6: a room's own panics end in its task. Should that panic itself, the next joiner must not find what is left of it.
                if AssertUnwindSafe(room).catch_unwind().await.is_err() {
                    registry.remove(document, generation);
                }
            });
        }
        Seat { room: joined.handle, session, document, generation: joined.generation, registry: self.clone() }
    }

    /// A room asks to go: whether it may (L4).
    pub(super) fn retire(&self, document: DocumentId, generation: Generation) -> bool {
        // At a shutdown nobody comes any more, and sockets that are slow to close need no room.
        self.is_closing() || locked(&self.directory).retire(document, generation)
    }

    /// A room has gone.
    pub(super) fn remove(&self, document: DocumentId, generation: Generation) {
        locked(&self.directory).remove(document, generation);
    }

    /// How many rooms are loaded.
    pub(super) fn loaded_rooms(&self) -> usize {
        locked(&self.directory).len()
    }

    /// Remembers a socket of a sign-in.
    pub(super) fn signed_in(&self, sign_in: SignIn, socket: OpenSocket) {
        let mut sign_ins = locked(&self.sign_ins);
        let sockets = sign_ins.entry(sign_in).or_default();
        sockets.retain(|socket| socket.outbound.strong_count() > 0);
        sockets.push(socket);
    }

    /// Whether anybody is connected.
    pub(super) fn has_sockets(&self) -> bool {
        !locked(&self.sign_ins).is_empty()
    }

    /// The sockets whose rights are to be looked at: of everybody, or of those who have come since that was last done.
    pub(super) fn sockets_to_ask(&self, everybody: bool) -> Vec<(SignIn, Vec<OpenSocket>)> {
        let wanted = |sockets: &[OpenSocket]| sockets.iter().filter(|socket| everybody || !socket.asked).cloned().collect::<Vec<_>>();
        let sign_ins = locked(&self.sign_ins);
        let all = sign_ins.iter().map(|(sign_in, sockets)| (sign_in.clone(), wanted(sockets)));
        all.filter(|(_, sockets)| !sockets.is_empty()).collect()
    }

    /// A socket's rights were looked at.
    pub(super) fn asked(&self, sign_in: &SignIn, outbound: &Arc<Outbound>) {
        let mut sign_ins = locked(&self.sign_ins);
        if let Some(socket) = sign_ins.get_mut(sign_in).and_then(|sockets| sockets.iter_mut().find(|socket| socket.is_of(outbound))) {
            socket.asked = true;
        }
    }

    /// Forgets a socket of a sign-in, and with the last one the sign-in.
    pub(super) fn socket_closed(&self, sign_in: &SignIn, outbound: &Arc<Outbound>) {
        let mut sign_ins = locked(&self.sign_ins);
        if let Some(sockets) = sign_ins.get_mut(sign_in) {
            sockets.retain(|socket| socket.outbound.strong_count() > 0 && !socket.is_of(outbound));
            if sockets.is_empty() {
                sign_ins.remove(sign_in);
            }
        }
    }

    /// Closes every socket of a sign-in.
    pub(super) fn sign_out(&self, sign_in: &SignIn) {
        for socket in locked(&self.sign_ins).remove(sign_in).unwrap_or_default() {
            if let Some(outbound) = socket.outbound.upgrade() {
                outbound.close(CloseCode::SignedOut);
            }
        }
    }

    /// From now on nobody is let in.
    pub(super) fn close(&self) -> Vec<mpsc::Sender<Message>> {
        self.closing.store(true, Ordering::Release);
        locked(&self.directory).handles().cloned().collect()
    }

    /// Whether the process is stopping.
    pub(super) fn is_closing(&self) -> bool {
        self.closing.load(Ordering::Acquire)
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // What these hold is changed whole or not at all.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
