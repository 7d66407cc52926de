//! Academic years, 1 September to 31 August.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::clock;

/// An academic year. It is kept, sent and sorted by the calendar year in which it begins, and read as schools write it:
/// `2026/27`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AcademicYear(i32);

/// The month in which all of them begin.
const SEPTEMBER: u32 = 9;

impl AcademicYear {
    /// The one that begins in this calendar year.
    pub const fn starting(calendar_year: i32) -> Self {
        Self(calendar_year)
    }

    /// The one that a day belongs to.
    pub fn of(day: NaiveDate) -> Self {
        Self(if day.month() >= SEPTEMBER { day.year() } else { day.year() - 1 })
    }

    /// The one at a moment, by British clocks.
    pub fn at(moment: DateTime<Utc>) -> Self {
        Self::of(clock::day(moment))
    }

    /// The calendar year in which it begins: what addresses and hidden fields say.
    pub const fn starts_in(self) -> i32 {
        self.0
    }

    /// The one after it.
    #[must_use]
    pub const fn next(self) -> Self {
        self.later(1)
    }

    /// The one before it.
    #[must_use]
    pub const fn previous(self) -> Self {
        self.later(-1)
    }

    /// The one so many years later, or with a negative number earlier.
    #[must_use]
    pub const fn later(self, years: i32) -> Self {
        Self(self.0.saturating_add(years))
    }

    /// 1 September.
    pub fn first_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.0, SEPTEMBER, 1).unwrap_or_default()
    }
}

impl fmt::Display for AcademicYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{:02}", self.0, (self.0.rem_euclid(100) + 1) % 100)
    }
}

/// The text is not the calendar year in which an academic year begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not the calendar year in which an academic year begins")]
pub struct UnknownYear;

impl FromStr for AcademicYear {
    type Err = UnknownYear;

    /// As addresses and forms send it: `2026`, not `2026/27`.
    fn from_str(text: &str) -> Result<Self, UnknownYear> {
        text.parse().map(Self).map_err(|_| UnknownYear)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_begins_in_september_by_british_clocks() {
        let at = |text: &str| AcademicYear::at(text.parse().expect("a moment"));
        assert_eq!(at("2026-08-31T22:59:59Z"), AcademicYear::starting(2025));
        assert_eq!(at("2026-08-31T23:00:00Z"), AcademicYear::starting(2026), "midnight in British Summer Time");
        assert_eq!(at("2027-03-01T12:00:00Z"), AcademicYear::starting(2026));
    }

    #[test]
    fn its_first_day_belongs_to_it_and_the_day_before_does_not() {
        let year = AcademicYear::starting(2026);
        assert_eq!(year.first_day().to_string(), "2026-09-01");
        assert_eq!(AcademicYear::of(year.first_day()), year);
        assert_eq!(year.first_day().pred_opt().map(AcademicYear::of), Some(year.previous()));
        assert_eq!(AcademicYear::of(year.next().first_day()), year.next());
    }

    #[test]
    fn it_is_written_as_schools_write_it() {
        assert_eq!(AcademicYear::starting(2026).to_string(), "2026/27");
        assert_eq!(AcademicYear::starting(2099).to_string(), "2099/00");
        assert_eq!(AcademicYear::starting(2099).next().to_string(), "2100/01");
        assert_eq!(AcademicYear::starting(i32::MAX).to_string(), "2147483647/48", "whatever an address says");
    }

    #[test]
    fn it_is_sent_and_kept_as_the_calendar_year_in_which_it_begins() {
        let year = AcademicYear::starting(2026);
        assert_eq!("2026".parse(), Ok(year));
        for text in ["", "2026/27", "2026 ", "26a", "99999999999"] {
            assert_eq!(text.parse::<AcademicYear>(), Err(UnknownYear), "{text:?}");
        }
        assert_eq!(serde_json::to_string(&year).ok().as_deref(), Some("2026"));
        assert_eq!(serde_json::from_str::<AcademicYear>("2026").ok(), Some(year));
    }
}
