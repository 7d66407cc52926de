//! Days as people write them, in the order that Britain writes them in: `3/3/27`, `3 Mar 27`, `Wednesday 3rd of March 2027`,
//! `03-03-2027`, `2027-03-03`. The one reader for every form, and the ways in which we write them.

use std::fmt;

use chrono::{Datelike, NaiveDate};

use crate::text::invisible;

/// Why a text is no day.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DayProblem {
    /// Nothing was typed.
    #[error("there is nothing in it")]
    Empty,
    /// A word that is neither a month nor a day of the week.
    #[error("“{0}” is no month")]
    Word(String),
    /// A day and a month alone.
    #[error("the year is missing")]
    NoYear,
    /// A year that is none of ours.
    #[error("“{0}” is no year")]
    Year(String),
    /// There are twelve.
    #[error("there is no month {0}: the day comes first, like 13/3/2027")]
    Month(u32),
    /// The 30th of February.
    #[error("{0} has no day {1}")]
    NotInMonth(String, u32),
    /// The word for the day of the week belongs to another day.
    #[error("{0} is a {1}")]
    OtherWeekday(String, String),
    /// Too few numbers, or too many.
    #[error("“{0}” can’t be read as a day")]
    Unclear(String),
}

/// Longer than any day that is written out; what is longer is not said back.
const LONGEST: usize = 60;

const MONTHS: [&str; 12] =
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// A day as somebody wrote it. A year of two digits is one of this century.
///
/// # Errors
/// [`DayProblem`], with the part that was not understood.
pub fn parse(text: &str) -> Result<NaiveDate, DayProblem> {
    let text = invisible::strip(text);
    let text = text.trim();
    if text.is_empty() {
        return Err(DayProblem::Empty);
    }
    let unclear = || DayProblem::Unclear(text.chars().take(LONGEST).collect());
    if text.chars().count() > LONGEST {
        return Err(unclear());
    }
    let written = Written::read(text)?;
    let (day, month, year) = match (written.month, written.numbers.as_slice()) {
        (Some(month), [year, day]) if year.len() == 4 && day.len() != 4 => (day, month, year),
        (Some(month), [day, year]) => (day, month, year),
        (None, [year, month, day]) if year.len() == 4 => (day, number(month).ok_or_else(unclear)?, year),
        (None, [day, month, year]) => (day, number(month).ok_or_else(unclear)?, year),
        (None, [together]) => return together_written(together).ok_or_else(unclear),
        (None, [_, _]) | (Some(_), [_]) => return Err(DayProblem::NoYear),
        _ => return Err(unclear()),
    };
    let day = number(day).ok_or_else(unclear)?;
    let date = date(day, month, year_of(year)?)?;
    match written.weekday {
        Some(weekday) if date.weekday().num_days_from_monday() != weekday => {
            Err(DayProblem::OtherWeekday(date.format("%-d %B %Y").to_string(), date.format("%A").to_string()))
        }
        _ => Ok(date),
    }
}

/// A day as it is said back to whoever typed it: `Wednesday 3 March 2027`.
pub fn in_words(day: NaiveDate) -> impl fmt::Display {
    day.format("%A %-d %B %Y")
}

/// The same in a sentence where the year is plain: `Wednesday 3 March`.
pub fn without_year(day: NaiveDate) -> String {
    day.format("%A %-d %B").to_string()
}

/// A day in a sentence, and in a field, from which [`parse`] reads it again: `3 March 2027`.
pub fn in_full(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}

/// A day as lists have it: `Wed 3 Mar 2027`.
pub fn short(day: NaiveDate) -> String {
    day.format("%a %-d %b %Y").to_string()
}

/// A day as short as it goes, where its year is plain: `Wed 3 Mar`.
pub fn shortest(day: NaiveDate) -> String {
    day.format("%a %-d %b").to_string()
}

/// The numbers and words of a day.
struct Written<'a> {
    numbers: Vec<&'a str>,
    /// From January, which is 1.
    month: Option<u32>,
    /// From Monday, which is 0.
    weekday: Option<u32>,
}

impl<'a> Written<'a> {
    fn read(text: &'a str) -> Result<Self, DayProblem> {
        let mut written = Self { numbers: Vec::new(), month: None, weekday: None };
        for part in parts(text) {
            if part.bytes().all(|byte| byte.is_ascii_digit()) {
                written.numbers.push(part);
                continue;
            }
            let word = part.to_lowercase();
            let begun = |names: &[&str]| names.iter().position(|name| word.len() >= 3 && name.starts_with(&word));
            let ordinal = !written.numbers.is_empty() && matches!(word.as_str(), "st" | "nd" | "rd" | "th");
            if let Some(month) = begun(&MONTHS).filter(|_| written.month.is_none()) {
                written.month = u32::try_from(month + 1).ok();
            } else if let Some(weekday) = begun(&WEEKDAYS).filter(|_| written.weekday.is_none()) {
                written.weekday = u32::try_from(weekday).ok();
            } else if !ordinal && !matches!(word.as_str(), "of" | "the" | "on") {
                return Err(DayProblem::Word(part.to_owned()));
            }
        }
        Ok(written)
    }
}

