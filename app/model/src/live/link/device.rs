//! What goes between the link and the device's store.

use super::queue::Pending;
use super::{Do, Link, Millis, PendingKey, SetAside, Stored};
use crate::live::replica::{Incoming, Replica};
use crate::live::scan::{Bounds, Scanned};

impl Link {
    /// Updates of an earlier page were found in the device's store (C3): they count as unacknowledged until the server says otherwise.
    /// What can't be read, or says nothing, is dropped; what may not be in a document is set aside (C7, C8).
    pub fn found(&mut self, kept: Vec<Stored>, replica: &mut Replica, now: Millis, todo: &mut Vec<Do>) {
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
                self.set_aside(key, replica, todo);
            }
            self.send_pending(key, todo);
        }
        if !void.is_empty() {
            todo.push(Do::Forget(void));
        }
        todo.push(Do::Show);
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
    pub fn let_go(&mut self, key: PendingKey, todo: &mut Vec<Do>) {
        self.queue.let_go(key);
        todo.push(Do::ForgetAside(key));
    }

    /// The device's store has this update.
    pub fn kept(&mut self, key: PendingKey, todo: &mut Vec<Do>) {
        match self.queue.get_mut(key) {
            Some(pending) => pending.kept = true,
            // Acknowledged while the store was still writing: it may go again.
            None => todo.push(Do::Forget(vec![key])),
        }
        self.store_works(todo);
    }

    /// The device's store has this update among those set aside, and what goes in its place.
    pub fn kept_aside(&mut self, key: PendingKey, todo: &mut Vec<Do>) {
        self.queue.aside_kept(key);
        self.kept(key, todo);
    }

    fn store_works(&mut self, todo: &mut Vec<Do>) {
        if self.keeping.succeeded() {
            self.queue.keep_again(true, todo);
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
    pub(super) fn send_pending(&mut self, key: PendingKey, todo: &mut Vec<Do>) {
        if let Some(update) = self.queue.get_mut(key).map(|pending| pending.update.clone()) {
            let frame = self.send_new(&update, todo);
            self.queue.get_mut(key).into_iter().for_each(|pending| pending.frame = frame);
        }
    }
}

/// Whether an update says nothing.
pub(super) fn is_void(update: &[u8]) -> bool {
    Scanned::read(update, &Bounds::OWN).is_ok_and(|scanned| scanned.says_nothing())
}
