//! The workshops of a year, as they are typed in one go.

use std::collections::BTreeMap;

use app::error::{AppError, Problem};
use model::calendar::academic_year::AcademicYear;
use model::calendar::clock;
use model::calendar::day::in_full;
use model::ids::WorkGroupId;
use model::text::invisible::paragraphs;
use serde::{Deserialize, Serialize};
use store::workshops::plan::{Plan, Planned, WorkshopInput};

use super::slots::{Line, Slot, check};
use crate::kit::Form;

/// Each map is by number (`w1`, because a key that begins with a digit would be read as a place in a list). Workshops that a form does not
/// send stay as they are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkshopsForm {
    pub group: WorkGroupId,
    pub year: AcademicYear,
    #[serde(default)]
    pub days: BTreeMap<String, String>,
    #[serde(default)]
    pub starts: BTreeMap<String, String>,
    #[serde(default)]
    pub ends: BTreeMap<String, String>,
    #[serde(default)]
    pub twilights: BTreeMap<String, String>,
    #[serde(default)]
    pub hosts: BTreeMap<String, String>,
    #[serde(default)]
    pub modes: BTreeMap<String, String>,
}

impl Form for WorkshopsForm {
    const ACTION: &'static str = "/api/group-workshops";

    fn page(&self) -> String {
        format!("/groups/{}/workshops?year={}", self.group, self.year.starts_in())
    }
}

impl WorkshopsForm {
    /// The workshops of a group's year as they are; a day and its times are empty while they are to be confirmed.
    pub fn of(group: WorkGroupId, plan: &Plan) -> Self {
        let times = |of: &dyn Fn(&Planned) -> Option<String>| -> BTreeMap<String, String> {
            plan.workshops.iter().map(|workshop| (key(workshop.number), of(workshop).unwrap_or_default())).collect()
        };
        Self {
            group,
            year: plan.academic_year,
            days: times(&|workshop| workshop.time.map(|time| in_full(clock::day(time.starts)))),
            starts: times(&|workshop| workshop.time.map(|time| clock::time(time.starts))),
            ends: times(&|workshop| workshop.time.map(|time| clock::time(time.ends))),
            twilights: times(&|workshop| workshop.twilight.map(clock::time)),
            hosts: times(&|workshop| workshop.host.map(|host| host.to_string())),
            modes: times(&|workshop| Some(workshop.mode.key().to_owned())),
        }
    }

    /// The workshops as they are to be.
    ///
    /// # Errors
    /// That something is wrong: the page finds out what.
    pub fn check(&self, plan: &Plan) -> Result<Vec<WorkshopInput>, AppError> {
        let lines = self.lines(plan);
        let slots = check(self.year, &lines).map_err(|_| Problem::WorkshopsWrong)?;
        Ok(lines.iter().zip(slots).map(|(line, slot)| self.input(line.number, slot)).collect())
    }

    fn lines(&self, plan: &Plan) -> Vec<Line> {
        let numbers = plan.workshops.iter().map(|workshop| workshop.number).filter(|number| self.days.contains_key(&key(*number)));
        let of = |map: &BTreeMap<String, String>, number: u8| map.get(&key(number)).map(|text| paragraphs(text)).unwrap_or_default();
        let line = |number| Line {
            number,
            day: of(&self.days, number),
            starts: of(&self.starts, number),
            ends: of(&self.ends, number),
            twilight: of(&self.twilights, number),
        };
        numbers.map(line).collect()
    }

    fn input(&self, number: u8, slot: Option<Slot>) -> WorkshopInput {
        WorkshopInput {
            number,
            from: slot.map(|slot| slot.day.and_time(slot.starts)),
            to: slot.map(|slot| slot.day.and_time(slot.ends)),
            twilight: slot.and_then(|slot| Some(slot.day.and_time(slot.twilight?))),
            host: self.hosts.get(&key(number)).cloned().unwrap_or_default(),
            mode: self.modes.get(&key(number)).cloned().unwrap_or_default(),
        }
    }
}

fn key(number: u8) -> String {
    format!("w{number}")
}
