//! The weeks in which primary schools assess their pupils, and can spare nobody.
//!
//! The Standards and Testing Agency announces them about two years ahead. Announced are those of 2026 (SATs from 11 May, multiplication
//! tables check from 1 June, phonics from 8 June) and the SATs of 2027 (from 10 May). All others are the usual ones, as they have been year
//! after year, and are to be checked by the hub, which can put its own in their place.

use chrono::{Days, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use super::academic_year::AcademicYear;

/// What is assessed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Assessment {
    /// The Key Stage 2 tests of Year 6.
    Sats,
    /// The multiplication tables check of Year 4.
    TablesCheck,
    /// The phonics screening check of Year 1.
    PhonicsCheck,
}

impl Assessment {
    /// Its weeks within a sentence: `the week of the Key Stage 2 tests (SATs)`.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Sats => "the week of the Key Stage 2 tests (SATs)",
            Self::TablesCheck => "the two weeks of the Year 4 multiplication tables check",
            Self::PhonicsCheck => "the week of the Year 1 phonics screening check",
        }
    }
}

/// When it takes place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssessmentWeeks {
    pub assessment: Assessment,
    pub first: NaiveDate,
    /// The last day of it.
    pub last: NaiveDate,
}

/// The usual ones of a year: SATs from the second Monday of May to its Thursday, the multiplication tables check in the two weeks from the
/// first Monday of June (the usual half-term week is over by then), phonics in the week of the second.
pub fn usual(year: AcademicYear) -> Vec<AssessmentWeeks> {
    let monday = |month: u32, which: u8| NaiveDate::from_weekday_of_month_opt(year.next().starts_in(), month, Weekday::Mon, which);
    let usual = [
        (Assessment::Sats, monday(5, 2), Days::new(3)),
        (Assessment::TablesCheck, monday(6, 1), Days::new(11)),
        (Assessment::PhonicsCheck, monday(6, 2), Days::new(4)),
    ];
    let weeks = usual.into_iter().filter_map(|(assessment, first, to_last)| {
        let first = first?;
        Some(AssessmentWeeks { assessment, first, last: first.checked_add_days(to_last)? })
    });
    weeks.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::school_days::is_school_day;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn they_are_when_they_were_announced_or_usually_are() {
        for (year, sats, tables, phonics) in [
            (2025, ("2026-05-11", "2026-05-14"), ("2026-06-01", "2026-06-12"), ("2026-06-08", "2026-06-12")),
            (2026, ("2027-05-10", "2027-05-13"), ("2027-06-07", "2027-06-18"), ("2027-06-14", "2027-06-18")),
            (2027, ("2028-05-08", "2028-05-11"), ("2028-06-05", "2028-06-16"), ("2028-06-12", "2028-06-16")),
        ] {
            let expected = [(Assessment::Sats, sats), (Assessment::TablesCheck, tables), (Assessment::PhonicsCheck, phonics)];
            let expected = expected.map(|(assessment, (first, last))| AssessmentWeeks { assessment, first: day(first), last: day(last) });
            assert_eq!(usual(AcademicYear::starting(year)), expected);
        }
    }

    #[test]
    fn they_begin_and_end_on_days_of_school() {
        for weeks in (2025..=2030).map(AcademicYear::starting).flat_map(usual) {
            assert!(is_school_day(weeks.first) && is_school_day(weeks.last), "{weeks:?}");
        }
        assert_eq!(usual(AcademicYear::starting(i32::MAX)), [], "whatever an address says");
    }
}
