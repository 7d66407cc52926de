//! What colleagues do to the items, and who did it: told from the frames that come.

use std::collections::HashMap;

use yrs::Transact;

use super::difference::{ItemDifference, item_differences};
use super::{ItemId, Items};
use crate::live::protocol::Message;
use crate::live::replica::{ClientId, Replica};
use crate::live::scan::{Bounds, Scanned};

/// One thing that was done to an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemChange {
    /// What.
    pub what: ItemDifference,
    /// The item's number: where it stands, or stood until it was deleted.
    pub number: usize,
    /// Whose page did it, where that can be told: of several who did something at the same moment it can't, nor of whoever only took
    /// something away.
    pub by: Option<ClientId>,
}

/// The items before a frame is taken in.
pub struct ItemWatch {
    items: Items,
    before: Rows,
    writers: Vec<ClientId>,
}

/// The items that are shown, those that were deleted, and what says where each of them stands.
struct Rows {
    shown: Vec<ItemId>,
    deleted: Vec<ItemId>,
    positions: HashMap<ItemId, String>,
}

impl Rows {
    fn of(replica: &Replica, items: Items) -> Self {
        let txn = replica.doc().transact();
        let (shown, deleted) = items.parted(&txn);
        let positions = shown.iter().chain(&deleted).map(|item| (item.id.clone(), item.position.clone())).collect();
        let ids = |row: Vec<super::Placed>| row.into_iter().map(|item| item.id).collect();
        Self { shown: ids(shown), deleted: ids(deleted), positions }
    }
}

impl ItemWatch {
    /// Remembers the items, if a frame of the server may change which there are or where they stand. Typing does not.
    pub(in crate::live) fn before(frame: &[u8], replica: &Replica, items: Items) -> Option<Self> {
        let mut writers = Vec::new();
        let mut may_change = false;
        for message in Message::decode_frame(frame).ok()? {
            let (Message::SyncStep2(update) | Message::Update(update)) = message else {
                continue;
            };
            let scanned = Scanned::read(&update, &Bounds::STORED).ok()?;
            may_change |= scanned.counts().values > 0 || scanned.counts().deletions > 0;
            writers.extend(scanned.ends().map(|(client, _)| client));
        }
        may_change.then(|| Self { items, before: Rows::of(replica, items), writers })
    }

    /// What the frame has done, now that it is taken in.
    pub fn changes(self, replica: &Replica) -> Vec<ItemChange> {
        let (before, now) = (self.before, Rows::of(replica, self.items));
        let by = if let [writer] = self.writers[..] { Some(writer) } else { None };
        let mut changes = item_differences(&before.shown, &now.shown, |id| before.deleted.contains(id));
        // Of two that change places the order does not tell which was moved.
        let replaced = |id: &&ItemId| before.positions.get(*id).is_some_and(|position| now.positions.get(*id) != Some(position));
        let replaced: Vec<&ItemId> = now.shown.iter().filter(replaced).collect();
        if let ([only], Some(moved)) = (&replaced[..], changes.iter_mut().find(|change| matches!(change, ItemDifference::Moved(_)))) {
            *moved = ItemDifference::Moved((*only).clone());
        }
        let number = |row: &[ItemId], id: &ItemId| row.iter().position(|other| other == id).map_or(0, |index| index + 1);
        let change = |what: ItemDifference| {
            let number = match &what {
                ItemDifference::Deleted(id) => number(&before.shown, id),
                ItemDifference::Added(id) | ItemDifference::Restored(id) | ItemDifference::Moved(id) => number(&now.shown, id),
            };
            ItemChange { what, number, by }
        };
        changes.into_iter().map(change).collect()
    }
}

#[cfg(test)]
mod tests;
