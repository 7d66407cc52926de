//! Strings in source text, which Rust and CSS write alike.

/// The length of the string that `text` begins with, both quotes included; all of `text` if it never ends.
pub fn quoted(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, next) in text.char_indices().skip(1) {
        match next {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if next == quote => return at + 1,
            _ => {}
        }
    }
    text.len()
}
