//! Places in a text that stay where they are while others type: a caret, or an end of a selection.

use serde::{Deserialize, Serialize};
use yrs::{Assoc, IndexedSequence, StickyIndex, TextRef, Transact};

use super::Replica;

/// A place in one text, remembered by the character beside it (a Yjs relative position).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Caret(StickyIndex);

impl Caret {
    /// The place before the character at `offset` of `text`, in the document's units.
    pub(crate) fn at(replica: &Replica, text: &TextRef, offset: u32) -> Option<Self> {
        let txn = replica.doc().transact();
        // A caret belongs to the character before it, so that text typed by others at the caret comes after it.
        text.sticky_index(&txn, offset, Assoc::Before).map(Self)
    }

    /// Where the place is now, in the document's units from the text's start; `None` when the text has gone.
    pub(crate) fn offset(&self, replica: &Replica) -> Option<u32> {
        let txn = replica.doc().transact();
        self.0.get_offset(&txn).map(|offset| offset.index)
    }
}
