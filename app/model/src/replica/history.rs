//! Undo and redo of one's own edits, whatever colleagues did meanwhile.

use std::collections::HashSet;
use std::sync::Arc;

use yrs::undo::{Options, UndoManager};
use yrs::{MapRef, ReadTxn, StateVector, TextRef, Transact};

use super::{OWN, Replica};

/// Edits closer together than this are undone together, in milliseconds: whoever waits longer has stopped to think.
const TOGETHER: u64 = 1_000;

/// The edits of one person at one replica, as they can be taken back and made again; `board::History` says which belong together.
pub struct Edits {
    manager: UndoManager<()>,
}

impl Edits {
    /// A history of the edits to these shared types and what is in them. `now` tells milliseconds.
    pub(crate) fn over(replica: &Replica, texts: &[TextRef], maps: &[MapRef], now: fn() -> u64) -> Self {
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
        Self { manager }
    }

    /// Whether there is something to undo.
    pub fn can_undo(&self) -> bool {
        self.manager.can_undo()
    }

    /// Whether there is something to redo.
    pub fn can_redo(&self) -> bool {
        self.manager.can_redo()
    }

    /// The next edit begins a new entry, however soon it comes: after leaving a field, or before moving a step.
    pub fn close_entry(&mut self) {
        self.manager.reset();
    }

    /// Takes back the last entry; returns the update that does so.
    pub fn undo(&mut self, replica: &mut Replica) -> Option<Vec<u8>> {
        difference(replica, || self.manager.undo_blocking())
    }

    /// Makes the last undone entry again; returns the update that does so.
    pub fn redo(&mut self, replica: &mut Replica) -> Option<Vec<u8>> {
        difference(replica, || self.manager.redo_blocking())
    }
}

/// Acts on the document and returns what that changed. The manager makes its own transaction, so the change is read
/// as the difference from before; it carries the whole delete set, which is harmless and, for an undo, rare.
fn difference(replica: &mut Replica, act: impl FnOnce() -> bool) -> Option<Vec<u8>> {
    let before: StateVector = replica.doc().transact().state_vector();
    if !act() {
        return None;
    }
    let update = replica.doc().transact().encode_diff_v1(&before);
    replica.learn(&update, &before);
    Some(update)
}
