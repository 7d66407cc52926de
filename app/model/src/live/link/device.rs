//! What goes between the link and the device's store.

use super::queue::Pending;
use super::{Effect, Link, Millis, PendingKey, SetAside, Stored};
use crate::live::replica::{Incoming, Replica};
use crate::live::scan::{Bounds, Scanned};

impl Link {
    /// Updates of an earlier page were found in the device's store (C3): they count as unacknowledged until the server says otherwise.
    /// What can't be read, or says nothing, is dropped; what may not be in a document is set aside (C7, C8).
    pub fn found(&mut self, kept: Vec<Stored>, replica: &mut Replica, now: Millis, effects: &mut Vec<Effect>) {
        let mut void = Vec::new();
        for (key, update) in kept {
            if self.queue.get_mut(key).is_some() {
                continue;
            }
            let Some(incoming) = Incoming::decode(&update).ok().filter(|_| !is_void(&update)) else {
                void.push(key);
                continue;
            };
            let may_be = replica.judge(&incoming).is_ok();
            self.queue.entries.push(Pending { key, update, kept: true, frame: None, since: now });
            if may_be {
                // A part of it may be of another document: then the server says so, and it is set aside.
                replica.take_in(incoming);
            } else {
                self.set_aside(key, replica, effects);
            }
            self.send_pending(key, effects);
        }
        if !void.is_empty() {
            effects.push(Effect::Forget(void));
        }
        effects.push(Effect::Show);
    }

    /// Updates that were set aside before were found in the device's store.
    pub fn found_aside(&mut self, entries: Vec<Stored>) {
        self.queue.found_aside(entries);
    }

    /// What the server would not take: its words are for the person alone.
    pub fn aside(&self) -> impl Iterator<Item = &SetAside> {
        self.queue.aside()
    }

    /// The person has what was set aside, or does not want it.
    pub fn let_go(&mut self, key: PendingKey, effects: &mut Vec<Effect>) {
        self.queue.let_go(key);
        effects.push(Effect::ForgetAside(key));
    }

    /// The device's store has this update.
    pub fn kept(&mut self, key: PendingKey, effects: &mut Vec<Effect>) {
        match self.queue.get_mut(key) {
            Some(pending) => pending.kept = true,
            // Acknowledged while the store was still writing: it may go again.
            None => effects.push(Effect::Forget(vec![key])),
        }
        self.store_works(effects);
    }

    /// The device's store has this update among those set aside, and what goes in its place.
    pub fn kept_aside(&mut self, key: PendingKey, effects: &mut Vec<Effect>) {
        self.queue.aside_kept(key);
        self.kept(key, effects);
    }

    fn store_works(&mut self, effects: &mut Vec<Effect>) {
        if self.keeping.succeeded() {
            self.queue.keep_again(true, effects);
        }
    }

    /// The device's store can't keep anything, for now.
    pub fn not_kept(&mut self, now: Millis) {
        self.keeping.failed(now);
    }

    /// The browser has closed the device's store, and may have lost what was in it: it is all kept again (C9).
    pub fn store_closed(&mut self, now: Millis) {
        self.queue.store_lost();
        self.keeping.closed(now);
    }

    /// Sends one that was not sent on this connection, if edits are being sent.
    pub(super) fn send_pending(&mut self, key: PendingKey, effects: &mut Vec<Effect>) {
        if let Some(update) = self.queue.get_mut(key).map(|pending| pending.update.clone()) {
            let frame = self.send_new(&update, effects);
            self.queue.get_mut(key).into_iter().for_each(|pending| pending.frame = frame);
        }
    }
}

/// Whether an update says nothing.
pub(super) fn is_void(update: &[u8]) -> bool {
    Scanned::read(update, &Bounds::OWN).is_ok_and(|scanned| scanned.says_nothing())
}
