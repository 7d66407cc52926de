//! Text that stands in one line: a name, a title, a subject.
//!
//! Such words end up in a letter's head, a table's cell, the browser's tab. A line break or another control character there
//! breaks what is around it, and a sign that turns the direction of writing makes a name read as another. So they are parsed
//! into a [`Line`] at every door, and nothing else may be put where only a line can stand.

use std::fmt;
use std::ops::Deref;

use crate::text::invisible;

/// So many bytes are read for each letter of a line that is cut off: the longest letter's four, and as much again for what is left out of it.
const READ_FOR_A_LETTER: usize = 8;

/// A text of one line: without space around it, without control characters, line breaks or superfluous spaces, and without
/// signs that are not seen but turn the text around them.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Line(String);

/// Why a text is no line that can be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LineProblem {
    /// Nothing that can be seen was typed.
    #[error("there is nothing in it")]
    Empty,
    /// It has more letters than fit.
    #[error("it is too long")]
    TooLong,
}

impl Line {
    /// What somebody typed, as one line of at most `most` letters. What breaks lines counts as a space.
    ///
    /// # Errors
    /// [`LineProblem`].
    pub fn parse(text: &str, most: usize) -> Result<Self, LineProblem> {
        let line = Self::optional(text, most)?;
        if line.is_empty() { Err(LineProblem::Empty) } else { Ok(line) }
    }

    /// The same where nothing may be typed either.
    ///
    /// # Errors
    /// [`LineProblem::TooLong`].
    pub fn optional(text: &str, most: usize) -> Result<Self, LineProblem> {
        let line = Self::tidied(text);
        if line.chars().count() > most { Err(LineProblem::TooLong) } else { Ok(line) }
    }

    /// A text as one line, however long: for what was kept before lines were parsed, or what another program wrote.
    pub fn tidied(text: &str) -> Self {
        Self(invisible::strip(text).split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// The same, cut off after `most` letters. Of a text of any length no more is read than such a line can be in.
    pub fn cut(text: &str, most: usize) -> Self {
        let line = Self::tidied(&text[..text.floor_char_boundary(most.saturating_mul(READ_FOR_A_LETTER))]);
        match line.0.char_indices().nth(most) {
            Some((end, _)) => Self(line.0[..end].trim_end().to_owned()),
            None => line,
        }
    }

    /// Without a line break, and without blanks at either end.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Deref for Line {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl From<Line> for String {
    fn from(line: Line) -> Self {
        line.0
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_breaks_a_line_is_a_space() {
        for text in ["Rosa Elm", " Rosa \t Elm ", "Rosa\r\nElm", "Rosa\u{2028}Elm\u{0}", "Rosa\u{85}\u{b}Elm", "Ro\u{200b}sa Elm\u{feff}"] {
            assert_eq!(Line::parse(text, 20).as_deref(), Ok("Rosa Elm"), "{text:?}");
        }
        assert_eq!(Line::parse("Rosa\r\nBcc: all@a.example", 40).as_deref(), Ok("Rosa Bcc: all@a.example"));
    }

    #[test]
    fn a_name_does_not_read_as_another() {
        assert_eq!(Line::tidied("Rosa \u{202e}mlE\u{2066}").as_str(), "Rosa mlE");
        assert_eq!(Line::tidied("שרה · नि\u{200d}ति 👩\u{200d}🏫").as_str(), "שרה · नि\u{200d}ति 👩\u{200d}🏫", "scripts stay as they are");
    }

    #[test]
    fn a_line_has_an_end() {
        assert_eq!(Line::parse("abc", 2), Err(LineProblem::TooLong));
        assert_eq!(Line::parse("ééé", 3).as_deref(), Ok("ééé"), "letters are counted, not bytes");
        assert_eq!(Line::parse(" \u{202e}\n", 2), Err(LineProblem::Empty));
        for nothing in ["\u{200b}", "\u{a0}\u{feff}", "\u{3164}", "\u{2800}\u{0}", "\u{200d}\u{fe0f}", "\u{ad}\u{200e}"] {
            assert_eq!(Line::parse(nothing, 20), Err(LineProblem::Empty), "{nothing:?}");
        }
        assert_eq!(Line::optional("\n", 2).as_deref(), Ok(""));
        assert_eq!(Line::cut("éé éé", 3).as_str(), "éé");
        assert_eq!(Line::cut("abc", 3).as_str(), "abc");
    }
}
