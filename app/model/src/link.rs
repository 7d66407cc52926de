//! The client's half of syncing, as a pure state machine: what to send, what to keep on the device, and what is truly saved.
//!
//! The caller brings the socket, the device's store and the clock, hands in what happens, and carries out the [`Do`]s it is given in
//! their order. `docs/SYNC.md` numbers the rules (C1 …); the simulator runs this very code against the server's room.

mod retry;
mod save_state;

use crate::protocol::{AwarenessEntry, AwarenessUpdate, CloseCode, Message};
use crate::replica::{Malformed, Replica};

use retry::Retry;
pub use save_state::SaveState;

/// Milliseconds on the caller's clock.
pub type Millis = u64;

/// A connection on which nothing was heard for so long is given up (C5). The server answers every ping.
pub const SILENCE: Millis = 25_000;
/// How often the client asks whether the server is there (C5).
pub const PING_EVERY: Millis = 10_000;
/// How often presence is told again though nothing changed: Yjs clients forget a silent colleague after 30 seconds (C6).
pub const PRESENCE_EVERY: Millis = 15_000;
/// Presence is told at most this often while somebody types (C6).
pub const PRESENCE_AT_MOST: Millis = 60;
/// An update that is not acknowledged after this long is not called "saving" any more (C4).
pub const SAVING_AT_MOST: Millis = 10_000;

/// Names one unacknowledged update in the device's store; it grows with every update.
pub type PendingKey = u64;

/// What the caller is to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Do {
    /// Open a connection.
    Connect,
    /// Close the connection: it is dead. The caller hands in no `closed` for it.
    Drop,
    /// Send a frame on the open connection.
    Send(Vec<u8>),
    /// Write an update of one's own to the device's store, then call [`Link::kept`] or [`Link::not_kept`].
    Keep(PendingKey, Vec<u8>),
    /// Remove these from the device's store: they are in the server's file.
    Forget(Vec<PendingKey>),
    /// The document has changed: show it.
    Show,
    /// Colleagues' presence has changed.
    ShowPresence(AwarenessUpdate),
}

/// One update of our own that the server has not acknowledged.
#[derive(Clone, Debug)]
struct Pending {
    key: PendingKey,
    /// It is in the device's store.
    kept: bool,
    /// The document frame of this connection that carries it.
    frame: Option<u64>,
    since: Millis,
}

/// Where the connection stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    /// There is none; it is tried again in time, unless refused.
    Apart,
    /// One is being opened.
    Connecting,
    /// It is open, but the server has not said what it has: edits wait for the SyncStep2 that answers this.
    Open,
    /// Edits are sent as they are made.
    Joined,
}

/// The client's half of one document's connection.
#[derive(Debug)]
pub struct Link {
    phase: Phase,
    retry: Retry,
    /// Document frames (SyncStep2 and Update) sent on this connection.
    frames: u64,
    pending: Vec<Pending>,
    next_key: PendingKey,
    /// The device's store has failed once: promise nothing of it.
    store_failed: bool,
    /// The server said that it can't save.
    server_unsaved: bool,
    /// Everything the server had when we joined is here.
    synced: bool,
    saved_at: Option<u64>,
    heard: Millis,
    pinged: Millis,
    presence: Option<String>,
    presence_clock: u64,
    presence_due: bool,
    presence_sent: Millis,
}

impl Link {
    /// A link that has not connected yet. Keys of pending updates count up from `first_key`: draw it at random (below 2^52), so that
    /// two pages of one person never give two updates the same key in the device's store they share.
    pub fn new(first_key: PendingKey) -> Self {
        Self {
            phase: Phase::Apart,
            retry: Retry::default(),
            frames: 0,
            pending: Vec::new(),
            next_key: first_key,
            store_failed: false,
            server_unsaved: false,
            synced: false,
            saved_at: None,
            heard: 0,
            pinged: 0,
            presence: None,
            presence_clock: 0,
            presence_due: false,
            presence_sent: 0,
        }
    }

    /// An update of our own was made (and is in the replica already).
    pub fn edited(&mut self, update: Vec<u8>, now: Millis, todo: &mut Vec<Do>) {
        let key = self.next_key;
        self.next_key += 1;
        let frame = self.send_update(&update, todo);
        self.pending.push(Pending { key, kept: false, frame, since: now });
        todo.push(Do::Keep(key, update));
    }

