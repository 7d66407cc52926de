//! A field's text and the document's offsets, and the one place where each is told from the other.
//!
//! A text area knows one kind of line end and nothing but letters; other Yjs editors write CR LF, and put pictures and formatting into a text.
//! So a shared text holds units that no field shows: what is embedded takes one each, and so does the CR of a CR LF. Formatting takes none.

use yrs::types::text::{Diff, YChange};
use yrs::{Any, GetString, Out, Text, Transact};

use super::path::TextPath;
use crate::live::items::Items;
use crate::live::replica::{Caret, Replica};
use crate::sorting::sort_by;
use crate::text::utf16::units;

/// UTF-16 units that a field holds: eight printed pages. A hundred full fields still fit into a document, and one is a sixteenth of what
/// may be sent at once.
pub const MAX_FIELD: u32 = 20_000;

/// What a text area makes of a text: every line ends with LF alone.
pub fn in_a_field(text: String) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text }
}

/// A text as a field has it, and where each of its letters is in the document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldText {
    letters: String,
    /// In their order.
    hidden: Vec<Hidden>,
    /// Units of the field that are a CR by itself in the document.
    returns: Vec<u32>,
    /// Something in the document was not understood: where the letters are is not known.
    unknown: bool,
}

/// A unit of the document that no field shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Hidden {
    /// The unit of the field before which it stands.
    field: u32,
    document: u32,
    /// It goes when that unit goes: the CR before an LF. What is embedded stays.
    is_return: bool,
}

/// A replacement, in the document's units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Splice {
    /// What goes, from the end on: where and how much.
    pub(super) deletions: Vec<(u32, u32)>,
    pub(super) at: u32,
    pub(super) insert: String,
    /// Units of the insertion for which there was no room.
    pub(super) left_out: u32,
}

impl FieldText {
    /// The text at its place in the document; an empty one where there is none.
    pub(in crate::live) fn read(replica: &Replica, items: Items, path: TextPath<'_>) -> Self {
        let txn = replica.doc().transact();
        match (path.shared(&txn, items), path.plain(&txn, items)) {
            (Some(shared), _) => {
                let mut field = Reading::default();
                for Diff { insert, .. } in shared.diff(&txn, YChange::identity) {
                    match insert {
                        Out::Any(Any::String(letters)) => field.letters(&letters),
                        _ => field.embedded(),
                    }
                }
                field.end(shared.len(&txn), shared.get_string(&txn))
            }
            (None, Some(plain)) => {
                let mut field = Reading::default();
                field.letters(&plain);
                field.end(units(&plain), plain)
            }
            (None, None) => Self::default(),
        }
    }

    /// The text as a field has it.
    pub fn as_str(&self) -> &str {
        &self.letters
    }

    /// Where in the field a caret stands.
    pub fn offset(&self, caret: &Caret, replica: &Replica) -> Option<u32> {
        Some(self.in_field(caret.offset(replica)?))
    }

    /// Where in the document something before the field's unit `offset` goes: behind the letter before it, as a caret does.
    pub(super) fn in_document(&self, offset: u32) -> u32 {
        offset + self.hidden.iter().take_while(|hidden| hidden.field < offset).count() as u32
    }

    fn in_field(&self, offset: u32) -> u32 {
        offset - self.hidden.iter().take_while(|hidden| hidden.document < offset).count() as u32
    }

    /// What has to be done in the document for `delete` of the field's units at `at` to be replaced by as much of `insert` as fits.
    /// What lies beyond the end is ignored; `None` when nothing can be done.
    pub(super) fn splice(&self, at: u32, delete: u32, insert: &str) -> Option<Splice> {
        if self.unknown {
            return None;
        }
        let own: Vec<u16> = self.letters.encode_utf16().collect();
        let length = own.len() as u32;
        // Behind a pair rather than into it.
        let whole = |at: u32| at + u32::from(own.get(at as usize).is_some_and(|unit| (0xDC00..0xE000).contains(unit)));
        let start = whole(at.min(length));
        let end = whole(at.saturating_add(delete).min(length)).max(start);
        let insert = in_a_field(insert.to_owned());
        let room = MAX_FIELD.saturating_sub(length - (end - start));
        let (fits, left_out) = fitting(&insert, room);
        let (mut start, mut insert) = (start, fits.to_owned());
        // A CR by itself must not become one with the LF that comes to stand behind it; nor one before that with what is written for it.
        let next_is_feed = if insert.is_empty() { self.is_feed(&own, end) } else { insert.starts_with('\n') };
        if next_is_feed && (end > start || !insert.is_empty()) {
            let returns = (0..start).rev().take_while(|unit| self.returns.binary_search(unit).is_ok()).count();
            start -= returns as u32;
            insert.insert_str(0, &"\n".repeat(returns));
        }
        Some(Splice { deletions: self.deletions(start, end), at: self.in_document(start), insert, left_out })
    }

