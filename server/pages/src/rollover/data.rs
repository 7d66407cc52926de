//! What the page for turning the year shows.

use app::ui::frame::Frame;
use chrono::{NaiveDate, TimeDelta};
use model::calendar::academic_year::AcademicYear;
use model::calendar::day::in_full;
use model::ids::RolloverId;
use store::rollover::GroupPreview;

use super::forms::TurnForm;

/// What would happen, group by group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TurnData {
    /// What every page shows.
    pub frame: Frame,
    /// The academic year it leads into.
    pub into: AcademicYear,
    /// How far away the new year is, in words; empty when it is near.
    pub far_away: String,
    /// Other years one might mean.
    pub other_years: Vec<AcademicYear>,
    /// The groups that go on.
    pub groups: Vec<GroupPreview>,
    /// What is chosen for them at first.
    pub choices: TurnForm,
    /// Groups that have the year already.
    pub already: Vec<String>,
    /// Whether there is a wording for commitments.
    pub wording: bool,
    /// Whether the year is turned into this one already.
    pub is_turned: bool,
    /// Turns that were made, the newest first.
    pub past: Vec<Past>,
}

/// A turn that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Past {
    pub id: RolloverId,
    /// Into which year, when and by whom.
    pub words: String,
    /// When it was taken back, and by whom.
    pub reverted: Option<String>,
    /// Whether it can still be taken back.
    pub can_be_reverted: bool,
}

/// What taking one back would mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackData {
    /// What every page shows.
    pub frame: Frame,
    /// The turn.
    pub id: RolloverId,
    /// The year it led into.
    pub into: AcademicYear,
    /// `30 September 2027`.
    pub last_day: String,
    /// Whether the time for it has not run out.
    pub open: bool,
    /// What stands in the way.
    pub in_the_way: Vec<String>,
}

/// Says how far away a year is, when that is more than three months: then perhaps another was meant.
pub fn far_away(today: NaiveDate, year: AcademicYear) -> String {
    let first_day = year.first_day();
    let days = (first_day - today).num_days();
    if first_day - today <= TimeDelta::days(92) {
        return String::new();
    }
    format!("{year} begins in about {} months, on {}.", (days + 15) / 30, in_full(first_day))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn a_year_that_is_more_than_three_months_away_is_said_to_be() {
        let year = AcademicYear::starting(2027);
        assert_eq!(far_away(day("2027-06-20"), year), "");
        assert_eq!(far_away(day("2027-09-10"), year), "", "it has begun");
        assert_eq!(far_away(day("2026-11-22"), year), "2027/28 begins in about 9 months, on 1 September 2027.");
    }
}
