//! Typical terms of England. They differ by local authority, trust and school (DOMAIN.md §1.3): these are good enough to decide when a
//! collected letter goes out, and to begin a year's planning with. A hub that knows better has its own.

use chrono::{Days, NaiveDate};

use super::{Term, Terms};
use crate::calendar::academic_year::AcademicYear;

/// A month and a day of it.
type Written = (u32, u32);

/// One term: its first and last day, and the Monday of its half-term week.
struct TypicalTerm {
    first: Written,
    last: Written,
    half_term: Written,
}

/// A typical academic year.
struct TypicalYear {
    which: AcademicYear,
    autumn: TypicalTerm,
    spring: TypicalTerm,
    summer: TypicalTerm,
}

const fn term(first: Written, last: Written, half_term: Written) -> TypicalTerm {
    TypicalTerm { first, last, half_term }
}

/// The years that are known. Easter, and with it the end of spring, differs most.
const YEARS: [TypicalYear; 6] = [
    TypicalYear {
        which: AcademicYear::starting(2025),
        autumn: term((9, 2), (12, 19), (10, 27)),
        spring: term((1, 5), (3, 27), (2, 16)),
        summer: term((4, 13), (7, 21), (5, 25)),
    },
    TypicalYear {
        which: AcademicYear::starting(2026),
        autumn: term((9, 1), (12, 18), (10, 26)),
        spring: term((1, 4), (3, 25), (2, 15)),
        summer: term((4, 12), (7, 21), (5, 31)),
    },
    TypicalYear {
        which: AcademicYear::starting(2027),
        autumn: term((9, 1), (12, 17), (10, 25)),
        spring: term((1, 4), (3, 31), (2, 14)),
        summer: term((4, 18), (7, 21), (5, 29)),
    },
    TypicalYear {
        which: AcademicYear::starting(2028),
        autumn: term((9, 4), (12, 20), (10, 23)),
        spring: term((1, 3), (3, 29), (2, 12)),
        summer: term((4, 16), (7, 20), (5, 28)),
    },
    TypicalYear {
        which: AcademicYear::starting(2029),
        autumn: term((9, 3), (12, 21), (10, 22)),
        spring: term((1, 7), (4, 5), (2, 18)),
        summer: term((4, 23), (7, 23), (5, 27)),
    },
    TypicalYear {
        which: AcademicYear::starting(2030),
        autumn: term((9, 3), (12, 20), (10, 28)),
        spring: term((1, 6), (4, 4), (2, 17)),
        summer: term((4, 21), (7, 22), (5, 26)),
    },
];

/// From the Monday of a half-term week to its Friday.
const TO_FRIDAY: Days = Days::new(4);

pub(super) fn of(year: AcademicYear) -> Option<Terms> {
    let typical = YEARS.iter().find(|typical| typical.which == year)?;
    let (begins, ends) = (year.starts_in(), year.next().starts_in());
    Some(Terms { autumn: typical.autumn.in_year(begins)?, spring: typical.spring.in_year(ends)?, summer: typical.summer.in_year(ends)? })
}

impl TypicalTerm {
    fn in_year(&self, calendar_year: i32) -> Option<Term> {
        let day = |(month, day): Written| NaiveDate::from_ymd_opt(calendar_year, month, day);
        let monday = day(self.half_term)?;
        Some(Term { first: day(self.first)?, last: day(self.last)?, break_first: monday, break_last: monday.checked_add_days(TO_FRIDAY)? })
    }
}

#[cfg(test)]
mod tests {
    use chrono::{Datelike, Weekday};

    use super::*;
    use crate::calendar::school_days::is_school_day;

    #[test]
    fn every_half_term_is_a_monday_inside_its_term_and_every_term_begins_and_ends_on_a_working_day() {
        for year in &YEARS {
            let terms = of(year.which).expect("a known year");
            assert!(terms.are_in_order(year.which), "{}", year.which);
            for term in [terms.autumn, terms.spring, terms.summer] {
                assert_eq!(term.break_first.weekday(), Weekday::Mon, "{term:?}");
                assert_eq!(term.break_last.weekday(), Weekday::Fri, "{term:?}");
                assert!(is_school_day(term.first) && is_school_day(term.last), "{term:?}");
            }
        }
    }

    #[test]
    fn nothing_is_said_of_other_years() {
        for year in [2024, 2031, i32::MIN, i32::MAX] {
            assert_eq!(of(AcademicYear::starting(year)), None);
        }
    }
}
