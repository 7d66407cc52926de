//! Letters that were lost or mangled on the way: `Bront\u{fffd}`, `BrontÃ«`, `Bront?`. What can be put right is; the rest never
//! takes the place of a good name.

use encoding_rs::WINDOWS_1252;

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

/// Whether `new` is what is known with some of its letters mangled: to question marks or in another way.
pub(super) fn worse(new: &str, known: &str) -> bool {
    if damaged(new) {
        return !damaged(known);
    }
    let (mut ours, mut lost) = (known.chars(), false);
    let fits = new.chars().all(|letter| match ours.next() {
        Some(same) if same == letter => true,
        Some(other) => {
            lost = true;
            !other.is_ascii() && matches!(letter, '?' | '_')
        }
        None => false,
    });
    fits && lost && ours.next().is_none()
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
        for new in ["Bront\u{fffd}", "BrontÃ«", "Bront?", "Bront_"] {
            assert!(worse(new, "Brontë"), "{new}");
        }
        for new in ["Brontë Primary", "Oak", "Bronte", "Brontë"] {
            assert!(!worse(new, "Brontë"), "{new}");
        }
        assert!(!worse("Bront\u{fffd} Academy", "Bront\u{fffd}"), "nothing better is known");
        assert!(!worse("Who? Primary", "Whoa Primary"));
    }
}
