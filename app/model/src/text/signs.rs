//! Signs that a keyboard has no key for, and what a press of one does to a field. Offsets are UTF-16 units, as fields count.

use super::utf16::{byte_at, units};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    Times,
    Divided,
    Box,
    Less,
    Greater,
    AtMost,
    AtLeast,
    Equals,
    Fraction,
    Slot,
}

/// What becomes of a field's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Press {
    /// What goes.
    pub replaced: (u32, u32),
    pub insert: String,
    /// What is selected afterwards; a caret where both are the same.
    pub selected: (u32, u32),
}

impl Sign {
    pub const ALL: [Self; 10] = [
        Self::Times,
        Self::Divided,
        Self::Box,
        Self::Less,
        Self::Greater,
        Self::AtMost,
        Self::AtLeast,
        Self::Equals,
        Self::Fraction,
        Self::Slot,
    ];

    /// What its button shows. A fraction and a slot are drawn.
    pub fn face(self) -> &'static str {
        match self {
            Self::Times => "×",
            Self::Divided => "÷",
            Self::Box | Self::Fraction => "□",
            Self::Less => "<",
            Self::Greater => ">",
            Self::AtMost => "≤",
            Self::AtLeast => "≥",
            Self::Equals => "=",
            Self::Slot => "[ ]",
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Times => "Times",
            Self::Divided => "Divided by",
            Self::Box => "Empty box",
            Self::Less => "Less than",
            Self::Greater => "Greater than",
            Self::AtMost => "Less than or equal to",
            Self::AtLeast => "Greater than or equal to",
            Self::Equals => "Equals",
            Self::Fraction => "Fraction",
            Self::Slot => "Slot",
        }
    }

    /// The letter that stands for it while the strip has the focus.
    pub fn letter(self) -> char {
        match self {
            Self::Times => 'x',
            Self::Divided => 'd',
            Self::Box => 'b',
            Self::Less => '<',
            Self::Greater => '>',
            Self::AtMost => 'l',
            Self::AtLeast => 'g',
            Self::Equals => '=',
            Self::Fraction => 'f',
            Self::Slot => 's',
        }
    }

    /// A press of its button in a field where `selected` is selected.
    pub fn press(self, text: &str, selected: (u32, u32)) -> Press {
        let (start, end) = (byte_at(text, selected.0), byte_at(text, selected.1));
        let (before, chosen) = (&text[..start], &text[start..end]);
        match self {
            Self::Box => bound(before, selected, "□"),
            Self::Slot if chosen.trim().is_empty() => bound(before, selected, "[ ]"),
            Self::Slot => bound(before, selected, &format!("[{chosen}]")),
            Self::Fraction => fraction(before, chosen, selected),
            other => Press::of(selected, other.face()),
        }
    }
}

impl Press {
    /// Words in the place of what is selected, with the caret behind them.
    pub fn of(replaced: (u32, u32), insert: &str) -> Self {
        let end = replaced.0 + units(insert);
        Self { replaced, insert: insert.to_owned(), selected: (end, end) }
    }

    /// Behind what was put in.
    pub fn end(&self) -> u32 {
        self.replaced.0 + units(&self.insert)
    }
}

/// An equation does not break before what is to be found: the space before it is one that holds.
fn bound(before: &str, selected: (u32, u32), insert: &str) -> Press {
    if ends_in_operator(before) { Press::of((selected.0 - 1, selected.1), &format!("\u{a0}{insert}")) } else { Press::of(selected, insert) }
}

/// What is chosen, or the number before the caret, stands above; what is to be typed next is selected.
fn fraction(before: &str, chosen: &str, (start, end): (u32, u32)) -> Press {
    let number = if chosen.is_empty() { number_at_end(before) } else { chosen };
    let start = if chosen.is_empty() { start - units(number) } else { start };
    let (above, typed_next) = if number.is_empty() { ("□", start) } else { (number, start + units(number) + 1) };
    Press { replaced: (start, end), insert: format!("{above}/□"), selected: (typed_next, typed_next + 1) }
}

fn number_at_end(text: &str) -> &str {
    let rest = text.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let number = &text[rest.len()..];
    let is_own = !rest.ends_with(|letter: char| letter.is_alphanumeric() || letter == '/' || letter == '.');
    if is_own && number.len() <= 4 { number } else { "" }
}

fn ends_in_operator(text: &str) -> bool {
    text.strip_suffix(' ').is_some_and(|text| text.ends_with(['=', '+', '-', '−', '–', '×', '÷', '<', '>', '≤', '≥']))
}

/// What an empty box that was just typed before `caret` makes of the field: the space before it holds. `None` where nothing changes.
pub fn hold_together(text: &str, caret: u32) -> Option<String> {
    let before = text[..byte_at(text, caret)].strip_suffix('□')?;
    let (kept, rest) = (before.strip_suffix(' ').filter(|_| ends_in_operator(before))?, &text[before.len()..]);
    Some(format!("{kept}\u{a0}{rest}"))
}

