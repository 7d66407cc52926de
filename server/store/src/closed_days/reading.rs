//! Closed days as a school has them already: a calendar file (`.ics`), or lines from a spreadsheet. Nothing is kept here: what was
//! understood is looked at first, and what was not is said by the number of its line.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, Weekday};
use encoding_rs::{UTF_8, WINDOWS_1252};
use model::calendar::academic_year::AcademicYear;
use model::text::line::Line;

use super::{calendar_file, table};

/// So many bytes a file may have: a school's calendar of several years has fewer.
pub const MOST_BYTES: usize = 500 * 1024;
/// So many letters may be said about a day.
pub const MOST_WORDS: usize = 100;
/// So many days are offered at most, whatever is in a file.
pub const MOST_OFFERED: usize = 200;
/// So many lines are named that were not understood.
const MOST_NAMED: usize = 20;
/// Longer than any closure that is no holiday.
const LONGEST_DAYS: i64 = 14;
/// Letters that are said back of what was not understood.
const SAID_BACK: usize = 40;
/// Words by which schools call such days.
const LIKELY: [&str; 8] = ["inset", "training day", "staff training", "staff day", "non-pupil", "closed", "occasional day", "baker day"];

/// A closed day that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub day: NaiveDate,
    /// Why; may be empty.
    pub words: String,
    /// Whether it reads like a closed day: a school's calendar has its sports day too.
    pub is_likely: bool,
}

/// A line that was not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadLine {
    /// From 1 on.
    pub number: usize,
    /// Why, as the rest of a sentence.
    pub reason: String,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// By day, each once.
    pub found: Vec<Found>,
    /// The first of them, by line.
    pub bad: Vec<BadLine>,
    /// How many more of them there are.
    pub more_bad: usize,
    /// How many days are of other years, or at weekends.
    pub left_out: usize,
}

impl Found {
    /// As a form sends it: `2027-01-04 INSET day`.
    pub fn as_sent(&self) -> String {
        format!("{} {}", self.day, self.words)
    }

    /// The same read again; `None` for what no form of ours has sent.
    pub fn from_sent(text: &str) -> Option<Self> {
        let (day, words) = text.split_once(' ').unwrap_or((text, ""));
        let words = String::from(Line::optional(words, MOST_WORDS).ok()?);
        Some(Self { day: day.parse().ok()?, is_likely: true, words })
    }
}

/// A file's letters: UTF-8, or what spreadsheets write instead.
pub fn text(bytes: &[u8]) -> String {
    let (text, _, is_damaged) = UTF_8.decode(bytes);
    if is_damaged { WINDOWS_1252.decode(bytes).0.into_owned() } else { text.into_owned() }
}

/// Reads what was sent, as far as it is about these years.
pub fn read(text: &str, years: &[AcademicYear]) -> Reading {
    let text = text.trim_start_matches('\u{feff}');
    let mut notes = Notes { years, days: BTreeMap::new(), reading: Reading::default() };
    if text.trim_start().get(..CALENDAR.len()).is_some_and(|begins| begins.eq_ignore_ascii_case(CALENDAR)) {
        calendar_file::read(text, &mut notes);
    } else {
        table::read(text, &mut notes);
    }
    let found = notes.days.into_values().collect();
    Reading { found, ..notes.reading }
}

/// How every calendar file begins.
const CALENDAR: &str = "BEGIN:VCALENDAR";

/// What the readers note down.
pub(super) struct Notes<'a> {
    years: &'a [AcademicYear],
    days: BTreeMap<NaiveDate, Found>,
    reading: Reading,
}

impl Notes<'_> {
    /// Something that was not understood.
    pub(super) fn bad(&mut self, number: usize, reason: String) {
        if self.reading.bad.len() < MOST_NAMED {
            self.reading.bad.push(BadLine { number, reason });
        } else {
            self.reading.more_bad += 1;
        }
    }

    /// Days from the first to the last, of one line. Of a table all are closed days; of a calendar those that are called so.
    pub(super) fn days(&mut self, number: usize, (first, last): (NaiveDate, NaiveDate), words: &str, is_table: bool) {
        let length = (last - first).num_days();
        if length < 0 {
            return self.bad(number, "ends before it begins".to_owned());
        }
        let words = String::from(Line::cut(words, MOST_WORDS));
        let lower = words.to_lowercase();
        let is_likely = is_table || LIKELY.iter().any(|likely| lower.contains(likely));
        if length >= LONGEST_DAYS {
            return self.bad(number, format!("is longer than {LONGEST_DAYS} days"));
        }
        for day in first.iter_days().take_while(|day| *day <= last) {
            let is_open = matches!(day.weekday(), Weekday::Sat | Weekday::Sun) || !self.years.contains(&AcademicYear::of(day));
            if is_open || (self.days.len() >= MOST_OFFERED && !self.days.contains_key(&day)) {
                self.reading.left_out += 1;
            } else if self.days.get(&day).is_none_or(|known| is_likely && !known.is_likely) {
                self.days.insert(day, Found { day, words: words.clone(), is_likely });
            }
        }
    }
}

/// The beginning of what was not understood.
pub(super) fn said_back(text: &str) -> String {
    String::from(Line::cut(text, SAID_BACK))
}

#[cfg(test)]
mod tests {
    use super::*;

    const YEARS: [AcademicYear; 2] = [AcademicYear::starting(2026), AcademicYear::starting(2027)];

    fn sent(reading: &Reading) -> Vec<String> {
        reading.found.iter().map(Found::as_sent).collect()
    }

