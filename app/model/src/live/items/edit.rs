//! Adding, moving, deleting and restoring items.

use yrs::{Any, In, Map, MapPrelim, MapRef, TransactionMut, WriteTxn};

use super::position::{between, is_position};
use super::{DELETED, ItemId, Items, POSITION, Placed};
use crate::live::replica::Replica;

/// What an item is written with, beside its position.
pub(crate) type Fields = Vec<(String, In)>;

impl Items {
    /// Adds an item after another, or at the end. Undo marks it deleted, as [`Items::delete`] does.
    pub(crate) fn insert(self, replica: &mut Replica, id: &ItemId, after: Option<&ItemId>, fields: Fields) -> Option<Vec<u8>> {
        let groundwork = |txn: &mut TransactionMut<'_>| {
            let row = self.row(txn);
            let at = after.and_then(|id| row.iter().position(|other| other.id == *id)).map_or(row.len(), |i| i + 1);
            let position = make_room(txn, &row, at);
            self.write(txn, id, &position, fields).insert(txn, DELETED, true);
        };
        replica.edit_upon(groundwork, |txn| self.undelete(txn, id))
    }

    /// Writes items into a document that has none, in their order; the positions of the first may be given.
    pub(crate) fn fill(self, txn: &mut TransactionMut<'_>, items: impl IntoIterator<Item = (ItemId, Fields)>, positions: &[String]) {
        let mut last: Option<String> = None;
        for (place, (id, fields)) in items.into_iter().enumerate() {
            let position = positions.get(place).cloned().unwrap_or_else(|| between(last.as_deref(), None).unwrap_or_default());
            self.write(txn, &id, &position, fields);
            last = Some(position);
        }
    }

    /// Writes a whole item at once, every text in it, so that two people can never both create the same text.
    fn write(self, txn: &mut TransactionMut<'_>, id: &ItemId, position: &str, fields: Fields) -> MapRef {
        let fields = fields.into_iter().chain([(POSITION.to_owned(), In::from(position))]);
        txn.get_or_insert_map(self.0).insert(txn, id.as_str(), fields.collect::<MapPrelim>())
    }

    /// Sets a single value of an item.
    pub(crate) fn set(self, replica: &mut Replica, id: &ItemId, key: &str, value: Any) -> Option<Vec<u8>> {
        replica.edit(|txn| {
            if let Some(item) = self.get(txn, id) {
                item.try_update(txn, key, value);
            }
        })
    }

    /// Takes a single value out of an item.
    pub(crate) fn unset(self, replica: &mut Replica, id: &ItemId, key: &str) -> Option<Vec<u8>> {
        replica.edit(|txn| {
            if let Some(item) = self.get(txn, id).filter(|item| item.contains_key(txn, key)) {
                item.remove(txn, key);
            }
        })
    }

    /// Marks an item deleted. What colleagues type into it meanwhile is kept, and it can be restored.
    pub(crate) fn delete(self, replica: &mut Replica, id: &ItemId) -> Option<Vec<u8>> {
        self.set(replica, id, DELETED, Any::from(true))
    }

    /// Brings a deleted item back to where it stood.
    pub(crate) fn restore(self, replica: &mut Replica, id: &ItemId) -> Option<Vec<u8>> {
        replica.edit(|txn| self.undelete(txn, id))
    }

    /// Moves an item so that it is the one at `index` among those that are not deleted.
    pub(crate) fn move_to(self, replica: &mut Replica, id: &ItemId, index: usize) -> Option<Vec<u8>> {
        replica.edit(|txn| {
            let row = self.row(txn);
            let Some(item) = row.iter().find(|other| other.id == *id).map(|item| item.map.clone()) else {
                return;
            };
            let shown: Vec<&ItemId> = row.iter().filter(|item| !item.is_deleted(txn)).map(|item| &item.id).collect();
            if shown.iter().position(|other| *other == id) == Some(index) {
                return;
            }
            let next = shown.into_iter().filter(|other| *other != id).nth(index).cloned();
            let others: Vec<_> = row.into_iter().filter(|other| other.id != *id).collect();
            let at = next.and_then(|next| others.iter().position(|other| other.id == next)).unwrap_or(others.len());
            let position = make_room(txn, &others, at);
            item.insert(txn, POSITION, position);
        })
    }

    fn undelete(self, txn: &mut TransactionMut<'_>, id: &ItemId) {
        if let Some(item) = self.get(txn, id) {
            item.remove(txn, DELETED);
        }
    }
}

/// A position at place `at` of `row`. Where neighbours tie, or another client wrote positions that are none of ours,
/// the items from there on get new ones: rare, and still only one small value each.
fn make_room(txn: &mut TransactionMut<'_>, row: &[Placed], at: usize) -> String {
    let at_end = |index: Option<usize>| index.and_then(|i| row.get(i)).map(|item| item.position.as_str());
    if let Some(position) = between(at_end(at.checked_sub(1)), at_end(Some(at))) {
        return position;
    }
    let mut last: Option<String> = row[..at].iter().rev().map(|item| item.position.clone()).find(|position| is_position(position));
    let mut next = || {
        let position = between(last.as_deref(), None).unwrap_or_default();
        last = Some(position.clone());
        position
    };
    let wanted = next();
    for item in &row[at..] {
        item.map.insert(txn, POSITION, next());
    }
    wanted
}
