//! Words that stood in a field today and were removed: offered again for the rest of the day.
//!
//! The room and every open page look at the document now and then and remember the fullest text of each field. Where less than half of it is
//! left, it is kept as former words: by the room in the file, so that they outlive the compaction of the log, by the page to offer them at once.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::field_text::{MAX_FIELD, fitting};
use crate::live::{Address, Content, Document};
use crate::text::utf16::units;

/// Fewer letters than this are typed again in a moment.
const FEW: usize = 6;
/// Former words of one field at most: the newest.
pub const FORMER_OF_A_FIELD: usize = 3;
/// Former words of one document at most: all fields of six steps of a lesson.
pub const FORMER_PIECES: usize = 60;
/// Their bytes at most, so that no page that is opened has to pay much: forty full expositions.
pub const FORMER_BYTES: usize = 128 << 10;
/// The key of a field's item is no longer than this; another client may have drawn other keys of items.
const LONGEST_KEY: usize = 200;

/// What a field said before it was emptied, or shortened by more than half.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormerWords {
    /// Which field, by its [`Address`].
    pub field: String,
    /// When they were kept first, in milliseconds since 1970: with the field, their name.
    pub kept_at: u64,
    /// When they were removed last, in milliseconds since 1970.
    pub removed_at: u64,
    /// All of them.
    pub words: String,
}

impl FormerWords {
    /// Whether less than half of them stands in the field that says `text`.
    pub fn are_lost(&self, text: &str) -> bool {
        is_lost(&self.words, text)
    }
}

/// What a document's fields have said.
pub struct Memory<D: Document> {
    /// The fullest text of each field since it was last emptied.
    fullest: HashMap<D::Address, String>,
    /// In the order in which they were kept.
    former: Vec<FormerWords>,
}

impl<D: Document> Memory<D> {
    /// Remembers a document as it is, and what was removed from it earlier. A field that a later version names is none of ours.
    pub fn new(content: &D::Content, mut former: Vec<FormerWords>) -> Self {
        former.retain(|former| former.field.parse::<D::Address>().is_ok());
        let fullest = content
            .texts()
            .filter(|(address, text)| is_kept(address, text))
            .map(|(address, text)| (address, remembered(text).to_owned()))
            .collect();
        Self { fullest, former }
    }

    /// Looks at the document as it is now; returns what was removed since the last time. What is returned again under the same name replaces
    /// what was said of it before.
    pub fn look(&mut self, content: &D::Content, now: u64) -> Vec<FormerWords> {
        let mut removed = Vec::new();
        let mut fields = 0;
        for (address, text) in content.texts() {
            fields += 1;
            let text = remembered(text);
            let Some(full) = self.fullest.get_mut(&address) else {
                if is_kept(&address, text) {
                    self.fullest.insert(address, text.to_owned());
                }
                continue;
            };
            if full == text {
                continue;
            }
            if is_lost(full, text) {
                // What stood in the place of words that are back, as after undo, was meant to go.
                let field = address.to_string();
                let is_back = |former: &FormerWords| former.field == field && former.are_lost(full) && !former.are_lost(text);
                let came_back = self.former.iter().any(is_back);
                let words = std::mem::replace(full, text.to_owned());
                if !came_back {
                    removed.push(self.keep(field, &words, now));
                }
            } else if text.len() >= full.len() || !is_worth_keeping(full) {
                *full = text.to_owned();
            }
        }
        // Items that are in the document no more, as another client may take them out, again and again.
        if self.fullest.len() > fields {
            let here: HashSet<D::Address> = content.texts().map(|(address, _)| address).collect();
            self.fullest.retain(|address, _| here.contains(address));
        }
        removed
    }

    /// Everything that was removed, whether it is back or not.
    pub fn former(&self) -> &[FormerWords] {
        &self.former
    }

    /// Lets go of what was removed before a moment: its day is over.
    pub fn forget_before(&mut self, moment: u64) {
        self.former.retain(|former| former.removed_at >= moment);
    }

