//! Events of a calendar file (RFC 5545), line by line: each with its first and last day and what it is called. By hand, because the reader of
//! the `icalendar` library follows nested components by recursion, which a file of nothing but beginnings would drive off the stack, and
//! says of no event on which line it is.

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, Utc};
use model::calendar::clock;

use super::reading::Notes;

/// How a moment is written, and a day.
const MOMENT: &str = "%Y%m%dT%H%M%S";
const DAY: &str = "%Y%m%d";
const LETTERS_OF_A_DAY: usize = 8;

/// An event that is being read.
#[derive(Default)]
struct Event {
    /// The line on which it begins.
    number: usize,
    /// Components that are open within it, like an alarm.
    within: usize,
    starts: Option<Day>,
    ends: Option<Day>,
    summary: String,
    repeats: bool,
    is_cancelled: bool,
}

/// A day as it stands in a property.
#[derive(Clone, Copy)]
struct Day {
    day: NaiveDate,
    /// Whether no time stands beside it.
    is_whole: bool,
}

pub(super) fn read(text: &str, notes: &mut Notes<'_>) {
    let mut event: Option<Event> = None;
    for (number, line) in unfolded(text) {
        let Some((name, value)) = property(&line) else { continue };
        event = match (name.as_str(), event.take()) {
            ("BEGIN", None) if value.trim().eq_ignore_ascii_case("VEVENT") => Some(Event { number, ..Event::default() }),
            (_, None) => None,
            ("BEGIN", Some(open)) => Some(Event { within: open.within + 1, ..open }),
            ("END", Some(open)) if open.within > 0 => Some(Event { within: open.within - 1, ..open }),
            ("END", Some(open)) => {
                open.note(notes);
                None
            }
            (_, Some(mut open)) => {
                if open.within == 0 {
                    open.set(&name, value);
                }
                Some(open)
            }
        };
    }
}

/// The lines that the file means, each with the number of the first that it is on: what begins with a blank goes on with the one before.
fn unfolded(text: &str) -> impl Iterator<Item = (usize, String)> {
    let mut lines = text.lines().enumerate().peekable();
    std::iter::from_fn(move || {
        let (place, first) = lines.next()?;
        let mut line = first.to_owned();
        while let Some((_, rest)) = lines.next_if(|(_, next)| next.starts_with([' ', '\t'])) {
            line.push_str(&rest[1..]);
        }
        Some((place + 1, line))
    })
}

/// Its name in capitals, without parameters, and its value: after the first colon that is not in quotes.
fn property(line: &str) -> Option<(String, &str)> {
    let mut is_quoted = false;
    let colon = line.char_indices().find(|(_, letter)| {
        is_quoted ^= *letter == '"';
        *letter == ':' && !is_quoted
    })?;
    let (head, value) = line.split_at(colon.0);
    let name = head.split(';').next().unwrap_or_default().trim().to_ascii_uppercase();
    Some((name, &value[1..]))
}

impl Event {
    fn set(&mut self, name: &str, value: &str) {
        match name {
            "DTSTART" => self.starts = day(value),
            "DTEND" => self.ends = day(value),
            "SUMMARY" => self.summary = unescaped(value),
            "RRULE" | "RDATE" => self.repeats = true,
            "STATUS" => self.is_cancelled = value.trim().eq_ignore_ascii_case("cancelled"),
            _ => {}
        }
    }

    fn note(self, notes: &mut Notes<'_>) {
        match self.starts {
            _ if self.is_cancelled => {}
            None => notes.bad(self.number, "has no day that can be read".to_owned()),
            Some(_) if self.repeats => notes.bad(self.number, "repeats: enter its days by hand".to_owned()),
            Some(starts) => notes.days(self.number, (starts.day, self.last(starts)), &self.summary, false),
        }
    }

    /// Where only days stand, the end is the day after.
    fn last(&self, starts: Day) -> NaiveDate {
        match self.ends {
            None => starts.day,
            Some(ends) if ends.is_whole => ends.day.checked_sub_days(Days::new(1)).unwrap_or(ends.day).max(starts.day),
            Some(ends) => ends.day,
        }
    }
}

/// `20270104`, `20270104T090000`, or the latter with a `Z`, which is a moment in UTC.
fn day(value: &str) -> Option<Day> {
    let value = value.trim();
    if value.len() == LETTERS_OF_A_DAY {
        return Some(Day { day: NaiveDate::parse_from_str(value, DAY).ok()?, is_whole: true });
    }
    let local = |text: &str| NaiveDateTime::parse_from_str(text, MOMENT).ok();
    let day = match value.strip_suffix('Z') {
        Some(utc) => clock::day(DateTime::<Utc>::from_naive_utc_and_offset(local(utc)?, Utc)),
        None => local(value)?.date(),
    };
    Some(Day { day, is_whole: false })
}

/// A backslash stands before what would end a value, and for a line's end.
fn unescaped(value: &str) -> String {
    let mut letters = value.chars();
    let mut text = String::with_capacity(value.len());
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next() {
                Some('n' | 'N') | None => text.push(' '),
                Some(other) => text.push(other),
            },
            letter => text.push(letter),
        }
    }
    text
}
