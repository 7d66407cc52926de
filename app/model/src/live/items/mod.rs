//! What stands in an order in a document: a root `Y.Map` of items by their key, each a `Y.Map` with a `position`, and `deleted` once it was.

mod difference;
mod edit;
mod id;
mod position;
mod watch;

use std::sync::Arc;

use yrs::{Any, Map, MapRef, Out, ReadTxn};

pub use difference::ItemDifference;
pub(crate) use difference::item_differences;
pub(crate) use edit::Fields;
pub use id::ItemId;
pub use watch::{ItemChange, ItemWatch};

use crate::sorting::sort_by;

/// In an item: where it stands, see [`position`].
pub(crate) const POSITION: &str = "position";
/// In an item: `true` once it was deleted. The item itself stays, so that nothing typed into it is lost.
pub(crate) const DELETED: &str = "deleted";

/// The name of the root map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Items(pub &'static str);

/// An item in its place.
pub(crate) struct Placed {
    pub(crate) id: ItemId,
    pub(crate) position: String,
    pub(crate) map: MapRef,
}

impl Placed {
    pub(crate) fn is_deleted<T: ReadTxn>(&self, txn: &T) -> bool {
        matches!(self.map.get(txn, DELETED), Some(Out::Any(Any::Bool(true))))
    }
}

impl Items {
    /// An item's map, deleted or not.
    pub(crate) fn get<T: ReadTxn>(self, txn: &T, id: &ItemId) -> Option<MapRef> {
        match txn.get_map(self.0)?.get(txn, id.as_str()) {
            Some(Out::YMap(map)) => Some(map),
            _ => None,
        }
    }

    /// All items in their order, deleted ones included.
    pub(crate) fn row<T: ReadTxn>(self, txn: &T) -> Vec<Placed> {
        let Some(items) = txn.get_map(self.0) else {
            return Vec::new();
        };
        let mut row: Vec<_> = items
            .iter(txn)
            .filter_map(|(key, value)| match value {
                Out::YMap(map) => {
                    let position = map.get(txn, POSITION).and_then(string).unwrap_or_default();
                    Some(Placed { id: ItemId::from(key.to_string()), position, map })
                }
                _ => None,
            })
            .collect();
        sort_by(&mut row, |a, b| (&a.position, &a.id).cmp(&(&b.position, &b.id)));
        row
    }

    /// The items that are shown and those that were deleted.
    pub(crate) fn parted<T: ReadTxn>(self, txn: &T) -> (Vec<Placed>, Vec<Placed>) {
        self.row(txn).into_iter().partition(|item| !item.is_deleted(txn))
    }
}

pub(crate) fn string(value: Out) -> Option<String> {
    match value {
        Out::Any(Any::String(text)) => Some(Arc::as_ref(&text).to_owned()),
        _ => None,
    }
}

/// A whole number, such as of minutes, however the client wrote it (JavaScript has only doubles).
pub(crate) fn whole(value: Out) -> Option<u32> {
    match value {
        Out::Any(Any::Number(number)) => u32::try_from(number.as_i64()?).ok(),
        _ => None,
    }
}
