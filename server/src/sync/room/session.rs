//! What a room remembers of one connection.

use std::collections::VecDeque;

use model::live::replica::ClientId;

use super::bucket::Bucket;
use super::event::Peer;
use super::people::Badge;
use crate::sync::limits::{Limits, Millis};

/// One connected peer.
#[derive(Debug)]
pub(super) struct Session {
    /// Who it is.
    pub(super) peer: Peer,
    /// By what the others know the person.
    pub(super) badge: Badge,
    /// Whether the peer takes in what it is sent.
    pub(super) flow: Flow,
    /// The state vector of the peer's last SyncStep1, and the room's turn in which it was answered.
    pub(super) asked: Option<(u64, Vec<u8>)>,
    /// Client ids it speaks for.
    pub(super) clients: Vec<ClientId>,
    /// Those of them that are not in the log yet: they go there with its first update.
    pub(super) claims: Vec<ClientId>,
    /// Its document frames and what they wait for.
    pub(super) receipts: Receipts,
    /// How much it may still send.
    pub(super) messages_left: Bucket,
    pub(super) bytes_left: Bucket,
    /// How much it may still ask for.
    pub(super) answers_left: Bucket,
}

/// Whether a peer takes in what it is sent.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Flow {
    /// It does.
    Ready,
    /// Its queue was full: it gets nothing until that is empty, then the difference from what it surely has (B4).
    Lagging { has: Vec<u8>, since: Millis },
}

impl Session {
    pub(super) fn new(peer: Peer, badge: Badge, limits: &Limits, now: Millis) -> Self {
        Self {
            peer,
            badge,
            flow: Flow::Ready,
            asked: None,
            clients: Vec::new(),
            claims: Vec::new(),
            receipts: Receipts::default(),
            messages_left: Bucket::full(limits.messages_per_second, limits.messages_burst, now),
            bytes_left: Bucket::full(limits.bytes_per_second, limits.bytes_burst, now),
            answers_left: Bucket::full(limits.answer_bytes_per_second, limits.answer_bytes_burst, now),
        }
    }

    pub(super) fn is_ready(&self) -> bool {
        self.flow == Flow::Ready
    }
}

/// The document frames of one connection: how many are durable, and which updates the others wait for.
#[derive(Debug, Default)]
pub(super) struct Receipts {
    /// How many frames came.
    received: u64,
    /// How many of them the peer may call saved.
    saved: u64,
    /// For frames not saved yet: the number of the last, and the place in the room's log order that must be durable.
    waiting: VecDeque<(u64, u64)>,
}

impl Receipts {
    /// A frame came, and everything before `place` has to be durable for it.
    pub(super) fn received(&mut self, place: u64) {
        self.received += 1;
        match self.waiting.back_mut() {
            Some((last, waits_for)) if *waits_for == place => *last = self.received,
            _ => self.waiting.push_back((self.received, place)),
        }
    }

    /// Everything before `place` is durable; tells whether that made more frames saved.
    pub(super) fn settle(&mut self, place: u64) -> bool {
        let before = self.saved;
        while let Some((last, _)) = self.waiting.front().filter(|(_, waits_for)| *waits_for <= place) {
            self.saved = *last;
            self.waiting.pop_front();
        }
        self.saved > before
    }

    /// How many frames the peer may call saved.
    pub(super) fn saved(&self) -> u64 {
        self.saved
    }
}
