//! Undo and redo of one's own edits, by portions that a person would call one.

use super::change::Change;
use super::path::TextPath;
use super::typing::{self, Retyped};
use crate::live::replica::{Edits, Replica};
use crate::live::{Address, Document};
use crate::text::utf16::units;

/// More than a keyboard brings at once, an input method's word among it: it was pasted, dropped or filled in.
const AT_ONCE: u32 = 24;
/// Typing without a pause or a sentence's end is cut between two words after so many units: about two lines.
const LONG: u32 = 160;

/// The undo and redo stacks of one person at one copy of a document. They live as long as the page does.
///
/// A portion ends with a pause, a sentence, a line or the field; what is pasted, and a selection that is deleted, is one by itself.
pub struct History<D: Document> {
    edits: Edits,
    /// The field that was typed in last.
    field: Option<D::Address>,
    /// Units typed since the portion began.
    typed: u32,
    /// The next change is one by itself, however small.
    apart: bool,
}

impl<D: Document> History<D> {
    /// See [`Document::history`].
    pub(in crate::live) fn new(replica: &Replica, now: fn() -> u64) -> Self {
        let doc = replica.doc();
        let texts: Vec<_> = D::ROOTS.texts.iter().map(|name| doc.get_or_insert_text(*name)).collect();
        let maps: Vec<_> = D::ROOTS.maps.iter().map(|name| doc.get_or_insert_map(*name)).collect();
        Self { edits: Edits::over(replica, &texts, &maps, D::ROOTS.lasting, now), field: None, typed: 0, apart: false }
    }

    /// See [`Document::retype_in`].
    pub(in crate::live) fn retype(
        &mut self,
        document: &mut D,
        address: &D::Address,
        shown: &str,
        typed: &str,
        caret: Option<u32>,
    ) -> Retyped {
        self.follow(document.replica(), address);
        let mut made = None;
        let retyped = typing::retype(document, address, shown, typed, caret, |change| {
            self.begins(address, change);
            made = Some(change.clone());
        });
        if let Some(change) = made {
            self.was_made(&change, typed, caret);
        }
        retyped
    }

    /// Whether there is something to undo.
    pub fn can_undo(&self) -> bool {
        self.edits.can_undo()
    }

    /// Whether there is something to redo.
    pub fn can_redo(&self) -> bool {
        self.edits.can_redo()
    }

    /// The next edit begins a new portion, however soon it comes: after leaving a field, or before moving an item.
    pub fn close_entry(&mut self) {
        self.edits.close_entry();
        self.typed = 0;
    }

    /// What is typed next was pasted or dropped: it is a portion by itself.
    pub fn apart(&mut self) {
        self.apart = true;
    }

    /// Takes back the last portion; returns the update that does so.
    pub fn undo(&mut self, replica: &mut Replica) -> Option<Vec<u8>> {
        self.typed = 0;
        self.edits.undo(replica)
    }

    /// Makes the last undone portion again; returns the update that does so.
    pub fn redo(&mut self, replica: &mut Replica) -> Option<Vec<u8>> {
        self.typed = 0;
        self.edits.redo(replica)
    }

    /// A root text need not be known from the beginning.
    fn follow(&mut self, replica: &Replica, address: &D::Address) {
        if let (TextPath::Root(name), true) = (address.path(), self.field.as_ref() != Some(address)) {
            self.edits.follow(&replica.doc().get_or_insert_text(name));
        }
    }

    /// A change is about to be made in a field.
    fn begins(&mut self, field: &D::Address, change: &Change) {
        if self.field.as_ref() != Some(field) || self.apart || is_whole(change) {
            self.close_entry();
            self.field = Some(field.clone());
        }
    }

    /// It was made; with it the field says `text`, and the caret stands behind what was typed.
    fn was_made(&mut self, change: &Change, text: &str, caret: Option<u32>) {
        // A gap before the first word belongs to that word, whatever stands before it.
        let between_words = self.typed > 0 && change.insert.ends_with(char::is_whitespace);
        self.typed += units(&change.insert);
        let cut = between_words && (self.typed >= LONG || ends_sentence(up_to(text, caret)));
        if self.apart || cut || (is_whole(change) && !replaces_by_typing(change)) {
            self.close_entry();
        }
        self.apart = false;
    }
}

/// Whether a change is one by itself: more than a key brings or takes.
fn is_whole(change: &Change) -> bool {
    let length = units(&change.insert);
    length > AT_ONCE
        || change.insert.trim_end_matches('\n').contains('\n')
        || (length == 0 && change.delete > 2)
        || replaces_by_typing(change)
}

/// Whether a selection was typed over: what is typed on belongs to it.
fn replaces_by_typing(change: &Change) -> bool {
    change.delete > 2 && (1..=2).contains(&units(&change.insert))
}

/// Whether a sentence or a line is at its end.
fn ends_sentence(text: &str) -> bool {
    text.ends_with('\n') || text.trim_end().ends_with(['.', '?', '!', '…'])
}

/// The text before the caret.
fn up_to(text: &str, caret: Option<u32>) -> &str {
    let mut left = caret.unwrap_or(u32::MAX);
    let end = text.char_indices().find(|(_, letter)| {
        let is_behind = left < letter.len_utf16() as u32;
        left = left.saturating_sub(letter.len_utf16() as u32);
        is_behind
    });
    end.map_or(text, |(byte, _)| &text[..byte])
}
