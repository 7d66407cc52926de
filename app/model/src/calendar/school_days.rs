//! On which days schools in England are open, as far as that can be said for all of them.
//!
//! Term dates differ by local authority, trust and school (DOMAIN.md §1.3): these are typical ones, good enough to decide when
//! a collected letter goes out. A hub that knows better can be given a calendar of its own later; then this is the default.

use chrono::{Datelike, NaiveDate, Weekday};

use super::academic_year::AcademicYear;

/// One term: its first and last day, and the Monday of its half-term week. Each as month and day.
struct Term {
    first: (u32, u32),
    last: (u32, u32),
    half_term: (u32, u32),
}

/// A typical academic year.
struct Year {
    which: AcademicYear,
    autumn: Term,
    spring: Term,
    summer: Term,
    /// The early May bank holiday. All others fall into holidays or half-term weeks.
    may_day: (u32, u32),
}

const fn term(first: (u32, u32), last: (u32, u32), half_term: (u32, u32)) -> Term {
    Term { first, last, half_term }
}

/// The years that are known. Easter, and with it the end of spring, differs most.
const YEARS: [Year; 6] = [
    Year {
        which: AcademicYear::starting(2025),
        autumn: term((9, 2), (12, 19), (10, 27)),
        spring: term((1, 5), (3, 27), (2, 16)),
        summer: term((4, 13), (7, 21), (5, 25)),
        may_day: (5, 4),
    },
    Year {
        which: AcademicYear::starting(2026),
        autumn: term((9, 1), (12, 18), (10, 26)),
        spring: term((1, 4), (3, 25), (2, 15)),
        summer: term((4, 12), (7, 21), (5, 31)),
        may_day: (5, 3),
    },
    Year {
        which: AcademicYear::starting(2027),
        autumn: term((9, 1), (12, 17), (10, 25)),
        spring: term((1, 4), (3, 31), (2, 14)),
        summer: term((4, 18), (7, 21), (5, 29)),
        may_day: (5, 1),
    },
    Year {
        which: AcademicYear::starting(2028),
        autumn: term((9, 4), (12, 20), (10, 23)),
        spring: term((1, 3), (3, 29), (2, 12)),
        summer: term((4, 16), (7, 20), (5, 28)),
        may_day: (5, 7),
    },
    Year {
        which: AcademicYear::starting(2029),
        autumn: term((9, 3), (12, 21), (10, 22)),
        spring: term((1, 7), (4, 5), (2, 18)),
        summer: term((4, 23), (7, 23), (5, 27)),
        may_day: (5, 6),
    },
    Year {
        which: AcademicYear::starting(2030),
        autumn: term((9, 3), (12, 20), (10, 28)),
        spring: term((1, 6), (4, 4), (2, 17)),
        summer: term((4, 21), (7, 22), (5, 26)),
        may_day: (5, 5),
    },
];

/// Whether schools are typically open on `day`. For years that are not known: Monday to Friday, but not in August, nor from
/// 20 December to 3 January.
pub fn is_school_day(day: NaiveDate) -> bool {
    if matches!(day.weekday(), Weekday::Sat | Weekday::Sun) {
        return false;
    }
    let here = (day.month(), day.day());
    match YEARS.iter().find(|year| year.which == AcademicYear::of(day)) {
        Some(year) => here != year.may_day && [&year.autumn, &year.spring, &year.summer].iter().any(|term| open(term, day)),
        None => day.month() != 8 && here < (12, 20) && here > (1, 3),
    }
}

/// Whether a working day lies in a term and not in its half-term week.
fn open(term: &Term, day: NaiveDate) -> bool {
    let here = (day.month(), day.day());
    let monday = NaiveDate::from_ymd_opt(day.year(), term.half_term.0, term.half_term.1);
    let holiday = monday.is_some_and(|monday| (0..5).contains(&(day - monday).num_days()));
    term.first <= here && here <= term.last && !holiday
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open_on(day: &str) -> bool {
        is_school_day(day.parse().expect("a day"))
    }

    #[test]
    fn weekdays_in_term_are_school_days_and_weekends_are_not() {
        for day in ["2026-11-23", "2026-11-27", "2027-01-04", "2027-03-25", "2027-07-21", "2025-09-02", "2031-07-22"] {
            assert!(open_on(day), "{day}");
        }
        for day in ["2026-11-21", "2026-11-22", "2027-05-01"] {
            assert!(!open_on(day), "{day}");
        }
    }

    #[test]
    fn holidays_half_terms_and_bank_holidays_are_none() {
        for day in [
            "2026-10-26",
            "2026-10-30",
            "2026-12-21",
            "2027-01-01",
            "2027-02-15",
            "2027-02-19",
            "2027-03-26",
            "2027-03-29",
            "2027-04-09",
            "2027-05-03",
            "2027-05-31",
            "2027-06-04",
            "2027-07-22",
            "2027-08-31",
            "2026-08-03",
            "2028-01-03",
            "2026-04-06",
        ] {
            assert!(!open_on(day), "{day}");
        }
        for day in ["2026-10-23", "2026-11-02", "2027-02-12", "2027-02-22", "2027-05-04", "2027-06-07"] {
            assert!(open_on(day), "{day}");
        }
    }

    #[test]
    fn every_half_term_is_a_monday_inside_its_term_and_every_term_begins_and_ends_on_a_working_day() {
        for year in &YEARS {
            let (begins, ends) = (year.which.starts_in(), year.which.next().starts_in());
            for (term, calendar) in [(&year.autumn, begins), (&year.spring, ends), (&year.summer, ends)] {
                let day = |(month, day)| NaiveDate::from_ymd_opt(calendar, month, day).expect("a day");
                assert_eq!(day(term.half_term).weekday(), Weekday::Mon, "{calendar}");
                assert!(term.first < term.half_term && term.half_term < term.last, "{calendar}");
                assert!(is_school_day(day(term.first)) && is_school_day(day(term.last)), "{calendar} {:?} {:?}", term.first, term.last);
            }
            let may_day = NaiveDate::from_ymd_opt(ends, year.may_day.0, year.may_day.1).expect("a day");
            assert_eq!(may_day.weekday(), Weekday::Mon);
        }
    }

    #[test]
    fn a_year_has_about_190_school_days() {
        for year in &YEARS {
            let days = year.which.first_day().iter_days().take(365).filter(|day| is_school_day(*day)).count();
            assert!((187..=197).contains(&days), "{}: {days}", year.which);
        }
    }

    #[test]
    fn a_year_beyond_the_table_is_taken_roughly() {
        assert!(open_on("2035-11-20") && !open_on("2035-12-25") && !open_on("2036-08-05") && !open_on("2036-01-01"));
    }
}
