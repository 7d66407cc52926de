//! Where a text stands in its document.

use yrs::{GetString, Map, Out, ReadTxn, TextPrelim, TextRef, TransactionMut, WriteTxn};

use super::field_text::in_a_field;
use crate::live::items::{ItemId, Items, string};

/// Where a text stands in its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextPath<'a> {
    /// A root type of this name.
    Root(&'a str),
    /// In an item, deleted or not, under a key.
    Item(&'a ItemId, &'a str),
}

impl<'a> TextPath<'a> {
    /// The item in which it stands.
    pub fn item(self) -> Option<&'a ItemId> {
        match self {
            Self::Root(_) => None,
            Self::Item(id, _) => Some(id),
        }
    }

    /// The shared text, where there is one.
    pub(super) fn shared<T: ReadTxn>(self, txn: &T, items: Items) -> Option<TextRef> {
        match self {
            Self::Root(name) => txn.get_text(name),
            Self::Item(id, key) => match items.get(txn, id)?.get(txn, key) {
                Some(Out::YText(text)) => Some(text),
                _ => None,
            },
        }
    }

    /// The words where another client wrote a string in place of a shared text.
    pub(super) fn plain<T: ReadTxn>(self, txn: &T, items: Items) -> Option<String> {
        match self {
            Self::Root(_) => None,
            Self::Item(id, key) => items.get(txn, id)?.get(txn, key).and_then(string),
        }
    }

    /// Makes the shared text where another client left it out, or wrote a string.
    pub(super) fn make(self, txn: &mut TransactionMut<'_>, items: Items) {
        match self {
            Self::Root(name) => {
                txn.get_or_insert_text(name);
            }
            Self::Item(id, key) => {
                if let Some(item) = items.get(txn, id).filter(|_| self.shared(txn, items).is_none()) {
                    let words = self.plain(txn, items).unwrap_or_default();
                    item.insert(txn, key, TextPrelim::new(words));
                }
            }
        }
    }
}

/// The words of a root text.
pub(crate) fn root_text<T: ReadTxn>(txn: &T, name: &str) -> String {
    txn.get_text(name).map(|shared| in_a_field(shared.get_string(txn))).unwrap_or_default()
}

/// The words under a key of an item, a shared text or a string.
pub(crate) fn item_text<T: ReadTxn>(txn: &T, item: &yrs::MapRef, key: &str) -> String {
    match item.get(txn, key) {
        Some(Out::YText(shared)) => in_a_field(shared.get_string(txn)),
        Some(other) => string(other).map(in_a_field).unwrap_or_default(),
        None => String::new(),
    }
}
