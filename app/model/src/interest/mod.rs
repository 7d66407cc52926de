//! An expression of interest: what a school is asked, what it answered, and where the hub stands with it (A44).

mod answers;
pub mod eligibility;
mod pledge;
mod question;
mod state;

pub use answers::{Answers, Contact, EarlierYear, Journey, Line, Practice};
pub use pledge::Pledge;
pub use question::Question;
pub use state::State;

/// Stands in the usual letter where the hub has to put its own question.
pub const QUESTION_HERE: &str = "(Write your question here.)";

/// How schools write an academic year: `2026/27`, from the calendar year in which it begins.
pub fn year_label(year: i32) -> String {
    format!("{year}/{:02}", (year + 1).rem_euclid(100))
}

/// The academic year that somebody who writes in this calendar year and month can still join whole (A32): the one that
/// has just begun until October, afterwards the next.
pub fn year_wanted(year: i32, month: u32) -> i32 {
    if month > 10 { year + 1 } else { year }
}

/// The academic years in which a school can have taken part before, the latest first: the programme is not older than 2015.
pub fn earlier_years(year: i32, month: u32) -> Vec<i32> {
    let now = if month >= 9 { year } else { year - 1 };
    (2015..=now.max(2015)).rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_school_joins_the_next_year_that_it_can_follow_from_its_beginning() {
        assert_eq!(year_wanted(2026, 3), 2026, "spring: from September");
        assert_eq!(year_wanted(2026, 9), 2026, "September: at once");
        assert_eq!(year_wanted(2026, 11), 2027, "November: the first workshop is over");
        assert_eq!(year_label(year_wanted(2026, 11)), "2027/28");
    }

    #[test]
    fn earlier_years_end_with_the_present_one() {
        assert_eq!(earlier_years(2026, 8).first(), Some(&2025));
        assert_eq!(earlier_years(2026, 9).first(), Some(&2026));
        assert_eq!(earlier_years(2026, 9).last(), Some(&2015));
    }
}
