//! Date polls (A42): several dates that a workshop could have, what people say about each, and which of them suits best.

pub mod ranking;

use std::fmt;

use chrono::{NaiveDate, NaiveDateTime};

use crate::calendar::day::{in_words, short};

/// A poll has at least so many dates: of one there is nothing to choose.
pub const FEWEST_DATES: usize = 2;
/// And at most so many, which a phone can still show.
pub const MOST_DATES: usize = 8;
/// Answers to one poll.
pub const MOST_ANSWERS: u32 = 200;
/// Letters in what whoever asks has to say.
pub const MAX_SENTENCE: usize = 300;
/// Letters in the line that may go with an answer.
pub const MAX_COMMENT: usize = 200;
/// Letters in the name of a school that is typed.
pub const MAX_SCHOOL: usize = 120;
/// How many days after its end a poll forgets the names of those who answered without an account.
pub const DAYS_OF_NAMES: u16 = 30;

/// Whether a date suits somebody, from the least good answer to the best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reply {
    /// They can't come.
    No,
    /// They would rather not, and can.
    IfNeedBe,
    /// They can come.
    Yes,
}

impl Reply {
    /// Every reply, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Yes, Self::IfNeedBe, Self::No];

    /// The word stored in the database, and sent by forms.
    pub fn key(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::IfNeedBe => "if_need_be",
            Self::No => "no",
        }
    }

    /// The reply whose stored word this is.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reply| reply.key() == key)
    }
}

impl fmt::Display for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Yes => "Yes",
            Self::IfNeedBe => "If need be",
            Self::No => "No",
        })
    }
}

/// A date that a workshop could have, by British clocks. Those of a poll differ in when they begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slot {
    pub starts: NaiveDateTime,
    pub ends: NaiveDateTime,
    /// When the part begins that everybody may join.
    pub twilight: Option<NaiveDateTime>,
}

impl Slot {
    pub fn day(&self) -> NaiveDate {
        self.starts.date()
    }

    /// `13:00 to 17:15, twilight from 15:45`.
    pub fn hours(&self) -> String {
        let time = |moment: NaiveDateTime| moment.format("%H:%M").to_string();
        let twilight = self.twilight.map(|twilight| format!(", twilight from {}", time(twilight))).unwrap_or_default();
        format!("{} to {}{twilight}", time(self.starts), time(self.ends))
    }

    /// In full: `Tuesday 24 November 2026, 13:00 to 17:15, twilight from 15:45`.
    pub fn in_full(&self) -> String {
        format!("{}, {}", in_words(self.day()), self.hours())
    }

    /// For lists and audits: `Tue 24 Nov 2026, 13:00 to 17:15`.
    pub fn short(&self) -> String {
        format!("{}, {}", short(self.day()), Self { twilight: None, ..*self }.hours())
    }
}

/// What each date is called where several are spoken of: `Tue 24 November`, with the hour where another is on the same day.
pub fn names(slots: &[Slot]) -> Vec<String> {
    let name = |slot: &Slot| {
        let alone = slots.iter().filter(|other| other.day() == slot.day()).count() < 2;
        slot.starts.format(if alone { "%a %-d %B" } else { "%a %-d %B at %H:%M" }).to_string()
    };
    slots.iter().map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slot(starts: &str, ends: &str) -> Slot {
        let moment = |text: &str| NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("a local time");
        Slot { starts: moment(starts), ends: moment(ends), twilight: None }
    }

    #[test]
    fn a_reply_is_kept_by_its_word_and_yes_is_better_than_no() {
        for reply in Reply::ALL {
            assert_eq!(Reply::from_key(reply.key()), Some(reply));
        }
        assert_eq!(Reply::from_key("maybe"), None);
        assert!(Reply::Yes > Reply::IfNeedBe && Reply::IfNeedBe > Reply::No);
    }

    #[test]
    fn a_date_is_said_with_its_hours() {
        let plain = slot("2026-11-24 13:00", "2026-11-24 17:15");
        assert_eq!(plain.in_full(), "Tuesday 24 November 2026, 13:00 to 17:15");
        let twilight = Slot { twilight: Some(plain.day().and_hms_opt(15, 45, 0).expect("a time")), ..plain };
        assert_eq!(twilight.in_full(), "Tuesday 24 November 2026, 13:00 to 17:15, twilight from 15:45");
        assert_eq!(twilight.short(), "Tue 24 Nov 2026, 13:00 to 17:15");
    }

    #[test]
    fn two_dates_of_one_day_are_told_apart() {
        let slots = [
            slot("2026-11-24 09:00", "2026-11-24 12:00"),
            slot("2026-11-24 13:00", "2026-11-24 17:15"),
            slot("2026-11-26 13:00", "2026-11-26 17:15"),
        ];
        assert_eq!(names(&slots), ["Tue 24 November at 09:00", "Tue 24 November at 13:00", "Thu 26 November"]);
    }
}
