//! The client's half of syncing, as a pure state machine: what to send, what to keep on the device, and what is truly saved.
//!
//! The caller brings the socket, the device's store and the clock, hands in what happens, and carries out the [`Effect`]s it is given in
//! their order. `docs/SYNC.md` numbers the rules (C1 …); the simulator runs this very code against the server's room.

mod careful;
mod device;
mod keeping;
mod queue;
mod retry;
mod routing;
mod save_state;
mod transport;

use crate::live::protocol::{AwarenessEntry, AwarenessUpdate, Message};
use crate::live::replica::{Malformed, Replica, in_parts};
use crate::live::scan::Bounds;

use careful::Careful;
use device::is_void;
use keeping::Keeping;
use queue::{Pending, Queue};
use retry::Retry;
pub use save_state::SaveState;
use transport::Route;
pub use transport::Transport;

/// Milliseconds on the caller's clock, which goes on evenly: never back, and never in leaps (C10).
pub type Millis = u64;

/// A connection on which nothing was heard for so long is given up (C5). The server answers every ping.
pub const SILENCE: Millis = 25_000;
/// The same after the device has slept: the server has long given up by then, or answers at once.
const SILENCE_AWAKE: Millis = 5_000;
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

/// An update as the device's store has it.
pub type Stored = (PendingKey, Vec<u8>);

/// An update that the server would not take (C8).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAside {
    /// Its name in the device's store.
    pub key: PendingKey,
    /// As it was made.
    pub update: Vec<u8>,
}