/// The same for every empty box of a text.
pub fn hold_all_together(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 1);
    for (index, part) in text.split('□').enumerate() {
        if index > 0 {
            if ends_in_operator(&out) {
                out.pop();
                out.push('\u{a0}');
            }
            out.push('□');
        }
        out.push_str(part);
    }
    out
}

/// Lines that are pasted into others: none becomes one with what stands before or behind.
pub fn on_lines_of_their_own(text: &str, selected: (u32, u32), lines: &str) -> String {
    let before = text[..byte_at(text, selected.0)].rsplit('\n').next().unwrap_or_default();
    let after = text[byte_at(text, selected.1)..].split('\n').next().unwrap_or_default();
    let apart = |line: &str| if line.trim().is_empty() { "" } else { "\n" };
    format!("{}{lines}{}", apart(before), apart(after))
}

/// Where a `/` that is typed leads instead: behind the upper number of a fraction from the strip it chooses the lower.
pub fn steps_over(text: &str, caret: u32) -> Option<(u32, u32)> {
    let (before, after) = text.split_at(byte_at(text, caret));
    let is_above = !number_at_end(before).is_empty() || before.ends_with(['□', '?']);
    (is_above && after.starts_with("/□")).then_some((caret + 1, caret + 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text after a press, with what is selected between bars. `text` has the caret as a bar, or two round what is selected.
    fn pressed(sign: Sign, text: &str) -> String {
        let parts: Vec<&str> = text.split('|').collect();
        let (before, chosen, after) = match parts[..] {
            [before, after] => (before, "", after),
            [before, chosen, after] => (before, chosen, after),
            _ => panic!("{text}"),
        };
        let text = [before, chosen, after].concat();
        let press = sign.press(&text, (units(before), units(before) + units(chosen)));
        let mut units: Vec<u16> = text.encode_utf16().collect();
        units.splice(press.replaced.0 as usize..press.replaced.1 as usize, press.insert.encode_utf16());
        let (from, to) = (press.selected.0 as usize, press.selected.1 as usize);
        let part = |range: &[u16]| String::from_utf16_lossy(range);
        if from == to {
            return format!("{}|{}", part(&units[..from]), part(&units[from..]));
        }
        format!("{}|{}|{}", part(&units[..from]), part(&units[from..to]), part(&units[to..]))
    }

    #[test]
    fn a_press_puts_its_sign_where_the_caret_is() {
        for (sign, before, after) in [
            (Sign::Times, "3 | 4", "3 ×| 4"),
            (Sign::Less, "\u{1F600}|x|", "\u{1F600}<|"),
            (Sign::Box, "3 × 4 = |", "3 × 4 =\u{a0}□|"),
            (Sign::Box, "3 + |4| = 7", "3 +\u{a0}□| = 7"),
            (Sign::Box, "the |", "the □|"),
            (Sign::Box, "=|", "=□|"),
            (Sign::Slot, "is |.", "is [ ]|."),
            (Sign::Slot, "is |12|.", "is [12]|."),
            (Sign::Slot, "6 = |", "6 =\u{a0}[ ]|"),
            (Sign::Fraction, "|", "|□|/□"),
            (Sign::Fraction, "is 3|", "is 3/|□|"),
            (Sign::Fraction, "is |12|", "is 12/|□|"),
            (Sign::Fraction, "Y3|", "Y3|□|/□"),
            (Sign::Fraction, "1/2|", "1/2|□|/□"),
        ] {
            assert_eq!(pressed(sign, before), after, "{sign:?} {before}");
        }
    }

    #[test]
    fn a_slash_leads_into_the_lower_number() {
        for (text, caret, expected) in
            [("3/□", 1, Some((2, 3))), ("□/□", 1, Some((2, 3))), ("3/4", 1, None), ("3/□", 3, None), ("/□", 0, None)]
        {
            assert_eq!(steps_over(text, caret), expected, "{text} {caret}");
        }
    }

    #[test]
    fn a_typed_box_stays_with_its_equation() {
        assert_eq!(hold_together("3 + 4 = □ cm", 9).as_deref(), Some("3 + 4 =\u{a0}□ cm"));
        assert_eq!(hold_all_together("3 + □ = □, 4 □"), "3 +\u{a0}□ =\u{a0}□, 4 □");
        for (text, caret) in [("the □", 5), ("= □", 2), ("= x", 3), ("=□", 2), ("", 0)] {
            assert_eq!(hold_together(text, caret), None, "{text}");
        }
    }

    #[test]
    fn lines_do_not_become_one_with_others() {
        for (text, at, expected) in
            [("", 0, "a\nb"), ("Why?", 4, "\na\nb"), ("Why?\n", 5, "a\nb"), ("Why?", 0, "a\nb\n"), ("Why?\nHow?", 4, "\na\nb")]
        {
            assert_eq!(on_lines_of_their_own(text, (at, at), "a\nb"), expected, "{text:?}");
        }
    }

    #[test]
    fn every_sign_has_a_letter_of_its_own() {
        let mut letters = Sign::ALL.map(Sign::letter).to_vec();
        letters.sort_unstable();
        letters.dedup();
        assert_eq!(letters.len(), Sign::ALL.len());
    }
}