    /// Updates of an earlier page were found in the device's store (C3): they count as unacknowledged until the server says otherwise.
    /// Updates that can't be read are left in the store untouched.
    pub fn found(&mut self, kept: Vec<(PendingKey, Vec<u8>)>, replica: &mut Replica, now: Millis, todo: &mut Vec<Do>) {
        for (key, update) in kept {
            if replica.apply(&update).is_err() {
                continue;
            }
            let frame = self.send_update(&update, todo);
            self.pending.push(Pending { key, kept: true, frame, since: now });
        }
        todo.push(Do::Show);
    }

    /// The device's store has this update.
    pub fn kept(&mut self, key: PendingKey, todo: &mut Vec<Do>) {
        match self.pending.iter_mut().find(|pending| pending.key == key) {
            Some(pending) => pending.kept = true,
            // Acknowledged while the store was still writing: it may go again.
            None => todo.push(Do::Forget(vec![key])),
        }
    }

    /// The device's store can't keep anything.
    pub fn not_kept(&mut self) {
        self.store_failed = true;
    }

    /// The connection is open.
    pub fn opened(&mut self, replica: &Replica, now: Millis, todo: &mut Vec<Do>) {
        self.phase = Phase::Open;
        self.frames = 0;
        self.heard = now;
        self.pinged = now;
        todo.push(Do::Send(Message::SyncStep1(replica.state_vector()).encode()));
        self.send_presence(replica, now, todo);
    }

    /// A frame came.
    ///
    /// # Errors
    /// When it is not of the protocol: the caller closes the connection and calls [`Link::closed`].
    pub fn received(&mut self, frame: &[u8], replica: &mut Replica, now: Millis, todo: &mut Vec<Do>) -> Result<(), Malformed> {
        self.heard = now;
        let messages = Message::decode_frame(frame).map_err(|error| Malformed::new(&error))?;
        for message in messages {
            match message {
                Message::SyncStep1(state) => self.join(&state, replica, todo)?,
                Message::SyncStep2(update) => {
                    self.synced = true;
                    self.retry.succeeded();
                    take_in(&update, replica, todo)?;
                }
                Message::Update(update) => take_in(&update, replica, todo)?,
                Message::Awareness(body) => {
                    let update = AwarenessUpdate::decode(&body).map_err(|error| Malformed::new(&error))?;
                    todo.push(Do::ShowPresence(update));
                }
                Message::QueryAwareness => self.send_presence(replica, now, todo),
                Message::Saved { frames, at } => self.acknowledged(frames, at, todo),
                Message::Unsaved => self.server_unsaved = true,
                Message::Ping => todo.push(Do::Send(Message::Pong.encode())),
                Message::Pong | Message::Auth => {}
            }
        }
        Ok(())
    }

    /// The connection has ended, or could not be opened. `random` is between 0 and 1: it spreads many clients' new tries.
    pub fn closed(&mut self, code: u16, now: Millis, random: f64) {
        self.phase = Phase::Apart;
        self.synced = false;
        self.server_unsaved = false;
        for pending in &mut self.pending {
            pending.frame = None;
        }
        self.retry.failed(CloseCode::from_number(code), now, random);
    }

    /// The network seems to be back: try now rather than when it was due.
    pub fn hurry(&mut self, now: Millis) {
        self.retry.hurry(now);
    }

    /// Time has passed. Call this a few times a second.
    pub fn tick(&mut self, replica: &Replica, now: Millis, random: f64, todo: &mut Vec<Do>) {
        match self.phase {
            Phase::Apart if self.retry.is_due(now) => {
                self.phase = Phase::Connecting;
                self.heard = now;
                todo.push(Do::Connect);
            }
            Phase::Apart => {}
            _ if now.saturating_sub(self.heard) > SILENCE => {
                todo.push(Do::Drop);
                self.closed(CloseCode::TimedOut.number(), now, random);
            }
            Phase::Connecting => {}
            Phase::Open | Phase::Joined => {
                if now.saturating_sub(self.pinged) >= PING_EVERY {
                    self.pinged = now;
                    todo.push(Do::Send(Message::Ping.encode()));
                }
                let since = now.saturating_sub(self.presence_sent);
                if since >= PRESENCE_EVERY || (self.presence_due && since >= PRESENCE_AT_MOST) {
                    self.send_presence(replica, now, todo);
                }
            }
        }
    }