/// What the caller is to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Open a connection.
    Connect(Transport),
    /// Open a WebSocket beside the connection, and say with [`Link::probed`] whether a frame came over it (T4).
    Probe,
    /// Close the connection: it is dead. The caller hands in no `closed` for it.
    Drop,
    /// Send a frame on the open connection.
    Send(Vec<u8>),
    /// Write an update of one's own to the device's store, then call [`Link::kept`] or [`Link::not_kept`].
    Keep(PendingKey, Vec<u8>),
    /// Put an update among those set aside in the device's store, and the bytes in its place among the others (nothing, where they are
    /// empty), both or neither; then call [`Link::kept_aside`] or [`Link::not_kept`]. The page shows [`Link::aside`].
    SetAside(SetAside, Vec<u8>),
    /// Remove these from the device's store: they are in the server's file, or say nothing.
    Forget(Vec<PendingKey>),
    /// Remove one that was set aside from the device's store.
    ForgetAside(PendingKey),
    /// Open the device's store anew (C9).
    OpenStore,
    /// The document has changed: show it.
    Show,
    /// Colleagues' presence has changed.
    ShowPresence(AwarenessUpdate),
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
    /// What is sent at once.
    part: Bounds,
    route: Route,
    /// Document frames (SyncStep2 and Update) sent on this connection.
    frames: u64,
    /// So many of them are saved.
    saved_frames: u64,
    queue: Queue,
    next_key: PendingKey,
    /// How the device's store does.
    keeping: Keeping,
    /// Whether updates go one by one.
    careful: Careful,
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
            part: Bounds::PART,
            route: Route::new(Transport::WebSocket),
            frames: 0,
            saved_frames: 0,
            queue: Queue::default(),
            next_key: first_key,
            keeping: Keeping::default(),
            careful: Careful::No,
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

    /// The same for a server that takes no more than this at once.
    pub fn in_parts_of(self, part: Bounds) -> Self {
        Self { part, ..self }
    }

    /// An update of our own was made (and is in the replica already).
    pub fn edited(&mut self, update: Vec<u8>, now: Millis, effects: &mut Vec<Effect>) {
        if is_void(&update) {
            return;
        }
        let key = self.next_key;
        self.next_key += 1;
        let frame = self.send_new(&update, effects);
        self.queue.entries.push(Pending { key, update: update.clone(), kept: false, frame, since: now });
        effects.push(Effect::Keep(key, update));
    }

    /// The connection is open.
    pub fn opened(&mut self, replica: &Replica, now: Millis, effects: &mut Vec<Effect>) {
        self.phase = Phase::Open;
        (self.frames, self.saved_frames) = (0, 0);
        self.route.opened();
        self.heard = now;
        self.pinged = now;
        effects.push(Effect::Send(Message::SyncStep1(replica.state_vector()).encode()));
        self.send_presence(replica, now, effects);
    }

    /// Takes in a frame of the server: its document goes into `replica`, what answers it into `effects`.
    ///
    /// # Errors
    /// When it is not of the protocol: the caller closes the connection and calls [`Link::closed`].
    pub fn received(&mut self, frame: &[u8], replica: &mut Replica, now: Millis, effects: &mut Vec<Effect>) -> Result<(), Malformed> {
        self.heard = now;
        self.route.heard(now);
        let messages = Message::decode_frame(frame).map_err(|error| Malformed::new(&error))?;
        for message in messages {
            match message {
                Message::SyncStep1(state) => self.join(&state, replica, effects)?,
                Message::SyncStep2(update) => {
                    self.synced = true;
                    if self.careful == Careful::No {
                        self.retry.succeeded();
                    }
                    take_in(&update, replica, effects)?;
                }
                Message::Update(update) => take_in(&update, replica, effects)?,
                Message::Awareness(body) => {
                    let update = AwarenessUpdate::decode(&body).map_err(|error| Malformed::new(&error))?;
                    effects.push(Effect::ShowPresence(update));
                }
                Message::QueryAwareness => self.send_presence(replica, now, effects),
                Message::Saved { frames, at } => self.acknowledged(frames, at, replica, effects)?,
                Message::Unsaved => self.server_unsaved = true,
                Message::Ping => effects.push(Effect::Send(Message::Pong.encode())),
                Message::Pong | Message::Auth => {}
            }
        }
        Ok(())
    }

    /// Somebody is looking: try now rather than when it was due.
    pub fn hurry(&mut self, now: Millis) {
        self.retry.hurry(now);
    }

    /// Time has passed. Call this a few times a second.
    pub fn tick(&mut self, replica: &Replica, now: Millis, random: f64, effects: &mut Vec<Effect>) {
        if self.queue.would_lose() && self.keeping.is_due(self.queue.unkept_since(), now) {
            effects.push(Effect::OpenStore);
            self.queue.keep_again(false, effects);
        }
        match self.phase {
            Phase::Apart if self.retry.is_due(now) => {
                self.phase = Phase::Connecting;
                self.heard = now;
                self.route.connecting(now);
                effects.push(Effect::Connect(self.route.current()));
            }
            Phase::Apart => {}
            _ if now.saturating_sub(self.heard) > SILENCE || self.route.is_stuck(now) => self.give_up(now, random, effects),
            Phase::Connecting => {}
            Phase::Open | Phase::Joined => {
                if now.saturating_sub(self.pinged) >= PING_EVERY {
                    self.pinged = now;
                    effects.push(Effect::Send(Message::Ping.encode()));
                }
                let since = now.saturating_sub(self.presence_sent);
                if since >= PRESENCE_EVERY || (self.presence_due && since >= PRESENCE_AT_MOST) {
                    self.send_presence(replica, now, effects);
                }
                if self.route.wants_probe(now) {
                    effects.push(Effect::Probe);
                }
            }
        }
    }

    /// Where we are has changed; `state` is a [`crate::live::presence::Presence`] as JSON.
    pub fn set_presence(&mut self, state: String, replica: &Replica, now: Millis, effects: &mut Vec<Effect>) {
        if self.presence.as_ref() == Some(&state) {
            return;
        }
        self.presence = Some(state);
        self.presence_due = true;
        let joined = matches!(self.phase, Phase::Open | Phase::Joined);
        if joined && now.saturating_sub(self.presence_sent) >= PRESENCE_AT_MOST {
            self.send_presence(replica, now, effects);
        }
    }

    /// The truth about what was typed here (C4).
    pub fn save_state(&self, now: Millis) -> SaveState {
        let connected = self.phase == Phase::Joined && self.synced;
        let Some(oldest) = self.queue.entries.first() else {
            return match (connected, self.retry.refused()) {
                (true, _) => SaveState::Saved { at: self.saved_at },
                (false, Some(code)) => SaveState::Refused { code, kept: true },
                (false, None) if self.retry.is_first() => SaveState::Connecting,
                (false, None) => SaveState::Apart,
            };
        };
        let all_kept = self.queue.all_kept();
        if let Some(code) = self.retry.refused() {
            return SaveState::Refused { code, kept: all_kept };
        }
        let is_fresh = now.saturating_sub(oldest.since) < SAVING_AT_MOST;
        if connected && !self.server_unsaved && is_fresh {
            SaveState::Saving
        } else if all_kept {
            SaveState::KeptOnDevice
        } else if self.keeping.has_failed() {
            SaveState::NotSaved
        } else {
            // The device's store is about to say; one that stays silent counts as failed (C9).
            SaveState::Saving
        }
    }

    /// Whether something typed is neither in the server's file nor on this device: leaving now would lose it.
    pub fn would_lose(&self) -> bool {
        self.queue.would_lose()
    }

    /// How many updates are not acknowledged.
    pub fn pending(&self) -> usize {
        self.queue.entries.len()
    }

    /// Whether everything the server had when we joined has come.
    pub fn is_synced(&self) -> bool {
        self.synced
    }

    /// Answers the server's SyncStep1 with all it lacks; these frames carry everything pending (C2), or the first of it alone (C8).
    fn join(&mut self, state: &[u8], replica: &mut Replica, effects: &mut Vec<Effect>) -> Result<(), Malformed> {
        self.phase = Phase::Joined;
        if self.careful != Careful::No {
            return self.join_carefully(state, replica, effects);
        }
        let frames = self.send_all(replica.missing_from(state)?, effects);
        self.queue.entries.iter_mut().for_each(|pending| pending.frame = frames);
        Ok(())
    }

    /// Sends what the server lacks in as many frames as it takes; returns the last. There is one at least: it answers the SyncStep1. None of
    /// them is an Update, which who may only read must not send (F5).
    fn send_all(&mut self, missing: Vec<u8>, effects: &mut Vec<Effect>) -> Option<u64> {
        let parts = in_parts(&missing, &self.part).unwrap_or_default();
        for part in if parts.is_empty() { vec![missing] } else { parts } {
            self.frames += 1;
            effects.push(Effect::Send(Message::SyncStep2(part).encode()));
        }
        Some(self.frames)
    }

    /// Sends a new update if edits are being sent.
    fn send_new(&mut self, update: &[u8], effects: &mut Vec<Effect>) -> Option<u64> {
        if self.phase == Phase::Joined && self.careful == Careful::No { self.send_update(update, effects) } else { None }
    }

    /// Sends an update in as many frames as it takes; returns the last.
    fn send_update(&mut self, update: &[u8], effects: &mut Vec<Effect>) -> Option<u64> {
        // What can't be cut goes as it is.
        for part in in_parts(update, &self.part).unwrap_or_else(|_| vec![update.to_vec()]) {
            self.frames += 1;
            effects.push(Effect::Send(Message::Update(part).encode()));
        }
        Some(self.frames)
    }

    /// The server has the first `frames` document frames of this connection in its file (C2).
    fn acknowledged(&mut self, frames: u64, at: u64, replica: &mut Replica, effects: &mut Vec<Effect>) -> Result<(), Malformed> {
        self.server_unsaved = false;
        self.saved_at = Some(at);
        self.saved_frames = self.saved_frames.max(frames);
        self.queue.acknowledged(frames, effects);
        if self.careful == Careful::No { Ok(()) } else { self.go_on_carefully(replica, effects) }
    }

    fn send_presence(&mut self, replica: &Replica, now: Millis, effects: &mut Vec<Effect>) {
        let Some(state) = self.presence.clone() else {
            return;
        };
        self.presence_clock += 1;
        self.presence_due = false;
        self.presence_sent = now;
        let entry = AwarenessEntry { client: replica.client(), clock: self.presence_clock, state: Some(state) };
        effects.push(Effect::Send(Message::Awareness(AwarenessUpdate(vec![entry]).encode()).encode()));
    }
}

fn take_in(update: &[u8], replica: &mut Replica, effects: &mut Vec<Effect>) -> Result<(), Malformed> {
    if replica.apply(update)?.news.is_some() {
        effects.push(Effect::Show);
    }
    Ok(())
}

#[cfg(test)]
mod tests;
