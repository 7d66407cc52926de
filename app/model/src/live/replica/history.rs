//! Undo and redo of one's own edits, whatever colleagues did meanwhile.

use std::collections::HashSet;
use std::sync::Arc;

use yrs::undo::{Options, UndoManager};
use yrs::{Doc, MapRef, ReadTxn, StateVector, TextRef, Transact};

use super::authors::{Authors, Stepped};
use super::{OWN, Replica};

/// The origin of transactions that put back what an undo may not change: they are nobody's edits.
pub(super) const PUT_BACK: &str = "put-back";
/// Edits closer together than this are undone together, in milliseconds: whoever waits longer has stopped to think.
const TOGETHER: u64 = 1_000;

/// The edits of one person at one replica, as they can be taken back and made again; `text::History` says which belong together.
pub struct Edits {
    manager: UndoManager<()>,
    authors: Authors,
    doc: Doc,
}

impl Edits {
    /// A history of the edits to these shared types and what is in them. Nobody takes a value away that stands under one of the keys in `lasting`.
    /// `now` tells milliseconds.
    pub(crate) fn over(replica: &Replica, texts: &[TextRef], maps: &[MapRef], lasting: &'static [&'static str], now: fn() -> u64) -> Self {
        let mut manager = UndoManager::with_options(Options {
            capture_timeout_millis: TOGETHER,
            tracked_origins: HashSet::from([OWN.into()]),
            capture_transaction: None,
            timestamp: Arc::new(now),
            init_undo_stack: Vec::new(),
            init_redo_stack: Vec::new(),
        });
        for text in texts {
            manager.expand_scope(replica.doc(), text);
        }
        for map in maps {
            manager.expand_scope(replica.doc(), map);
        }
        let doc = replica.doc().clone();
        let authors = Authors::of(&doc.transact(), maps, lasting, manager.as_origin());
        let learning = authors.clone();
        // Only a document in the middle of a transaction refuses it.
        let _ = doc.observe_after_transaction(authors.key(), move |txn| learning.learn(txn));
        Self { manager, authors, doc }
    }

    /// Edits of this text are among them from now on.
    pub(crate) fn follow(&mut self, text: &TextRef) {
        self.manager.expand_scope(&self.doc, text);
    }

    /// Whether there is something to undo.
    pub fn can_undo(&self) -> bool {
        self.manager.can_undo()
    }

    /// Whether there is something to redo.
    pub fn can_redo(&self) -> bool {
        self.manager.can_redo()
    }

    /// The next edit begins a new entry, however soon it comes: after leaving a field, or before moving an item.
    pub fn close_entry(&mut self) {
        self.manager.reset();
    }

    /// Takes back the last entry; returns the update that does so. A single value that a colleague has set since stays as it is, and an
    /// entry of nothing else is passed over.
    pub fn undo(&mut self, replica: &mut Replica) -> Option<Vec<u8>> {
        difference(replica, |doc| {
            let mut has_changed = false;
            while self.manager.undo_blocking() {
                let Stepped { before, words } = self.authors.take_stepped();
                let (kept, own): (Vec<_>, Vec<_>) = before.into_iter().partition(|(key, _)| self.authors.is_kept(key));
                self.authors.attribute(&own, true);
                if !kept.is_empty() {
                    self.authors.put_back(&mut doc.transact_mut_with(PUT_BACK), &kept);
                }
                has_changed = true;
                if words || !own.is_empty() {
                    break;
                }
            }
            has_changed
        })
    }

    /// Makes the last undone entry again; returns the update that does so.
    pub fn redo(&mut self, replica: &mut Replica) -> Option<Vec<u8>> {
        difference(replica, |_| {
            let is_done = self.manager.redo_blocking();
            self.authors.attribute(&self.authors.take_stepped().before, false);
            is_done
        })
    }
}

impl Drop for Edits {
    fn drop(&mut self) {
        let _ = self.doc.unobserve_after_transaction(self.authors.key());
    }
}

/// Acts on the document and returns what that changed. The manager makes its own transaction, so the change is read
/// as the difference from before; it carries the whole delete set, which is harmless and, for an undo, rare.
fn difference(replica: &mut Replica, act: impl FnOnce(&Doc) -> bool) -> Option<Vec<u8>> {
    let before: StateVector = replica.doc().transact().state_vector();
    if !act(replica.doc()) {
        return None;
    }
    let update = replica.doc().transact().encode_diff_v1(&before);
    replica.learn(&update, &before);
    Some(update)
}