    /// Where we are has changed; `state` is a [`crate::presence::Presence`] as JSON.
    pub fn set_presence(&mut self, state: String, replica: &Replica, now: Millis, todo: &mut Vec<Do>) {
        if self.presence.as_ref() == Some(&state) {
            return;
        }
        self.presence = Some(state);
        self.presence_due = true;
        let joined = matches!(self.phase, Phase::Open | Phase::Joined);
        if joined && now.saturating_sub(self.presence_sent) >= PRESENCE_AT_MOST {
            self.send_presence(replica, now, todo);
        }
    }

    /// The truth about what was typed here (C4).
    pub fn save_state(&self, now: Millis) -> SaveState {
        let connected = self.phase == Phase::Joined && self.synced;
        let Some(oldest) = self.pending.first() else {
            return match (connected, self.retry.refused()) {
                (true, _) => SaveState::Saved { at: self.saved_at },
                (false, Some(code)) => SaveState::Refused { code, kept: true },
                (false, None) if self.retry.is_first() => SaveState::Connecting,
                (false, None) => SaveState::Apart,
            };
        };
        let all_kept = self.pending.iter().all(|pending| pending.kept);
        if let Some(code) = self.retry.refused() {
            return SaveState::Refused { code, kept: all_kept };
        }
        let fresh = now.saturating_sub(oldest.since) < SAVING_AT_MOST;
        if fresh && (connected && !self.server_unsaved || !all_kept && !self.store_failed) {
            SaveState::Saving
        } else if all_kept {
            SaveState::KeptOnDevice
        } else {
            SaveState::NotSaved
        }
    }

    /// Whether something typed is neither in the server's file nor on this device: leaving now would lose it.
    pub fn would_lose(&self) -> bool {
        self.pending.iter().any(|pending| !pending.kept)
    }

    /// How many updates are not acknowledged.
    pub fn pending(&self) -> usize {
        self.pending.len()
    }

    /// Whether everything the server had when we joined has come.
    pub fn is_synced(&self) -> bool {
        self.synced
    }

    /// Answers the server's SyncStep1 with all it lacks; that one frame carries everything pending (C2).
    fn join(&mut self, state: &[u8], replica: &Replica, todo: &mut Vec<Do>) -> Result<(), Malformed> {
        let missing = replica.missing_from(state)?;
        self.frames += 1;
        for pending in &mut self.pending {
            pending.frame = Some(self.frames);
        }
        self.phase = Phase::Joined;
        todo.push(Do::Send(Message::SyncStep2(missing).encode()));
        Ok(())
    }

    /// Sends an update if edits are being sent; returns the frame that carries it.
    fn send_update(&mut self, update: &[u8], todo: &mut Vec<Do>) -> Option<u64> {
        if self.phase != Phase::Joined {
            return None;
        }
        self.frames += 1;
        todo.push(Do::Send(Message::Update(update.to_vec()).encode()));
        Some(self.frames)
    }

    /// The server has the first `frames` document frames of this connection in its file (C2).
    fn acknowledged(&mut self, frames: u64, at: u64, todo: &mut Vec<Do>) {
        self.server_unsaved = false;
        self.saved_at = Some(at);
        let (saved, pending) =
            std::mem::take(&mut self.pending).into_iter().partition(|p: &Pending| p.frame.is_some_and(|frame| frame <= frames));
        self.pending = pending;
        // What the store is still writing is forgotten when it says that it has it.
        let keys: Vec<PendingKey> = saved.into_iter().filter(|p| p.kept).map(|p| p.key).collect();
        if !keys.is_empty() {
            todo.push(Do::Forget(keys));
        }
    }

    fn send_presence(&mut self, replica: &Replica, now: Millis, todo: &mut Vec<Do>) {
        let Some(state) = self.presence.clone() else {
            return;
        };
        self.presence_clock += 1;
        self.presence_due = false;
        self.presence_sent = now;
        let entry = AwarenessEntry { client: replica.client(), clock: self.presence_clock, state: Some(state) };
        todo.push(Do::Send(Message::Awareness(AwarenessUpdate(vec![entry]).encode()).encode()));
    }
}

fn take_in(update: &[u8], replica: &mut Replica, todo: &mut Vec<Do>) -> Result<(), Malformed> {
    if replica.apply(update)?.news.is_some() {
        todo.push(Do::Show);
    }
    Ok(())
}

#[cfg(test)]
mod tests;
