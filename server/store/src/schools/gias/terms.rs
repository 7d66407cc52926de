//! Words of which GIAS has a list. They are compared by their letters: `All through` and `All-through` are one phase.

/// A school that has closed.
pub(super) const CLOSED: &str = "Closed";

const STATUSES: [&str; 5] = ["Open", "Open, but proposed to close", CLOSED, "Proposed to open", "Not applicable"];

const PHASES: [&str; 8] =
    ["Nursery", "Primary", "Middle deemed primary", "Secondary", "Middle deemed secondary", "16 plus", "All-through", "Not applicable"];

/// A status in its usual spelling.
pub(super) fn status(text: &str) -> Option<&'static str> {
    find(&STATUSES, text)
}

/// A phase in its usual spelling.
pub(super) fn phase(text: &str) -> Option<&'static str> {
    find(&PHASES, text)
}

fn find<'a>(list: &[&'a str], text: &str) -> Option<&'a str> {
    list.iter().copied().find(|term| *term == text || same(term, text))
}

/// Whether two spellings have the same letters and digits.
pub(super) fn same(one: &str, other: &str) -> bool {
    fn letters(text: &str) -> impl Iterator<Item = char> {
        text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase)
    }
    letters(one).eq(letters(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_count_and_punctuation_does_not() {
        for text in ["All-through", "All through", "all–through", "ALL THROUGH "] {
            assert_eq!(phase(text), Some("All-through"), "{text}");
        }
        assert_eq!(status("Open but proposed to close"), Some("Open, but proposed to close"));
        assert_eq!((phase("Primary school"), status("")), (None, None));
    }
}
