//! What the server has not acknowledged, and what it would not take.

use super::{Effect, Millis, PendingKey, SetAside, Stored};

/// One update of our own that the server has not acknowledged.
#[derive(Clone, Debug)]
pub(super) struct Pending {
    pub(super) key: PendingKey,
    pub(super) update: Vec<u8>,
    /// It is in the device's store.
    pub(super) kept: bool,
    /// The last document frame of this connection that carries a part of it.
    pub(super) frame: Option<u64>,
    pub(super) since: Millis,
}

/// What was set aside, and whether the device has it.
#[derive(Clone, Debug)]
struct Aside {
    entry: SetAside,
    kept: bool,
}

/// See the module. Entries stand in the order they were typed.
#[derive(Debug, Default)]
pub(super) struct Queue {
    pub(super) entries: Vec<Pending>,
    aside: Vec<Aside>,
}

impl Queue {
    pub(super) fn get_mut(&mut self, key: PendingKey) -> Option<&mut Pending> {
        self.entries.iter_mut().find(|pending| pending.key == key)
    }

    pub(super) fn all_kept(&self) -> bool {
        self.entries.iter().all(|pending| pending.kept)
    }

    /// Whether something is nowhere but on this page.
    pub(super) fn would_lose(&self) -> bool {
        !self.all_kept() || self.aside.iter().any(|aside| !aside.kept)
    }

    /// Nothing is on its way any more.
    pub(super) fn recall(&mut self) {
        self.entries.iter_mut().for_each(|pending| pending.frame = None);
    }

    /// Takes out what the first `frames` document frames carried.
    pub(super) fn acknowledged(&mut self, frames: u64, effects: &mut Vec<Effect>) {
        let is_saved = |pending: &Pending| pending.frame.is_some_and(|frame| frame <= frames);
        let (saved, entries): (Vec<Pending>, _) = std::mem::take(&mut self.entries).into_iter().partition(is_saved);
        self.entries = entries;
        // What the store is still writing is forgotten when it says that it has it.
        let keys: Vec<PendingKey> = saved.into_iter().filter(|pending| pending.kept).map(|pending| pending.key).collect();
        if !keys.is_empty() {
            effects.push(Effect::Forget(keys));
        }
    }

    /// Whether this one has been set aside, and what is left of it waits in its place.
    pub(super) fn is_aside(&self, key: PendingKey) -> bool {
        self.aside.iter().any(|aside| aside.entry.key == key)
    }

    /// Sets an update aside: `hollow` goes in its place, or nothing.
    pub(super) fn set_aside(&mut self, key: PendingKey, update: Vec<u8>, hollow: Option<Vec<u8>>, effects: &mut Vec<Effect>) {
        match (&hollow, self.get_mut(key)) {
            (Some(hollow), Some(pending)) => (pending.update, pending.kept, pending.frame) = (hollow.clone(), false, None),
            _ => self.entries.retain(|pending| pending.key != key),
        }
        if !self.is_aside(key) {
            self.aside.push(Aside { entry: SetAside { key, update }, kept: false });
        }
        let entry = self.aside.iter().find(|aside| aside.entry.key == key).map(|aside| aside.entry.clone());
        effects.extend(entry.map(|entry| Effect::SetAside(entry, hollow.unwrap_or_default())));
    }

    /// What was set aside before, by an earlier page perhaps.
    pub(super) fn found_aside(&mut self, entries: Vec<Stored>) {
        for (key, update) in entries {
            if !self.aside.iter().any(|aside| aside.entry.key == key) {
                self.aside.push(Aside { entry: SetAside { key, update }, kept: true });
            }
        }
    }

    pub(super) fn aside(&self) -> impl Iterator<Item = &SetAside> {
        self.aside.iter().map(|aside| &aside.entry)
    }

    pub(super) fn let_go(&mut self, key: PendingKey) {
        self.aside.retain(|aside| aside.entry.key != key);
    }

    pub(super) fn aside_kept(&mut self, key: PendingKey) {
        self.aside.iter_mut().filter(|aside| aside.entry.key == key).for_each(|aside| aside.kept = true);
    }

    /// The device's store may have lost everything.
    pub(super) fn store_lost(&mut self) {
        self.entries.iter_mut().for_each(|pending| pending.kept = false);
        self.aside.iter_mut().for_each(|aside| aside.kept = false);
    }

    /// Everything that the device's store does not have, as far as is known: the oldest only, or all.
    pub(super) fn keep_again(&self, all: bool, effects: &mut Vec<Effect>) {
        let aside = self.aside.iter().filter(|aside| !aside.kept).map(|aside| {
            let hollow = self.entries.iter().find(|pending| pending.key == aside.entry.key).map(|pending| pending.update.clone());
            Effect::SetAside(aside.entry.clone(), hollow.unwrap_or_default())
        });
        let unkept = self.entries.iter().filter(|pending| !pending.kept);
        let again = unkept.map(|pending| Effect::Keep(pending.key, pending.update.clone())).chain(aside);
        effects.extend(again.take(if all { usize::MAX } else { 1 }));
    }

    /// Since when the oldest update waits that the device's store does not have.
    pub(super) fn unkept_since(&self) -> Option<Millis> {
        self.entries.iter().find(|pending| !pending.kept).map(|pending| pending.since)
    }
}
