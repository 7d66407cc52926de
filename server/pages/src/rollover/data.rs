//! What the page for turning the year shows.

use std::collections::BTreeMap;

use app::ui::frame::Frame;
use chrono::{Datelike, NaiveDate, TimeDelta};

use crate::groups::settings::words::checked_code;

/// What would happen, group by group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TurnData {
    /// What every page shows.
    pub frame: Frame,
    /// The academic year it leads into.
    pub into: i32,
    /// Like `2027/28`.
    pub into_label: String,
    /// The year before.
    pub from_label: String,
    /// How far away the new year is, in words; empty when it is near.
    pub far_away: String,
    /// Other years one might mean.
    pub other_years: Vec<(i32, String)>,
    /// The groups that go on.
    pub groups: Vec<TurnGroup>,
    /// Groups that have the year already.
    pub already: Vec<String>,
    /// Whether there is a wording for commitments.
    pub wording: bool,
    /// Whether a turn into this year stands.
    pub stands: bool,
    /// Turns that were made, the newest first.
    pub past: Vec<Past>,
}

/// A group that goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TurnGroup {
    pub id: String,
    pub name: String,
    /// Its code so far.
    pub old_code: String,
    /// Its code in the new year.
    pub code: String,
    /// Who leads it.
    pub lead: Option<String>,
    /// Where its first workshop will be, if the lead stays.
    pub host: Option<String>,
    /// Its schools.
    pub schools: Vec<TurnSchool>,
}

/// A school of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TurnSchool {
    pub id: String,
    pub name: String,
    /// Whether it stays, as far as anybody knows.
    pub stays: bool,
    /// Whether it has said so.
    pub answered: bool,
    /// The other group that it has in the new year already.
    pub elsewhere: Option<String>,
    /// Who represents it.
    pub people: Vec<Person>,
    /// Its headteacher; may be empty.
    pub head: String,
    /// Whether there is an address for the new commitment.
    pub head_known: bool,
}

/// Who represents a school.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Their id.
    pub id: String,
    pub name: String,
    /// Whether as a deputy.
    pub deputy: bool,
    /// Whether they still work there.
    pub still_there: bool,
}

/// A turn that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Past {
    pub id: String,
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
    pub id: String,
    /// The year it led into.
    pub into_label: String,
    /// `30 September 2027`.
    pub last_day: String,
    /// Whether the time for it has not run out.
    pub open: bool,
    /// What stands in the way.
    pub in_the_way: Vec<String>,
}

/// Says how far away a year is that begins on `first_day`, when that is more than three months: then perhaps another was meant.
pub fn far_away(today: NaiveDate, first_day: NaiveDate) -> String {
    let days = (first_day - today).num_days();
    if first_day - today <= TimeDelta::days(92) {
        return String::new();
    }
    format!("{} begins in about {} months, on {}.", label(first_day), (days + 15) / 30, first_day.format("%-d %B %Y"))
}

fn label(first_day: NaiveDate) -> String {
    format!("{}/{:02}", first_day.year(), (first_day.year() + 1).rem_euclid(100))
}

/// The chosen groups whose code is none.
pub fn wrong_codes(groups: &[String], codes: &BTreeMap<String, String>) -> Vec<String> {
    let wrong = |group: &&String| codes.get(&format!("id-{group}")).is_some_and(|code| checked_code(code).is_err());
    groups.iter().filter(wrong).cloned().collect()
}

/// Everything that was chosen, as the form's fields are called, for the form to come back with.
pub fn typed(
    groups: &[String],
    codes: &BTreeMap<String, String>,
    leads: &BTreeMap<String, String>,
    schools: &BTreeMap<String, String>,
    carry: &[String],
    ask: &str,
) -> Vec<(String, String)> {
    let list = |name: &str, values: &[String]| values.iter().map(|value| (name.to_owned(), value.clone())).collect::<Vec<_>>();
    let map = |name: &str, values: &BTreeMap<String, String>| {
        values.iter().map(|(key, value)| (format!("{name}[{key}]"), value.clone())).collect::<Vec<_>>()
    };
    let ask = vec![("ask".to_owned(), ask.to_owned())];
    [list("groups[]", groups), map("codes", codes), map("leads", leads), map("schools", schools), list("carry[]", carry), ask].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn a_year_that_is_more_than_three_months_away_is_said_to_be() {
        assert_eq!(far_away(day("2027-06-20"), day("2027-09-01")), "");
        assert_eq!(far_away(day("2027-09-10"), day("2027-09-01")), "", "it has begun");
        assert_eq!(far_away(day("2026-11-22"), day("2027-09-01")), "2027/28 begins in about 9 months, on 1 September 2027.");
    }
}