    /// Whether a unit of the field is an LF, and in the document no more than that.
    fn is_feed(&self, own: &[u16], at: u32) -> bool {
        let is_new_line = own.get(at as usize) == Some(&u16::from(b'\n'));
        let with_return = self.hidden.iter().any(|hidden| hidden.is_return && hidden.field == at);
        is_new_line && !with_return && self.returns.binary_search(&at).is_err()
    }

    /// Where in the document the field's units from `start` to before `end` are, from the end on.
    fn deletions(&self, start: u32, end: u32) -> Vec<(u32, u32)> {
        if start == end {
            return Vec::new();
        }
        // What is hidden before the last unit stands before it in the document too.
        let last = end - 1 + self.hidden.iter().take_while(|hidden| hidden.field < end).count() as u32;
        let (mut from, to) = (self.in_document(start), last + 1);
        let mut ranges = Vec::new();
        for embedded in self.hidden.iter().filter(|hidden| !hidden.is_return) {
            if (from..to).contains(&embedded.document) {
                ranges.push((from, embedded.document - from));
                from = embedded.document + 1;
            }
        }
        ranges.push((from, to - from));
        ranges.retain(|(_, length)| *length > 0);
        ranges.reverse();
        ranges
    }
}

/// The text as it is gone through.
#[derive(Default)]
struct Reading {
    field: FieldText,
    /// How far it is, in the field's and in the document's units.
    at: (u32, u32),
    /// The last letter was a CR: where in the document. It is not known yet whether an LF follows.
    open: Option<u32>,
}

impl Reading {
    fn letters(&mut self, letters: &str) {
        for letter in letters.chars() {
            match (letter, self.open.take()) {
                ('\n', Some(document)) => self.field.hidden.push(Hidden { field: self.at.0, document, is_return: true }),
                (_, Some(document)) => self.lone_return(document),
                (_, None) => {}
            }
            if letter == '\r' {
                self.open = Some(self.at.1);
            } else {
                self.field.letters.push(letter);
                self.at.0 += letter.len_utf16() as u32;
            }
            self.at.1 += letter.len_utf16() as u32;
        }
    }

    fn embedded(&mut self) {
        self.field.hidden.push(Hidden { field: self.at.0, document: self.at.1, is_return: false });
        self.at.1 += 1;
    }

    fn lone_return(&mut self, document: u32) {
        // What was embedded since then stands behind it.
        for hidden in self.field.hidden.iter_mut().rev().take_while(|hidden| hidden.document > document) {
            hidden.field += 1;
        }
        self.field.returns.push(self.at.0);
        self.field.letters.push('\n');
        self.at.0 += 1;
    }

    fn end(mut self, length: u32, letters: String) -> FieldText {
        if let Some(document) = self.open.take() {
            self.lone_return(document);
        }
        let letters = in_a_field(letters);
        sort_by(&mut self.field.hidden, |one, other| one.document.cmp(&other.document));
        if self.at.1 != length || self.field.letters != letters {
            return FieldText { letters, unknown: true, ..FieldText::default() };
        }
        self.field
    }
}

/// As much of a text's beginning as has at most so many units, and how many there are beyond.
pub(crate) fn fitting(text: &str, room: u32) -> (&str, u32) {
    let (mut taken, mut end) = (0, text.len());
    for (byte, letter) in text.char_indices() {
        let next = taken + letter.len_utf16() as u32;
        if next > room {
            end = byte;
            break;
        }
        taken = next;
    }
    let (fits, beyond) = text.split_at(end);
    (fits, units(beyond))
}

#[cfg(test)]
mod tests;
