//! Date polls (A42): several dates that a workshop could have, what people say about each, and which of them suits best.

pub mod ranking;

use std::fmt;

use crate::calendar::slot::Slot;

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

/// What each of a poll's dates, which differ in when they begin, is called where several are spoken of: `Tue 24 November`, with the hour where
/// another is on the same day.
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
    use crate::calendar::slot::tests::slot;

    #[test]
    fn a_reply_is_kept_by_its_word_and_yes_is_better_than_no() {
        for reply in Reply::ALL {
            assert_eq!(Reply::from_key(reply.key()), Some(reply));
        }
        assert_eq!(Reply::from_key("maybe"), None);
        assert!(Reply::Yes > Reply::IfNeedBe && Reply::IfNeedBe > Reply::No);
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
