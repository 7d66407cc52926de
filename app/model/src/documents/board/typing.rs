//! Writing into a board's texts, in the units of the fields that show them.

use yrs::{Map, Text, TextPrelim, Transact, TransactionMut, WriteTxn};

use super::address::TextAddress;
use super::change::Change;
use super::edit::Board;
use super::field_text::{FieldText, MAX_FIELD, units};
use super::{change, schema};
use crate::live::replica::Caret;

/// What came of something typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Retyped {
    /// The update to send, if anything changed.
    pub update: Option<Vec<u8>>,
    /// UTF-16 units of what was typed that the field has no room for.
    pub left_out: u32,
}

impl Board {
    /// One text as it is now, in a field's units.
    pub fn field(&self, address: &TextAddress) -> FieldText {
        FieldText::read(&self.replica.doc().transact(), address)
    }

    /// The same as a string.
    pub fn text(&self, address: &TextAddress) -> String {
        self.field(address).as_str().to_owned()
    }

    /// A place in a field that stays where it is while others type.
    pub fn caret(&self, address: &TextAddress, offset: u32) -> Option<Caret> {
        let txn = self.replica.doc().transact();
        let (text, offset) = (schema::text_ref(&txn, address)?, FieldText::read(&txn, address).in_document(offset));
        drop(txn);
        Caret::at(&self.replica, &text, offset)
    }

    /// Replaces `delete` UTF-16 units of a field at `at` by `insert`, or by as much of it as the field has room for ([`MAX_FIELD`]). What lies
    /// beyond the text's end is ignored.
    pub fn splice(&mut self, address: &TextAddress, at: u32, delete: u32, insert: &str) -> Option<Vec<u8>> {
        self.replace(address, at, delete, insert).update
    }

    /// Somebody turned the field they were shown into `typed`: makes the same change here, where colleagues may have typed meanwhile.
    /// `caret` is where the typing ended, in UTF-16 units of `typed`: it settles which of two equal letters is the new one.
    /// In a field of one line whatever begins another becomes a space.
    pub fn retype(&mut self, address: &TextAddress, shown: &str, typed: &str, caret: Option<u32>, one_line: bool) -> Retyped {
        self.retype_noting(address, shown, typed, caret, one_line, |_| {})
    }

    /// The same; `note` is told what is about to be changed.
    pub(super) fn retype_noting(
        &mut self,
        address: &TextAddress,
        shown: &str,
        typed: &str,
        caret: Option<u32>,
        one_line: bool,
        note: impl FnOnce(&Change),
    ) -> Retyped {
        let Some(mut own) = change::between(shown, typed, caret) else {
            return Retyped::default();
        };
        if one_line {
            own.insert = own.insert.replace(['\n', '\r'], " ");
        }
        let own = match change::between(shown, &self.text(address), None) {
            Some(theirs) => own.after(&theirs),
            None => own,
        };
        note(&own);
        self.replace(address, own.at, own.delete, &own.insert)
    }

    /// The texts that are longer than a field may become by typing.
    pub fn overfull(&self) -> Vec<TextAddress> {
        let lesson = self.lesson();
        lesson.texts().filter(|(_, text)| units(text) > MAX_FIELD).map(|(address, _)| address).collect()
    }

    fn replace(&mut self, address: &TextAddress, at: u32, delete: u32, insert: &str) -> Retyped {
        let Some(splice) = self.field(address).splice(at, delete, insert) else {
            return Retyped::default();
        };
        let groundwork = |txn: &mut TransactionMut<'_>| make_text(txn, address);
        let update = self.replica.edit_upon(groundwork, |txn| {
            let Some(text) = schema::text_ref(txn, address) else {
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
}

/// Makes the shared text at `address` where another client left it out, or wrote a string.
fn make_text(txn: &mut TransactionMut<'_>, address: &TextAddress) {
    match address {
        TextAddress::Lesson(text) => {
            txn.get_or_insert_text(text.key());
        }
        TextAddress::Step(id, text) => {
            if let Some(step) = schema::step_map(txn, id).filter(|_| schema::text_ref(txn, address).is_none()) {
                let words = schema::plain_text(txn, address).unwrap_or_default();
                step.insert(txn, text.key(), TextPrelim::new(words));
            }
        }
    }
}
