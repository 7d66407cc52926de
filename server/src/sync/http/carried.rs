//! One session without a WebSocket, as its requests see it.

use std::convert::Infallible;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::extract::ws::Message;
use futures_util::stream::BoxStream;
use futures_util::{Sink, StreamExt};
use model::ids::{AuthorId, DocumentId};
use model::live::protocol::Batch;
use tokio::sync::MutexGuard;
use tokio::time::{Instant, sleep};
use tokio_util::sync::{CancellationToken, DropGuard};

use super::downlink::{Downlink, Reading, downlink};
use super::uplink::{Turn, Uplink, uplink};
use crate::sync::SignIn;

/// Whose a session is: its requests have to come from the same person, by the same sign-in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Owner {
    pub(super) person: AuthorId,
    pub(super) sign_in: Option<SignIn>,
}

/// See the module.
pub(super) struct HttpSession {
    document: DocumentId,
    owner: Owner,
    up: tokio::sync::Mutex<Uplink>,
    down: Arc<tokio::sync::Mutex<Downlink>>,
    /// Ends the request that reads at the moment.
    reader: Mutex<CancellationToken>,
    /// Since when no request has read.
    unread: Mutex<Option<Instant>>,
    /// How long that may be.
    patience: Duration,
    over: CancellationToken,
}

/// What the engine has of it, instead of a socket's two halves.
pub(super) struct Halves<O> {
    pub(super) incoming: BoxStream<'static, Result<Message, Infallible>>,
    pub(super) outgoing: O,
}

impl HttpSession {
    /// One that ends when nobody has read for so long.
    pub(super) fn new(document: DocumentId, owner: Owner, patience: Duration) -> (Arc<Self>, Halves<impl Sink<Message> + Send + 'static>) {
        let (up, incoming) = uplink();
        let (outgoing, down) = downlink();
        let session = Self {
            document,
            owner,
            up: tokio::sync::Mutex::new(up),
            down: Arc::new(tokio::sync::Mutex::new(down)),
            reader: Mutex::default(),
            unread: Mutex::new(Some(Instant::now())),
            patience,
            over: CancellationToken::new(),
        };
        (Arc::new(session), Halves { incoming: incoming.boxed(), outgoing })
    }

    pub(super) fn person(&self) -> AuthorId {
        self.owner.person
    }

    pub(super) fn is_of(&self, document: &str, owner: &Owner) -> bool {
        self.owner == *owner && document.parse() == Ok(self.document)
    }

    /// Waits for the batches under way. Only then is the next one read: however many are sent at once, a session costs the memory of one.
    pub(super) async fn turn(&self) -> MutexGuard<'_, Uplink> {
        self.up.lock().await
    }

    /// Takes a batch in whose turn it is; `false` when the session is over, or ends because a batch is missing.
    pub(super) async fn take_in(&self, mut up: MutexGuard<'_, Uplink>, batch: Batch) -> bool {
        match up.turn(batch.number) {
            Turn::Again => return true,
            Turn::Gap => {
                self.over.cancel();
                return false;
            }
            Turn::Next => {}
        }
        // Frames are counted (S2). Should the request be cut half-way, nobody would know which were taken in.
        let whole = self.ends_with();
        let taken = up.take_in(batch).await && !self.over.is_cancelled();
        if taken {
            whole.disarm();
        }
        taken
    }

    /// Begins to read; whoever read until now ends.
    pub(super) async fn read(self: &Arc<Self>) -> Reading {
        let replaced = CancellationToken::new();
        std::mem::replace(&mut *locked(&self.reader), replaced.clone()).cancel();
        let down = self.down.clone().lock_owned().await;
        *locked(&self.unread) = None;
        Reading::new(self.clone(), down, replaced)
    }

    /// A request reads no more.
    pub(super) fn reader_left(&self) {
        *locked(&self.unread) = Some(Instant::now());
    }

    /// The peer was told that the session ends: it has nothing more to say.
    pub(super) fn close_told(&self) {
        self.over.cancel();
    }

    /// The session ends when this is dropped.
    pub(super) fn ends_with(&self) -> DropGuard {
        self.over.clone().drop_guard()
    }

    /// Waits until nobody comes to read any more, or it is over.
    pub(super) async fn abandoned(&self) {
        let unread = async {
            loop {
                let since = *locked(&self.unread);
                let left = since.map_or(self.patience, |since| self.patience.saturating_sub(since.elapsed()));
                if left.is_zero() {
                    return;
                }
                sleep(left).await;
            }
        };
        tokio::select! {
            () = self.over.cancelled() => {}
            () = unread => {}
        }
    }
}

fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    // What these hold is changed whole or not at all.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use model::ids::PersonId;
    use tokio::time::timeout;

    use super::*;

    const SHORT: Duration = Duration::from_millis(50);
    const LONG: Duration = Duration::from_millis(300);

    #[tokio::test]
    async fn t6_a_session_that_nobody_reads_ends_and_one_that_is_read_does_not() {
        let owner = Owner { person: PersonId::generate().into(), sign_in: None };
        let (session, halves) = HttpSession::new(DocumentId::generate(), owner, SHORT);
        let reading = session.read().await;
        assert!(timeout(LONG, session.abandoned()).await.is_err(), "somebody reads");
        drop(reading);
        session.abandoned().await;
        drop(halves);
    }

    #[tokio::test]
    async fn t5_only_the_same_person_by_the_same_sign_in_finds_it() {
        let (document, person) = (DocumentId::generate(), AuthorId::from(PersonId::generate()));
        let by = |person, sign_in: &str| Owner { person, sign_in: Some(SignIn(sign_in.into())) };
        let (session, _halves) = HttpSession::new(document, by(person, "one"), SHORT);
        assert!(session.is_of(&document.to_string(), &by(person, "one")));
        assert!(!session.is_of(&document.to_string(), &by(person, "two")));
        assert!(!session.is_of(&document.to_string(), &Owner { person, sign_in: None }));
        assert!(!session.is_of(&document.to_string(), &by(PersonId::generate().into(), "one")));
        assert!(!session.is_of(&DocumentId::generate().to_string(), &by(person, "one")));
    }
}
