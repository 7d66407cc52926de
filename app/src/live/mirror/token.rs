//! A line cut into what is drawn in one way: words, fractions, slots, and who speaks.

use std::ops::Range;

use super::super::field_kind::FieldKind;
use super::fraction::{self, Fraction};
use super::line::speaker;
use super::marks::Marks;

/// A part of a line, in bytes from the line's beginning.
pub struct Token<'a> {
    bytes: Range<usize>,
    drawing: Drawing<'a>,
}

enum Drawing<'a> {
    Words,
    Speaker(char),
    Fraction(Fraction<'a>),
    /// What fills it, between its brackets. Of blanks nothing is read.
    Slot(Range<usize>, Vec<Token<'a>>),
}

/// All of a line, in its order.
pub fn tokens(kind: FieldKind, line: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut from = 0;
    if let Some(letter) = speaker(kind, line) {
        from = 2;
        tokens.push(Token { bytes: 0..from, drawing: Drawing::Speaker(letter) });
    }
    cut(line, from..line.len(), kind == FieldKind::Aloud, &mut tokens);
    tokens
}

fn cut<'a>(line: &'a str, bytes: Range<usize>, has_slots: bool, tokens: &mut Vec<Token<'a>>) {
    let (mut at, mut plain) = (bytes.start, bytes.start);
    // Brackets that are never closed would each be looked after to the line's end.
    let last_close = line.rfind(']').filter(|_| has_slots).unwrap_or(0);
    while let Some(letter) = line.get(at..bytes.end).and_then(|rest| rest.chars().next()) {
        let slot = if has_slots { blanks(line, at).or_else(|| if at < last_close { slot(line, at) } else { None }) } else { None };
        let Some(special) = slot.or_else(|| in_numbers(line, at, bytes.end)) else {
            at += letter.len_utf8();
            continue;
        };
        if plain < at {
            tokens.push(Token { bytes: plain..at, drawing: Drawing::Words });
        }
        at = special.bytes.end;
        plain = at;
        tokens.push(special);
    }
    if plain < bytes.end {
        tokens.push(Token { bytes: plain..bytes.end, drawing: Drawing::Words });
    }
}

fn in_numbers(line: &str, at: usize, end: usize) -> Option<Token<'_>> {
    let fraction = fraction::at(line, at, end)?;
    Some(Token { bytes: at..at + fraction.length, drawing: Drawing::Fraction(fraction) })
}

/// Blanks as on a worksheet: `___`.
fn blanks(line: &str, at: usize) -> Option<Token<'_>> {
    let end = at + line.get(at..)?.bytes().take_while(|byte| *byte == b'_').count();
    (end >= at + 2).then(|| Token { bytes: at..end, drawing: Drawing::Slot(end..end, Vec::new()) })
}

/// `[12]`, or `[ ]`.
fn slot(line: &str, at: usize) -> Option<Token<'_>> {
    let (inside, _) = line.get(at..)?.strip_prefix('[')?.split_once(']')?;
    let inside = at + 1..at + 1 + inside.len();
    let mut tokens = Vec::new();
    cut(line, inside.clone(), false, &mut tokens);
    Some(Token { bytes: at..inside.end + 1, drawing: Drawing::Slot(inside, tokens) })
}

impl Token<'_> {
    /// Draws it; its line begins at byte `start` of `text`.
    pub fn draw(&self, start: usize, text: &str, marks: &Marks, out: &mut String) {
        let in_text = |bytes: Range<usize>| start + bytes.start..start + bytes.end;
        let letters = |bytes: Range<usize>, out: &mut String| marks.letters(text, in_text(bytes), out);
        match &self.drawing {
            Drawing::Words => letters(self.bytes.clone(), out),
            Drawing::Speaker(letter) => {
                out.push_str(&format!("<span class=\"line__who\" data-who=\"{letter}\">"));
                letters(self.bytes.clone(), out);
                out.push_str("</span>");
            }
            Drawing::Fraction(Fraction { above, below, .. }) => {
                out.push_str(&format!("<span class=\"frac\" data-n=\"{above}\" data-d=\"{below}\">"));
                letters(self.bytes.clone(), out);
                out.push_str("</span>");
            }
            Drawing::Slot(inside, tokens) => {
                let is_empty = text.get(in_text(inside.clone())).is_none_or(|inside| inside.trim().is_empty());
                out.push_str(if is_empty {
                    "<span class=\"slot slot--empty\"><span class=\"src\">"
                } else {
                    "<span class=\"slot\"><span class=\"src\">"
                });
                letters(self.bytes.start..inside.start, out);
                out.push_str("</span>");
                for token in tokens {
                    token.draw(start, text, marks, out);
                }
                out.push_str("<span class=\"src\">");
                letters(inside.end..self.bytes.end, out);
                out.push_str("</span></span>");
            }
        }
    }
}
