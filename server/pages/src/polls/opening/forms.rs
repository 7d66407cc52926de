//! What is typed to open a poll.

use std::collections::BTreeMap;

use app::error::{AppError, Problem, Problems};
use chrono::NaiveDate;
use model::calendar::academic_year::AcademicYear;
use model::calendar::slot::Slot;
use model::ids::{WorkGroupId, WorkshopId};
use model::polls::{MAX_SENTENCE, MOST_DATES};
use model::text::line;
use serde::{Deserialize, Serialize};

use super::dates;
use crate::kit::Form;
use crate::kit::typed_date::TypedDate;
use crate::polls::{addresses, last_day};

/// Each map is by number (`d1`, because a key that begins with a digit would be read as a place in a list).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenForm {
    pub group: WorkGroupId,
    #[serde(default)]
    pub workshop: String,
    #[serde(default)]
    pub sentence: String,
    #[serde(default)]
    pub last_day: String,
    #[serde(default)]
    pub days: BTreeMap<String, String>,
    #[serde(default)]
    pub starts: BTreeMap<String, String>,
    #[serde(default)]
    pub ends: BTreeMap<String, String>,
    #[serde(default)]
    pub twilights: BTreeMap<String, String>,
}

impl Form for OpenForm {
    const ACTION: &'static str = "/api/poll-open";

    fn page(&self) -> String {
        addresses::new(self.group, self.workshop().ok())
    }
}

/// A poll as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    pub workshop: WorkshopId,
    pub sentence: line::Line,
    pub until: NaiveDate,
    pub slots: Vec<Slot>,
}

impl OpenForm {
    /// As it begins.
    pub fn begin(group: WorkGroupId, workshop: Option<WorkshopId>) -> Self {
        Self {
            group,
            workshop: workshop.map(|workshop| workshop.to_string()).unwrap_or_default(),
            sentence: String::new(),
            last_day: String::new(),
            days: BTreeMap::new(),
            starts: BTreeMap::new(),
            ends: BTreeMap::new(),
            twilights: BTreeMap::new(),
        }
    }

    /// The workshop that was chosen.
    ///
    /// # Errors
    /// [`Problem::PollWorkshopMissing`].
    pub fn workshop(&self) -> Result<WorkshopId, Problem> {
        self.workshop.parse().map_err(|_| Problem::PollWorkshopMissing)
    }

    /// What was typed, for a workshop of this academic year.
    ///
    /// # Errors
    /// Everything that is wrong; with which dates, the page finds out.
    pub fn check(&self, year: AcademicYear, today: NaiveDate) -> Result<Typed, AppError> {
        let mut problems = Problems::default();
        let workshop = problems.of(self.workshop());
        let sentence = problems.of(line::Line::optional(&self.sentence, MAX_SENTENCE).map_err(|_| Problem::PollSentenceTooLong));
        let slots = problems.of(dates::check(year, today, &self.lines()).map_err(|_| Problem::PollDatesWrong));
        let first = slots.as_ref().and_then(|slots| slots.iter().map(Slot::day).min());
        let until = problems.of(last_day::check(&self.last_day, today, first));
        match (workshop, sentence, slots, until) {
            (Some(workshop), Some(sentence), Some(slots), Some(until)) => Ok(Typed { workshop, sentence, until, slots }),
            _ => Err(problems.into()),
        }
    }

    fn lines(&self) -> Vec<TypedDate> {
        let of = |map: &BTreeMap<String, String>, number: usize| map.get(&format!("d{number}")).cloned().unwrap_or_default();
        let line = |number| TypedDate {
            day: of(&self.days, number),
            starts: of(&self.starts, number),
            ends: of(&self.ends, number),
            twilight: of(&self.twilights, number),
        };
        (1..=MOST_DATES).map(line).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_poll_is_typed_in_one_go_and_all_that_is_wrong_is_told_at_once() {
        let (group, today) = (WorkGroupId::generate(), "2026-11-10".parse().expect("a day"));
        let map = |values: [&str; 2]| (1..).zip(values).map(|(number, value)| (format!("d{number}"), value.to_owned())).collect();
        let form = OpenForm {
            days: map(["24/11/26", "26 Nov 2026"]),
            starts: map(["13:00", "13:00"]),
            ends: map(["17:15", "17:15"]),
            sentence: "Elm Bank\nhosts".to_owned(),
            last_day: "17/11/26".to_owned(),
            ..OpenForm::begin(group, Some(WorkshopId::generate()))
        };
        let typed = form.check(AcademicYear::starting(2026), today).expect("a poll");
        assert_eq!((typed.sentence.as_str(), typed.slots.len(), typed.until.to_string().as_str()), ("Elm Bank hosts", 2, "2026-11-17"));
        let late = OpenForm { last_day: "24/11/26".to_owned(), ..form.clone() };
        assert_eq!(late.check(AcademicYear::starting(2026), today), Err(Problem::PollLastDayLate.into()));
        let nothing = OpenForm { sentence: "a".repeat(301), ..OpenForm::begin(group, None) };
        let all = vec![Problem::PollWorkshopMissing, Problem::PollSentenceTooLong, Problem::PollDatesWrong, Problem::PollLastDayMissing];
        assert_eq!(nothing.check(AcademicYear::starting(2026), today), Err(AppError::Invalid(all)));
        assert_eq!(nothing.page(), format!("/groups/{group}/polls/new"));
        assert_eq!(form.page(), format!("/groups/{group}/polls/new?workshop={}", form.workshop));
    }
}