    fn keep(&mut self, field: String, words: &str, now: u64) -> FormerWords {
        let (words, _) = fitting(words, MAX_FIELD);
        let index = self.former.iter().position(|former| former.field == field && is_of_one(&former.words, words));
        let kept = match index.map(|index| self.former.remove(index)) {
            // Deleted letter by letter, or once more after they were put back: the fuller ones stay.
            Some(former) if former.words.len() >= words.len() => FormerWords { removed_at: now, ..former },
            Some(former) => FormerWords { removed_at: now, words: words.to_owned(), ..former },
            None => {
                let last = self.former.iter().filter(|former| former.field == field).map(|former| former.kept_at).max();
                let kept_at = now.max(last.map_or(0, |last| last + 1));
                FormerWords { field, kept_at, removed_at: now, words: words.to_owned() }
            }
        };
        self.former.push(kept.clone());
        self.make_room(&kept.field);
        kept
    }

    fn make_room(&mut self, field: &str) {
        let of_field = |former: &FormerWords| former.field == field;
        while self.former.iter().filter(|former| of_field(former)).count() > FORMER_OF_A_FIELD {
            if let Some(oldest) = self.former.iter().position(of_field) {
                self.former.remove(oldest);
            }
        }
        let bytes = |former: &[FormerWords]| former.iter().map(|former| former.words.len()).sum::<usize>();
        while self.former.len() > FORMER_PIECES || bytes(&self.former) > FORMER_BYTES {
            self.former.remove(0);
        }
    }
}

/// See [`Document::put_back`].
pub(in crate::live) fn put_back<D: Document>(document: &mut D, address: &D::Address, words: &str) -> Option<Vec<u8>> {
    let text = document.text(address);
    if !has_room(&text, words) {
        return None;
    }
    if text.trim().is_empty() {
        return document.splice(address, 0, units(&text), words);
    }
    let gap = if address.is_one_line() { " " } else { "\n" };
    let words = if text.ends_with(char::is_whitespace) { words.to_owned() } else { format!("{gap}{words}") };
    document.splice(address, units(&text), 0, &words)
}

/// Whether a field that says `text` has room for all of `words`, with a gap before them.
pub fn has_room(text: &str, words: &str) -> bool {
    units(text) + units(words) < MAX_FIELD
}

/// What is remembered of a text: all that a field has room for, and not what another client may have put behind it.
fn remembered(text: &str) -> &str {
    // A letter of one unit has three bytes at most.
    &text[..text.floor_char_boundary(3 * MAX_FIELD as usize)]
}

fn is_kept(address: &impl Address, text: &str) -> bool {
    !text.is_empty() && address.path().item().is_none_or(|id| id.as_str().len() <= LONGEST_KEY)
}

fn is_worth_keeping(text: &str) -> bool {
    text.trim().chars().take(FEW).count() == FEW
}

/// Whether less than half of a text that is worth keeping is left in another.
fn is_lost(full: &str, text: &str) -> bool {
    if !is_worth_keeping(full) {
        return false;
    }
    // What was typed on, or changed in one place, is known without looking at the words.
    let same = common(full.bytes(), text.bytes());
    let rest = full.len().min(text.len()) - same;
    let same = same + common(full.bytes().rev().take(rest), text.bytes().rev().take(rest));
    same * 2 < full.len() && share(full, text) < 50
}

/// Whether two former texts of a field are one and the same, of which more or less was left.
fn is_of_one(one: &str, other: &str) -> bool {
    let (fuller, less) = if one.len() >= other.len() { (one, other) } else { (other, one) };
    share(less, fuller) >= 80
}

fn common(one: impl Iterator<Item = u8>, other: impl Iterator<Item = u8>) -> usize {
    one.zip(other).take_while(|(a, b)| a == b).count()
}

/// How much of a text's letters stands in another, in hundredths, word by word and wherever in it.
fn share(words: &str, text: &str) -> usize {
    let mut there: HashMap<&str, usize> = HashMap::new();
    for word in text.split_whitespace() {
        *there.entry(word).or_default() += 1;
    }
    let (mut all, mut left) = (0, 0);
    for word in words.split_whitespace() {
        all += word.len();
        if let Some(count) = there.get_mut(word).filter(|count| **count > 0) {
            *count -= 1;
            left += word.len();
        }
    }
    (left * 100).checked_div(all).unwrap_or(100)
}

#[cfg(test)]
mod tests;
