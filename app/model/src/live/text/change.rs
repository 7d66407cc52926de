//! What somebody did to a text field, told from the text before and after.

use crate::text::utf16::units;

/// One replacement, in UTF-16 units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Where it begins.
    pub at: u32,
    /// How much of the old text goes.
    pub delete: u32,
    /// What comes in its place.
    pub insert: String,
}

impl Change {
    /// The same change made after `theirs`, which began from the same text. Where both replaced the same letters, theirs have
    /// gone already and only what is left of ours is replaced.
    pub fn after(self, theirs: &Self) -> Self {
        let (at, end) = (theirs.moved(self.at), theirs.moved(self.at + self.delete));
        Self { at, delete: if self.delete == 0 { 0 } else { end.saturating_sub(at) }, insert: self.insert }
    }

    /// Where a place is once the change is made.
    fn moved(&self, offset: u32) -> u32 {
        let (end, length) = (self.at + self.delete, units(&self.insert));
        match offset {
            _ if offset <= self.at => offset,
            _ if offset >= end => offset - self.delete + length,
            _ => self.at + length,
        }
    }
}

/// Where the place `offset` of `old` is in `new`, in UTF-16 units: behind the same letter, where that is still there.
pub fn moved(offset: u32, old: &str, new: &str) -> u32 {
    let old: Vec<u16> = old.encode_utf16().collect();
    let new: Vec<u16> = new.encode_utf16().collect();
    let prefix = common(old.iter(), new.iter());
    if offset as usize <= prefix {
        return offset;
    }
    let suffix = common(old.iter().rev(), new.iter().rev()).min(old.len().min(new.len()) - prefix);
    (new.len() - suffix.min(old.len().saturating_sub(offset as usize))) as u32
}

/// The smallest single replacement that makes `old` read `new`; `None` when they are the same.
///
/// Typing `a` into `aa` could be at any of three places: `caret`, where the typing ended in `new`, tells which.
pub fn between(old: &str, new: &str, caret: Option<u32>) -> Option<Change> {
    if old == new {
        return None;
    }
    let old: Vec<u16> = old.encode_utf16().collect();
    let new: Vec<u16> = new.encode_utf16().collect();
    let shorter = old.len().min(new.len());
    // Text after the caret was not touched by typing, so it is matched first, and no further than the caret.
    let behind_caret = caret.map_or(shorter, |caret| new.len().saturating_sub(caret as usize)).min(shorter);
    let mut suffix = common(old.iter().rev(), new.iter().rev()).min(behind_caret);
    if splits_pair(&old, old.len() - suffix) || splits_pair(&new, new.len() - suffix) {
        suffix -= 1;
    }
    let mut prefix = common(old.iter(), new.iter()).min(shorter - suffix);
    if splits_pair(&old, prefix) || splits_pair(&new, prefix) {
        prefix -= 1;
    }
    Some(Change {
        at: prefix as u32,
        delete: (old.len() - suffix - prefix) as u32,
        insert: String::from_utf16_lossy(&new[prefix..new.len() - suffix]),
    })
}

fn common<'a>(a: impl Iterator<Item = &'a u16>, b: impl Iterator<Item = &'a u16>) -> usize {
    a.zip(b).take_while(|(a, b)| a == b).count()
}

/// Whether a cut at `index` would tear a surrogate pair (an emoji, say) apart.
fn splits_pair(units: &[u16], index: usize) -> bool {
    index > 0 && units.get(index).is_some_and(|unit| (0xDC00..0xE000).contains(unit)) && (0xD800..0xDC00).contains(&units[index - 1])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn change(old: &str, new: &str, caret: u32) -> (u32, u32, String) {
        between(old, new, Some(caret)).map(|c| (c.at, c.delete, c.insert)).unwrap_or_default()
    }

    #[test]
    fn the_caret_tells_which_of_equal_letters_is_new() {
        assert_eq!(change("aa", "aaa", 1), (0, 0, "a".to_owned()));
        assert_eq!(change("aa", "aaa", 2), (1, 0, "a".to_owned()));
        assert_eq!(change("aa", "aaa", 3), (2, 0, "a".to_owned()));
    }

    #[test]
    fn a_change_made_before_a_colleagues_arrived_lands_where_it_was_meant() {
        let after = |shown, typed, theirs| {
            let own = between(shown, typed, None)?.after(&between(shown, theirs, None)?);
            Some((own.at, own.delete, own.insert))
        };
        assert_eq!(after("the whole", "the whole is", "NB the whole"), Some((12, 0, " is".to_owned())));
        assert_eq!(after("the whole", "a whole", "the whole is"), Some((0, 3, "a".to_owned())));
        assert_eq!(after("one two", "one", "two"), Some((0, 3, String::new())));
    }

    #[test]
    fn a_caret_stays_behind_its_letter_when_the_text_changes() {
        assert_eq!(
            [0, 3, 9].map(|caret| moved(caret, "the whole", "NB the whole")),
            [0, 6, 12],
            "at the beginning it has no letter before it"
        );
        assert_eq!([0, 3, 9].map(|caret| moved(caret, "the whole", "the")), [0, 3, 3]);
        assert_eq!(moved(4, "same", "same"), 4);
    }

    #[test]
    fn an_emoji_is_never_torn_apart() {
        // Both begin with the same half of a pair.
        assert_eq!(change("\u{1F600}", "\u{1F601}", 2), (0, 2, "\u{1F601}".to_owned()));
    }

    proptest! {
        #[test]
        fn making_the_change_gives_the_new_text(old in "[ab\u{1F600}é]{0,12}", new in "[ab\u{1F600}\u{1F601}é]{0,12}", caret in 0_u32..30) {
            if let Some(change) = between(&old, &new, Some(caret)) {
                let mut units: Vec<u16> = old.encode_utf16().collect();
                let at = change.at as usize;
                units.splice(at..at + change.delete as usize, change.insert.encode_utf16());
                prop_assert_eq!(String::from_utf16(&units).ok(), Some(new));
            } else {
                prop_assert_eq!(old, new);
            }
        }
    }
}
