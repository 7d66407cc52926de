//! What changed since the room last told everybody.

use std::collections::BTreeSet;

use model::live::protocol::Message;
use model::live::replica::{Replica, merge_updates};

use super::event::SessionId;

/// News that waits for the tick (B1).
#[derive(Debug, Default)]
pub(super) struct News {
    updates: Vec<Vec<u8>>,
    /// Who made them; `None` in it stands for others, or for the file.
    authors: BTreeSet<Option<SessionId>>,
    /// The room's state vector before the first of them; kept after the tick, for peers whose queue it did not fit into.
    before: Option<Vec<u8>>,
}

/// A tick's news as one frame.
pub(super) struct Told {
    pub(super) frame: Vec<u8>,
    /// The only author, who knows it already.
    pub(super) only_author: Option<SessionId>,
}

impl News {
    /// Adds news of an author. `before` tells the room's state vector before it.
    pub(super) fn add(&mut self, author: Option<SessionId>, update: Vec<u8>, before: Vec<u8>) {
        if self.updates.is_empty() {
            self.before = Some(before);
        }
        self.updates.push(update);
        self.authors.insert(author);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.updates.is_empty()
    }

    /// What a peer surely has whose queue was full at the last tick, or after it; `None` when there never was any news.
    pub(super) fn before(&self) -> Option<&[u8]> {
        self.before.as_deref()
    }

    /// Everything as one frame, encoded once for all; `None` when there is nothing.
    pub(super) fn take(&mut self, replica: &Replica) -> Option<Told> {
        let updates = std::mem::take(&mut self.updates);
        let authors = std::mem::take(&mut self.authors);
        let merged = match updates.len() {
            0 => return None,
            1 => updates.into_iter().next()?,
            // The second way carries every deletion there ever was; it is there so that nothing can be left out.
            _ => merge_updates(&updates).or_else(|_| replica.missing_from(self.before.as_deref().unwrap_or(&[0]))).ok()?,
        };
        let only_author = authors.iter().next().copied().flatten().filter(|_| authors.len() == 1);
        Some(Told { frame: Message::Update(merged).encode(), only_author })
    }
}
