//! The values of a row: as they are published, and as a spreadsheet gives them back.

use model::text::line::Line;

use super::columns::{Column, Kind};
use super::days::{self, Order};
use super::letters;
use super::terms;

/// Longer than anything that a school is called, or its address.
const LONGEST: usize = 300;

/// A kept value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    /// The file has no such column: what is known stays.
    Absent,
    /// Nothing is known.
    Nothing,
    /// Words, or a day like 2026-08-31.
    Text(String),
    /// A number.
    Number(i64),
}

impl Value {
    /// As people read it.
    pub(super) fn words(&self) -> String {
        match self {
            Self::Absent | Self::Nothing => String::new(),
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
        }
    }
}

/// How a value was understood that is not as it is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Guess {
    DayFirst,
    MonthFirst,
    Telephone,
    EstablishmentNumber,
    Letters,
}

impl Guess {
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::DayFirst => "Dates with slashes are read with the day first",
            Self::MonthFirst => "Dates with slashes are read with the month first, as in the USA",
            Self::Telephone => "Telephone numbers that have lost their first 0 get it back",
            Self::EstablishmentNumber => "Establishment numbers of fewer than four digits get their noughts back",
            Self::Letters => "Letters that were saved in a wrong encoding are put right",
        }
    }
}

/// Understands a value.
///
/// # Errors
/// In words, when it can't be understood.
pub(super) fn read(column: &Column, text: &str, order: Order) -> Result<(Value, Option<Guess>), String> {
    let wrong = |what: &str| format!("has {text:?} in {}, which is no {what}", column.header);
    let plain = |value| Ok((value, None));
    if text.is_empty() {
        return plain(if column.kind == Kind::Always { Value::Text(String::new()) } else { Value::Nothing });
    }
    match (column.kind, column.field) {
        (_, "status") => plain(Value::Text(terms::status(text).ok_or_else(|| wrong("status that we know"))?.to_owned())),
        (_, "phase") => plain(Value::Text(terms::phase(text).ok_or_else(|| wrong("phase that we know"))?.to_owned())),
        (_, "telephone") => {
            let (number, restored) = telephone(text).ok_or_else(|| wrong("telephone number"))?;
            Ok((Value::Text(tidy(&number)), restored.then_some(Guess::Telephone)))
        }
        (_, "establishment_number") if text.len() < 4 && text.bytes().all(|byte| byte.is_ascii_digit()) => {
            Ok((Value::Text(format!("{text:0>4}")), Some(Guess::EstablishmentNumber)))
        }
        (Kind::Text | Kind::Always, _) => match letters::repaired(text) {
            Some(right) => Ok((Value::Text(tidy(&right)), Some(Guess::Letters))),
            None => plain(Value::Text(tidy(text))),
        },
        (Kind::Number, _) => plain(Value::Number(whole(text).ok_or_else(|| wrong("number"))?)),
        (Kind::Metres, _) => match text.parse::<f64>() {
            Ok(metres) if metres.is_finite() && metres < 10_000_000.0 => plain(positive(metres)),
            _ => Err(wrong("number")),
        },
        (Kind::Day, _) => {
            let (day, guessed) = days::day(text, order).ok_or_else(|| wrong("day"))?;
            let guess = if order == Order::DayFirst { Guess::DayFirst } else { Guess::MonthFirst };
            Ok((Value::Text(day), guessed.then_some(guess)))
        }
    }
}

/// A whole number, also as a spreadsheet writes it: `210.0`.
fn whole(text: &str) -> Option<i64> {
    let (number, fraction) = text.split_once('.').unwrap_or((text, ""));
    number.parse().ok().filter(|_| fraction.bytes().all(|digit| digit == b'0'))
}

/// A telephone number with the 0 that a spreadsheet took from it, and whether it did; `None` for what is left of a number that
/// was rounded, like `1.52E+09`.
fn telephone(text: &str) -> Option<(String, bool)> {
    if text.contains("E+") && text.parse::<f64>().is_ok() {
        return None;
    }
    let text = text.strip_suffix(".0").unwrap_or(text);
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let number = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b' ');
    let lost = number && matches!(digits, 9 | 10) && !text.starts_with('0');
    Some(if lost { (format!("0{text}"), true) } else { (text.to_owned(), false) })
}

#[allow(clippy::cast_possible_truncation, reason = "checked to be small by the caller")]
fn positive(metres: f64) -> Value {
    if metres >= 1.0 { Value::Number(metres as i64) } else { Value::Nothing }
}

/// As one line. Nearly all are so, and there are a million of them.
fn tidy(text: &str) -> String {
    let is_plain = text.len() <= LONGEST && text.bytes().all(|byte| matches!(byte, b' '..=b'~')) && !text.contains("  ");
    if is_plain { text.to_owned() } else { Line::cut(text, LONGEST).into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_telephone_number_gets_its_0_back() {
        for (text, number, restored) in [
            ("1522123456", "01522123456", true),
            ("1522 123456", "01522 123456", true),
            ("169772345", "0169772345", true),
            ("1522123456.0", "01522123456", true),
            ("01522123456", "01522123456", false),
            ("+44 1522 123456", "+44 1522 123456", false),
            ("441522123456", "441522123456", false),
            ("01522 123456 ext 2", "01522 123456 ext 2", false),
        ] {
            assert_eq!(telephone(text), Some((number.to_owned(), restored)), "{text}");
        }
        assert_eq!(telephone("1.52E+09"), None);
    }
}
