//! An expression of interest: what a school is asked, what it answered, and where the hub stands with it (A44).

mod answers;
pub mod eligibility;
mod pledge;
mod question;
mod state;

use chrono::{Datelike, NaiveDate};

use crate::calendar::academic_year::AcademicYear;

pub use answers::{Answers, Contact, EarlierYear, Journey, Line, Practice, SoughtSchool};
pub use pledge::Pledge;
pub use question::Question;
pub use state::State;

/// Stands in the default letter where the hub has to put its own question.
pub const QUESTION_HERE: &str = "(Write your question here.)";

/// The calendar year in which the first academic year of the programme began.
const FIRST: i32 = 2015;

/// The academic year that somebody who writes on a day can still join whole (A32): the one that begins in the same calendar year,
/// and from November on the next. That is no [`AcademicYear::of`]: nobody joins in spring what began in September.
pub fn year_wanted(day: NaiveDate) -> AcademicYear {
    let begins = AcademicYear::starting(day.year());
    if day.month() > 10 { begins.next() } else { begins }
}

/// The academic years in which a school can have taken part before, the latest first: the programme is not older than 2015.
pub fn earlier_years(day: NaiveDate) -> Vec<AcademicYear> {
    let present = AcademicYear::of(day).starts_in();
    (FIRST..=present.max(FIRST)).rev().map(AcademicYear::starting).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn a_school_joins_the_next_year_that_it_can_follow_from_its_beginning() {
        let wanted = |text: &str| year_wanted(day(text)).to_string();
        assert_eq!(wanted("2026-03-31"), "2026/27", "spring: from September");
        assert_eq!(wanted("2026-09-01"), "2026/27", "September: at once");
        assert_eq!(wanted("2026-10-31"), "2026/27", "October: still at once");
        assert_eq!(wanted("2026-11-01"), "2027/28", "November: the first workshop is over");
    }

    #[test]
    fn earlier_years_end_with_the_present_one() {
        let years = |text: &str| earlier_years(day(text)).into_iter().map(AcademicYear::starts_in).collect::<Vec<_>>();
        assert_eq!(years("2026-08-31").first(), Some(&2025));
        assert_eq!(years("2026-09-01").first(), Some(&2026));
        assert_eq!(years("2026-09-01").last(), Some(&2015));
    }
}
