//! On which days schools in England are open, as far as that can be said for all of them: by the terms that are typical (DOMAIN.md
//! §1.3). What a hub knows better is in its [`Calendar`](super::year::Calendar).

use chrono::NaiveDate;

use super::academic_year::AcademicYear;
use super::closed;
use super::terms::Terms;

/// Whether schools are typically open on `day`. For years that are not known: Monday to Friday without bank holidays, but not in August,
/// nor from 20 December to 3 January.
pub fn is_school_day(day: NaiveDate) -> bool {
    closed::why(day, Terms::typical(AcademicYear::of(day)).as_ref()).is_none()
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
    fn a_year_has_about_190_school_days() {
        for year in (2025..=2030).map(AcademicYear::starting) {
            let days = year.first_day().iter_days().take(365).filter(|day| is_school_day(*day)).count();
            assert!((187..=197).contains(&days), "{year}: {days}");
        }
    }

    #[test]
    fn a_year_beyond_the_table_is_taken_roughly() {
        assert!(open_on("2035-11-20") && !open_on("2035-12-25") && !open_on("2036-08-05") && !open_on("2036-01-01"));
    }
}
