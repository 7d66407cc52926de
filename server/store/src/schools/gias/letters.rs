//! Letters that were lost or mangled on the way: `Bront\u{fffd}`, `BrontÃ«`, `Bront?`. What can be put right is; the rest never
//! takes the place of a good name.

use std::ops::Range;

use encoding_rs::WINDOWS_1252;

/// As many bytes as a letter of a name has in UTF-8: each may have become a letter or a question mark.
const LONGEST: usize = 3;

/// The text as it was before somebody read UTF-8 as Windows-1252 and saved it again; `None` when nobody did.
pub(super) fn repaired(text: &str) -> Option<String> {
    let once = read_again(text)?;
    Some(read_again(&once).unwrap_or(once))
}

fn read_again(text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    let (bytes, _, lost) = WINDOWS_1252.encode(text);
    let read = std::str::from_utf8(&bytes).ok().filter(|_| !lost)?;
    // `CAFÉ’S` would be UTF-8 too, with a letter that no school has.
    let known = |letter: char| letter.is_ascii() || matches!(letter, '\u{a0}'..='\u{17f}' | '\u{2010}'..='\u{2026}' | '€');
    read.chars().all(known).then(|| read.to_owned())
}

/// Whether letters of a text are lost or mangled.
pub(super) fn damaged(text: &str) -> bool {
    if text.is_ascii() {
        return false;
    }
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\u{fffd}' | '\u{80}'..='\u{9f}' => return true,
            'Â' | 'Ã' | 'Ä' | 'Å' if letters.peek().is_some_and(|next| continues(*next)) => return true,
            'â' if matches!(letters.peek(), Some('€' | '\u{80}')) => return true,
            _ => {}
        }
    }
    false
}

/// Whether in UTF-8 that was read as Windows-1252 this letter can be the second of two.
fn continues(letter: char) -> bool {
    let mut buffer = [0; 4];
    let (bytes, _, lost) = WINDOWS_1252.encode(letter.encode_utf8(&mut buffer));
    !lost && matches!(*bytes, [0x80..=0xbf])
}

/// Whether `new` is what is known with some of its letters mangled: to question marks, or to what other letters a code page of a
/// Mac or of MS-DOS has in their place. Every ASCII letter is the same then.
pub(super) fn worse(new: &str, known: &str) -> bool {
    if damaged(new) || damaged(known) {
        return !damaged(known);
    }
    let (new, known) = (new.chars().collect::<Vec<_>>(), known.chars().collect::<Vec<_>>());
    let (mut at, mut ours, mut lost) = (0, 0, false);
    while ours < known.len() {
        let run = known[ours..].iter().take_while(|letter| !letter.is_ascii()).count();
        if run == 0 {
            if new.get(at) != known.get(ours) {
                return false;
            }
            (at, ours) = (at + 1, ours + 1);
            continue;
        }
        let theirs = new[at..].iter().take_while(|letter| !letter.is_ascii() || matches!(letter, '?' | '_')).count();
        if !(run..=run * LONGEST).contains(&theirs) {
            return false;
        }
        lost |= lost_in(&new[at..at + theirs], &known, ours..ours + run);
        (at, ours) = (at + theirs, ours + run);
    }
    lost && at == new.len()
}

/// Whether letters in a row are worse than the known ones in their place.
fn lost_in(new: &[char], known: &[char], place: Range<usize>) -> bool {
    if new.len() != place.len() {
        return !place.clone().any(|at| misplaced(known, at));
    }
    new.iter().zip(place).any(|(new, at)| *new != known[at] && !same_letter(*new, known[at]) && !misplaced(known, at))
}

/// Whether one letter may be another one put right: it has another accent, or is another mark of the same kind.
fn same_letter(one: char, other: char) -> bool {
    const SAME: [&str; 10] = ["àáâãäåāă", "çćč", "èéêëēę", "ìíîïī", "ñńň", "òóôõöøō", "ùúûüū", "ýÿŷ", "‘’‚‛“”„´", "–—‐‑"];
    let lower = |letter: char| letter.to_lowercase().next().unwrap_or(letter);
    one.is_uppercase() == other.is_uppercase() && SAME.iter().any(|all| all.contains(lower(one)) && all.contains(lower(other)))
}

/// Whether a letter beyond ASCII can't stand where it does: then it is what has become of another one.
fn misplaced(text: &[char], at: usize) -> bool {
    let beside = |at: Option<usize>| at.and_then(|at| text.get(at)).copied().unwrap_or(' ');
    let (before, letter, after) = (beside(at.checked_sub(1)), text[at], beside(at.checked_add(1)));
    match letter {
        '’' | '”' | '´' | '\u{a0}' | '…' | '‐' | '‑' => false,
        '‘' | '“' => before.is_alphanumeric(),
        '–' | '—' => before.is_lowercase() && after.is_lowercase(),
        _ if letter.is_uppercase() => before.is_lowercase(),
        _ if letter.is_alphabetic() => letter == 'ƒ' || before.is_uppercase() && after.is_uppercase(),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_read_in_the_wrong_letters_is_put_right() {
        for (mangled, right) in
            [("BrontÃ« â€“ FaÃ§ade", "Brontë – Façade"), ("St Maryâ€™s", "St Mary’s"), ("Ã\u{81}rea", "Área"), ("BrontÃƒÂ«", "Brontë")]
        {
            assert_eq!(repaired(mangled).as_deref(), Some(right), "{mangled}");
            assert!(damaged(mangled), "{mangled}");
        }
        for right in ["Oak", "Brontë", "CAFÉ’S", "St Mary’s – Façade", "Łódź", "FIERTÉ"] {
            assert_eq!(repaired(right), None, "{right}");
            assert!(!damaged(right), "{right}");
        }
    }

    #[test]
    fn what_is_mangled_is_worse_than_what_is_known() {
        for new in ["Bront\u{fffd}", "BrontÃ«", "Bront?", "Bront??", "Bront_", "Bront‘", "Bront‰", "BrontÎ", "Bront√´"] {
            assert!(worse(new, "Brontë"), "{new}");
        }
        for new in ["St MaryÕs – Fa?ade", "St Maryís – Façade", "St Mary???s ??? Fa??ade", "St Mary’s Ð Faade"] {
            assert_eq!(worse(new, "St Mary’s – Façade"), new != "St Mary’s Ð Faade", "{new}");
        }
        assert!(worse("NOÓL", "NOËL") && worse("Zošn", "Zoön"));
        for new in ["Brontë Primary", "Oak", "Bronte", "Brontë"] {
            assert!(!worse(new, "Brontë"), "{new}");
        }
        assert!(!worse("Bront\u{fffd} Academy", "Bront\u{fffd}"), "nothing better is known");
        assert!(!worse("Who? Primary", "Whoa Primary"));
    }

    #[test]
    fn what_is_put_right_takes_the_place_of_what_was_mangled() {
        for (known, right) in [
            ("Bront‘", "Brontë"),
            ("Bront‰", "Brontë"),
            ("Bront√´", "Brontë"),
            ("Bront??", "Brontë"),
            ("St MaryÕs", "St Mary’s"),
            ("Espa–a", "España"),
            ("Zoé", "Zoë"),
            ("St Mary‘s", "St Mary’s"),
            ("Oak — Elm", "Oak – Elm"),
        ] {
            assert!(!worse(right, known), "{known}");
        }
    }
}
