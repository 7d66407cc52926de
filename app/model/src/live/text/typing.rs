//! Writing into a document's texts, in the units of the fields that show them.

use yrs::{Text, Transact, TransactionMut};

use super::change::{self, Change};
use super::field_text::{FieldText, MAX_FIELD};
use super::path::TextPath;
use crate::live::items::Items;
use crate::live::replica::{Caret, Replica};
use crate::live::{Address, Content, Document};
use crate::text::utf16::units;

/// What came of something typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Retyped {
    /// The update to send, if anything changed.
    pub update: Option<Vec<u8>>,
    /// UTF-16 units of what was typed that the field has no room for.
    pub left_out: u32,
}

/// See [`Document::caret`].
pub(in crate::live) fn caret(replica: &Replica, items: Items, path: TextPath<'_>, offset: u32) -> Option<Caret> {
    let text = path.shared(&replica.doc().transact(), items)?;
    Caret::at(replica, &text, FieldText::read(replica, items, path).in_document(offset))
}

/// See [`Document::retype`]; `note` is told what is about to be changed.
pub(in crate::live) fn retype<D: Document>(
    document: &mut D,
    address: &D::Address,
    shown: &str,
    typed: &str,
    caret: Option<u32>,
    note: impl FnOnce(&Change),
) -> Retyped {
    let Some(mut own) = change::between(shown, typed, caret) else {
        return Retyped::default();
    };
    if address.is_one_line() {
        own.insert = own.insert.replace(['\n', '\r'], " ");
    }
    let own = match change::between(shown, &document.text(address), None) {
        Some(theirs) => own.after(&theirs),
        None => own,
    };
    note(&own);
    replace(document.replica_mut(), D::ROOTS.items, address.path(), own.at, own.delete, &own.insert)
}

/// See [`Document::overfull`].
pub(in crate::live) fn overfull<C: Content>(content: &C) -> Vec<C::Address> {
    content.texts().filter(|(_, text)| units(text) > MAX_FIELD).map(|(address, _)| address).collect()
}

/// See [`Document::splice`].
pub(in crate::live) fn replace(replica: &mut Replica, items: Items, path: TextPath<'_>, at: u32, delete: u32, insert: &str) -> Retyped {
    let Some(splice) = FieldText::read(replica, items, path).splice(at, delete, insert) else {
        return Retyped::default();
    };
    let groundwork = |txn: &mut TransactionMut<'_>| path.make(txn, items);
    let update = replica.edit_upon(groundwork, |txn| {
        let Some(text) = path.shared(txn, items) else {
            return;
        };
        for (at, length) in &splice.deletions {
            text.remove_range(txn, *at, *length);
        }
        if !splice.insert.is_empty() {
            text.insert(txn, splice.at, &splice.insert);
        }
    });
    Retyped { update, left_out: splice.left_out }
}
