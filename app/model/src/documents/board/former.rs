//! Words that stood in a field today and were removed: offered again for the rest of the day.
//!
//! The room and every open page look at the lesson now and then and remember the fullest text of each field. Where less than half of it is
//! left, it is kept as former words: by the room in the file, so that they outlive the compaction of the log, by the page to offer them at once.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::address::{LessonText, StepText, TextAddress};
use super::edit::Board;
use super::field_text::{MAX_FIELD, fitting, units};
use super::lesson::{Lesson, StepId};

/// Fewer letters than this are typed again in a moment.
const FEW: usize = 6;
/// Former words of one field at most: the newest.
pub const FORMER_OF_A_FIELD: usize = 3;
/// Former words of one board at most: all fields of six steps.
pub const FORMER_PIECES: usize = 60;
/// Their bytes at most, so that no page that is opened has to pay much: forty full expositions.
pub const FORMER_BYTES: usize = 128 << 10;
/// A field's name is no longer than this; another client may have drawn other keys of steps.
const LONGEST_NAME: usize = 200;

/// What a field said before it was emptied, or shortened by more than half.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormerWords {
    /// Which field.
    pub field: TextAddress,
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

/// What a board's fields have said.
#[derive(Debug, Default)]
pub struct Memory {
    /// The fullest text of each field since it was last emptied.
    fullest: HashMap<TextAddress, String>,
    /// In the order in which they were kept.
    former: Vec<FormerWords>,
}

impl Memory {
    /// Remembers a lesson as it is, and what was removed from it earlier.
    pub fn new(lesson: &Lesson, former: Vec<FormerWords>) -> Self {
        let fullest = lesson
            .texts()
            .filter(|(address, text)| is_kept(address, text))
            .map(|(address, text)| (address, remembered(text).to_owned()))
            .collect();
        Self { fullest, former }
    }

    /// Looks at the lesson as it is now; returns what was removed since the last time. What is returned again under the same name replaces
    /// what was said of it before.
    pub fn look(&mut self, lesson: &Lesson, now: u64) -> Vec<FormerWords> {
        let mut removed = Vec::new();
        for (address, text) in lesson.texts() {
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
                let is_back = |former: &FormerWords| former.field == address && former.are_lost(full) && !former.are_lost(text);
                let came_back = self.former.iter().any(is_back);
                let words = std::mem::replace(full, text.to_owned());
                if !came_back {
                    removed.push(self.keep(address, &words, now));
                }
            } else if text.len() >= full.len() || !is_worth_keeping(full) {
                *full = text.to_owned();
            }
        }
        self.forget_what_left(lesson);
        removed
    }

    /// Fields of steps that are in the document no more, as another client may take them out, again and again.
    fn forget_what_left(&mut self, lesson: &Lesson) {
        let steps = lesson.steps.len() + lesson.deleted_steps.len();
        if self.fullest.len() > LessonText::ALL.len() + steps * StepText::ALL.len() {
            let mut here: Vec<&StepId> = lesson.steps.iter().chain(&lesson.deleted_steps).map(|step| &step.id).collect();
            here.sort_unstable();
            self.fullest.retain(|address, _| match address {
                TextAddress::Lesson(_) => true,
                TextAddress::Step(id, _) => here.binary_search(&id).is_ok(),
            });
        }
    }

    /// Everything that was removed, whether it is back or not.
    pub fn former(&self) -> &[FormerWords] {
        &self.former
    }

    /// Lets go of what was removed before a moment: its day is over.
    pub fn forget_before(&mut self, moment: u64) {
        self.former.retain(|former| former.removed_at >= moment);
    }

    fn keep(&mut self, field: TextAddress, words: &str, now: u64) -> FormerWords {
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

    fn make_room(&mut self, field: &TextAddress) {
        let of_field = |former: &FormerWords| former.field == *field;
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

impl Board {
    /// Puts former words back: into an empty field as they were, else behind what stands there, of which nothing goes. Nothing where there is
    /// no room for all of them.
    pub fn put_back(&mut self, address: &TextAddress, words: &str, one_line: bool) -> Option<Vec<u8>> {
        let text = self.text(address);
        if !has_room(&text, words) {
            return None;
        }
        if text.trim().is_empty() {
            return self.splice(address, 0, units(&text), words);
        }
        let gap = if one_line { " " } else { "\n" };
        let words = if text.ends_with(char::is_whitespace) { words.to_owned() } else { format!("{gap}{words}") };
        self.splice(address, units(&text), 0, &words)
    }
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

fn is_kept(address: &TextAddress, text: &str) -> bool {
    !text.is_empty() && !matches!(address, TextAddress::Step(id, _) if id.as_str().len() > LONGEST_NAME)
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
