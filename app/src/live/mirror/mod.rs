//! What lies under a text field: its words as they are meant to be read, with colleagues' carets in them.
//!
//! The mirror's letters are the field's, one for one, and each takes the very room that it takes in the text area over it. A fraction is
//! drawn upon its `1/4`, a slot round its brackets: lines break alike, a field keeps its height when somebody begins to write,
//! and the caret lands where one clicks, because nothing has moved.

mod fraction;
mod line;
mod marks;
mod token;

use marks::Marks;
use model::live::Address;

use super::colleague::Colleague;
use super::field_kind::FieldKind;
use super::flags::flags;

/// The mirror's HTML.
pub fn html<A: Address>(kind: FieldKind, text: &str, hint: &str, here: &[Colleague<A>]) -> String {
    let mut out = String::with_capacity(text.len() + 64);
    let marks = Marks::new(text, here);
    let mut start = 0;
    for (index, line) in text.split('\n').enumerate() {
        let end = start + line.len();
        let is_last = end == text.len();
        if kind.has_lines() {
            line::open(kind, line, text.is_empty(), &mut out);
        } else if index > 0 {
            out.push('\n');
        }
        for token in token::tokens(kind, line) {
            token.draw(start, text, &marks, &mut out);
        }
        marks.carets_in(end..end + 1, &mut out);
        if text.is_empty() && !hint.is_empty() {
            out.push_str("<span class=\"live-field__hint\">");
            escape(hint, &mut out);
            out.push_str("</span>");
        }
        if is_last && line.is_empty() {
            // A last empty line has no height of its own.
            out.push('\u{200b}');
        }
        if kind.has_lines() {
            out.push_str(if is_last { "</span>" } else { "\n</span>" });
        }
        start = end + 1;
    }
    flags(here, &mut out);
    out
}

pub(super) fn escape(text: &str, out: &mut String) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
}

#[cfg(test)]
mod tests;