    fn bad(reading: &Reading) -> Vec<(usize, &str)> {
        reading.bad.iter().map(|bad| (bad.number, bad.reason.as_str())).collect()
    }

    #[test]
    fn lines_of_a_spreadsheet_are_read_whatever_parts_them() {
        for text in [
            "Date,Reason\r\n4/1/2027,INSET day\r\n\r\n\"Friday 23 October 2026\",\"INSET, then half-term\"\n",
            "4 Jan 2027;INSET day\n23/10/26;INSET, then half-term",
            "\u{feff}date\twhy\n2027-01-04\tINSET day\n2026-10-23\tINSET, then half-term\n",
        ] {
            let reading = read(text, &YEARS);
            assert_eq!(sent(&reading), ["2026-10-23 INSET, then half-term", "2027-01-04 INSET day"], "{text:?}");
            assert_eq!((reading.bad, reading.left_out), (Vec::new(), 0), "{text:?}");
        }
        assert_eq!(sent(&read("4/1/27\n", &YEARS)), ["2027-01-04 "], "without a reason");
        assert_eq!(sent(&read("1/7/27,5/7/27,Building works", &YEARS)).len(), 3, "without the weekend");
    }

    #[test]
    fn lines_that_are_no_days_are_said_by_number() {
        let reading = read("Day,Why\n4/1/27,INSET\nsoon,INSET\n30/2/27,INSET\n5/1/27,4/1/27,Back\n1/9/26,30/9/26,Works\n", &YEARS);
        assert_eq!(
            bad(&reading),
            [
                (3, "has “soon” where a day should be: “soon” is no month"),
                (4, "has “30/2/27” where a day should be: February 2027 has no day 30"),
                (5, "ends before it begins"),
                (6, "is longer than 14 days"),
            ]
        );
        assert_eq!(sent(&reading), ["2027-01-04 INSET"]);
        assert_eq!(read("4/1/20,INSET\n9/1/27,INSET", &YEARS).left_out, 2, "another year, a Saturday");
    }

    #[test]
    fn a_calendar_is_read_and_only_closed_days_of_it_are_likely() {
        let text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;VALUE=DATE:20270104\r\nDTEND;VALUE=DATE:20270105\r\n\
                    SUMMARY:INSET day\\, staff\r\n  only\r\nBEGIN:VALARM\r\nSUMMARY:Alarm\r\nEND:VALARM\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\n\
                    DTSTART;TZID=\"Europe/London:x\":20270629T090000\r\nDTEND:20270629T150000\r\nSUMMARY:Sports day\r\nEND:VEVENT\r\n\
                    BEGIN:VEVENT\r\nDTSTART:20270630T230000Z\r\nSUMMARY:School closed\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nDTSTART:2027\r\n\
                    SUMMARY:INSET\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSTATUS:CANCELLED\r\nDTSTART:20270111\r\nSUMMARY:INSET\r\nEND:VEVENT\r\n\
                    BEGIN:VEVENT\r\nDTSTART:20270112\r\nRRULE:FREQ=DAILY\r\nSUMMARY:INSET\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
        let reading = read(text, &YEARS);
        let likely: Vec<(String, bool)> = reading.found.iter().map(|found| (found.as_sent(), found.is_likely)).collect();
        assert_eq!(
            likely,
            [
                ("2027-01-04 INSET day, staff only".to_owned(), true),
                ("2027-06-29 Sports day".to_owned(), false),
                ("2027-07-01 School closed".to_owned(), true),
            ]
        );
        assert_eq!(bad(&reading), [(22, "has no day that can be read"), (31, "repeats: enter its days by hand")]);
    }

    #[test]
    fn hostile_files_end() {
        let nested = format!("BEGIN:VCALENDAR\n{}", "BEGIN:VEVENT\n".repeat(30_000));
        assert!(read(&nested, &YEARS).found.is_empty());
        let many = "x,y\n".repeat(30_000);
        let reading = read(&many, &YEARS);
        assert_eq!((reading.bad.len(), reading.bad.len() + reading.more_bad), (20, 29_999), "the first line is a heading");
        let long = read(&"9".repeat(400_000), &YEARS);
        assert!(long.bad.iter().all(|bad| bad.reason.chars().count() < 250), "{:?}", long.bad);
        let all = YEARS.iter().flat_map(|year| year.first_day().iter_days().take(365));
        let all: String = all.map(|day| format!("{day},INSET\n")).collect();
        assert_eq!(read(&all, &YEARS).found.len(), 200);
        assert_eq!(sent(&read("4/1/27,\u{202e}YAD<b>\n", &YEARS)), ["2027-01-04 YAD<b>"]);
        assert_eq!(text(b"INSET \x96 caf\xe9"), "INSET – café");
        assert_eq!(text("é".as_bytes()), "é");
    }

    #[test]
    fn what_a_form_sends_is_read_again() {
        let found = Found { day: NaiveDate::from_ymd_opt(2027, 1, 4).expect("a day"), words: "INSET day".to_owned(), is_likely: true };
        assert_eq!(Found::from_sent(&found.as_sent()), Some(found.clone()));
        assert_eq!(Found::from_sent("2027-01-04"), Some(Found { words: String::new(), ..found }));
        for nothing in ["", "soon", "2027-02-30 x", &format!("2027-01-04 {}", "x".repeat(101))] {
            assert_eq!(Found::from_sent(nothing), None, "{nothing:?}");
        }
    }
}