/// Runs of digits and runs of letters; what stands between them is how people part them.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let kind = |letter: char| {
        if letter.is_ascii_digit() {
            1
        } else if letter.is_alphabetic() || letter == ':' {
            2
        } else {
            0
        }
    };
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|letter| kind(letter) == 0);
        let first = kind(rest.chars().next()?);
        let end = rest.find(|letter| kind(letter) != first).unwrap_or(rest.len());
        let (part, after) = rest.split_at(end);
        rest = after;
        Some(part)
    })
}

fn number(digits: &str) -> Option<u32> {
    digits.parse().ok().filter(|number| *number < 10_000)
}

/// The year of its digits: two are of this century.
fn year_of(digits: &str) -> Result<i32, DayProblem> {
    let year = digits.parse().ok().and_then(|year: i32| match digits.len() {
        1 | 2 => Some(2000 + year),
        4 => Some(year).filter(|year| (1900..10_000).contains(year)),
        _ => None,
    });
    year.ok_or_else(|| DayProblem::Year(digits.to_owned()))
}

fn date(day: u32, month: u32, year: i32) -> Result<NaiveDate, DayProblem> {
    let first = NaiveDate::from_ymd_opt(year, month, 1).ok_or(DayProblem::Month(month))?;
    first.with_day(day).ok_or_else(|| DayProblem::NotInMonth(first.format("%B %Y").to_string(), day))
}

/// `03032027`, `030327` and `20270303`, as number pads make them.
fn together_written(digits: &str) -> Option<NaiveDate> {
    let read = |day: &str, month: &str, year: &str| date(number(day)?, number(month)?, year_of(year).ok()?).ok();
    match digits.len() {
        6 => read(&digits[..2], &digits[2..4], &digits[4..]),
        8 => read(&digits[..2], &digits[2..4], &digits[4..]).or_else(|| read(&digits[6..], &digits[4..6], &digits[..4])),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(year, month, day)
    }

    #[test]
    fn a_day_is_read_however_it_is_written() {
        for text in [
            "3/3/27",
            "03/03/2027",
            "3 Mar 27",
            "3 Mar. 27",
            "3 March 2027",
            "3rd March 2027",
            "3rd of March, 2027",
            "Wednesday 3 March 2027",
            "Wed, 3 Mar 2027",
            "March 3, 2027",
            "03-03-2027",
            "3-Mar-27",
            "3Mar27",
            "3.3.2027",
            "3 3 27",
            "2027-03-03",
            "2027/3/3",
            "2027 March 3",
            "03032027",
            "030327",
            "20270303",
            " 3\u{a0}March\u{200b} 2027\u{feff} ",
            "3\u{2013}3\u{2013}27",
            "3/3/2027.",
            "(3 MARCH 2027)",
        ] {
            assert_eq!(parse(text).ok(), day(2027, 3, 3), "{text:?}");
        }
        assert_eq!(parse("1 Sept 26").ok(), day(2026, 9, 1), "26 is 2026");
        assert_eq!(parse("4/11/26").ok(), day(2026, 11, 4), "the day comes first");
        assert_eq!(parse("20122012").ok(), day(2012, 12, 20));
        assert_eq!(parse("29/2/28").ok(), day(2028, 2, 29));
    }

    #[test]
    fn what_was_not_understood_is_named() {
        for (text, words) in [
            ("\u{200b} ", "there is nothing in it"),
            ("3 Mrch 27", "“Mrch” is no month"),
            ("soon", "“soon” is no month"),
            ("3/3", "the year is missing"),
            ("3 March", "the year is missing"),
            ("3/13/27", "there is no month 13: the day comes first, like 13/3/2027"),
            ("30/2/27", "February 2027 has no day 30"),
            ("31 June 2027", "June 2027 has no day 31"),
            ("29/2/27", "February 2027 has no day 29"),
            ("0/3/27", "March 2027 has no day 0"),
            ("Tuesday 3 March 2027", "3 March 2027 is a Wednesday"),
            ("3/3/027", "“027” is no year"),
            ("3/3/20277", "“20277” is no year"),
            ("3/3/1027", "“1027” is no year"),
            ("12", "“12” can’t be read as a day"),
            ("1/2/3/4", "“1/2/3/4” can’t be read as a day"),
            ("99999999999/1/27", "“99999999999/1/27” can’t be read as a day"),
        ] {
            assert_eq!(parse(text).map_err(|problem| problem.to_string()), Err(words.to_owned()), "{text:?}");
        }
        assert!(parse(&"3/".repeat(4000)).is_err_and(|problem| problem.to_string().len() < 120), "nothing long is said back");
    }

    #[test]
    fn a_day_that_is_said_back_is_read_again() {
        let wednesday = day(2027, 3, 3).expect("a day");
        assert_eq!(in_words(wednesday).to_string(), "Wednesday 3 March 2027");
        assert_eq!(parse(&in_words(wednesday).to_string()), Ok(wednesday));
        assert_eq!(without_year(wednesday), "Wednesday 3 March");
        assert_eq!(in_full(wednesday), "3 March 2027");
        assert_eq!(parse(&in_full(wednesday)), Ok(wednesday));
        assert_eq!(short(wednesday), "Wed 3 Mar 2027");
        assert_eq!(parse(&short(wednesday)), Ok(wednesday));
        assert_eq!(shortest(wednesday), "Wed 3 Mar");
    }
}
