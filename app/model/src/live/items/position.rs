//! Fractional positions: an item moves by writing one string, so that moving never touches what others type into it.
//!
//! A position is a fraction between 0 and 1 written in base 62 without the leading `0.`; its last digit is never `0`,
//! so that there is always room before it. Strings compare as the fractions do.

const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// Whether the text is a position of this kind. Another client may have written anything else; such items still sort by
/// their text, and get a proper position when they are next moved.
pub fn is_position(text: &str) -> bool {
    !text.is_empty() && !text.ends_with('0') && text.bytes().all(|byte| digit(byte).is_some())
}

/// A position after `before` and before `after`; `None` stands for the beginning and the end.
/// Returns `None` when there is no such place: the two are equal, the wrong way round, or not positions.
pub fn between(before: Option<&str>, after: Option<&str>) -> Option<String> {
    let usable = |end: Option<&str>| end.is_none_or(is_position);
    if !usable(before) || !usable(after) || matches!((before, after), (Some(a), Some(b)) if a >= b) {
        return None;
    }
    let (low, high) = (before.unwrap_or_default().as_bytes(), after.map(str::as_bytes));
    let mut result = Vec::new();
    let mut high = high;
    for index in 0.. {
        let from = low.get(index).copied().and_then(digit).unwrap_or(0);
        let to = match high {
            Some(bytes) => bytes.get(index).copied().and_then(digit).unwrap_or(0),
            None => DIGITS.len(),
        };
        if from + 1 < to {
            result.push(DIGITS[from.midpoint(to)]);
            break;
        }
        result.push(DIGITS[from]);
        // Once below the upper end, the rest of it does not bind any more.
        if from < to {
            high = None;
        }
    }
    String::from_utf8(result).ok()
}

fn digit(byte: u8) -> Option<usize> {
    DIGITS.iter().position(|&candidate| candidate == byte)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn there_is_always_room_at_both_ends_and_between() {
        let first = between(None, None).unwrap_or_default();
        let second = between(Some(&first), None).unwrap_or_default();
        assert!(first < second);
        let mut last = second.clone();
        for _ in 0..200 {
            let middle = between(Some(&first), Some(&last)).unwrap_or_default();
            assert!(first < middle && middle < last && is_position(&middle), "{first} {middle} {last}");
            last = middle;
        }
    }

    #[test]
    fn equal_or_foreign_ends_have_no_place_between() {
        assert_eq!(between(Some("V"), Some("V")), None);
        assert_eq!(between(Some("b"), Some("a")), None);
        assert_eq!(between(Some("not a position"), None), None);
    }

    proptest! {
        #[test]
        fn any_row_of_insertions_stays_in_order(choices in prop::collection::vec(any::<prop::sample::Index>(), 1..120)) {
            let mut row: Vec<String> = Vec::new();
            for choice in choices {
                let at = choice.index(row.len() + 1);
                let before = at.checked_sub(1).map(|i| row[i].clone());
                let place = between(before.as_deref(), row.get(at).map(String::as_str));
                prop_assert!(place.as_deref().is_some_and(is_position));
                row.insert(at, place.unwrap_or_default());
            }
            prop_assert!(row.windows(2).all(|pair| pair[0] < pair[1]));
        }
    }
}
