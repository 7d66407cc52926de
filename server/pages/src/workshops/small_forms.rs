//! What is sent about one workshop: that it is added, split, cancelled, held after all, removed; and that suggested hosts are taken.

use std::collections::BTreeMap;

use app::error::{AppError, Problem};
use model::calendar::academic_year::AcademicYear;
use model::calendar::clock;
use model::calendar::half_term::HalfTerm;
use model::calendar::slot::Slot;
use model::ids::{SchoolId, WorkGroupId, WorkshopId};
use model::text::invisible::paragraphs;
use model::text::line::Line as Text;
use serde::{Deserialize, Serialize};
use store::workshops::Span;
use store::workshops::plan::{Plan, Planned};
use store::workshops::year::SecondPart;

use super::forms::key;
use super::slots::{Line, check_one};
use crate::kit::Form;
use crate::kit::typed_date::TypedDate;
use crate::kit::wrong::Wrong;

/// Letters in a reason.
const MAX_REASON: usize = 300;

/// The page that asks something about a workshop.
fn about(group: WorkGroupId, workshop: WorkshopId, what: &str) -> String {
    format!("/groups/{group}/workshops/{workshop}/{what}")
}

/// One more workshop. `seen` is the plan's version that the form was made from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddForm {
    pub group: WorkGroupId,
    pub year: AcademicYear,
    #[serde(default)]
    pub seen: String,
    #[serde(default)]
    pub half_term: String,
}

impl Form for AddForm {
    const ACTION: &'static str = "/api/workshop-add";

    fn page(&self) -> String {
        format!("/groups/{}/workshops/add?year={}", self.group, self.year.starts_in())
    }
}

impl AddForm {
    /// The half-term.
    ///
    /// # Errors
    /// That none is chosen.
    pub fn check(&self) -> Result<HalfTerm, AppError> {
        self.half_term.parse().map_err(|_| Problem::HalfTermMissing.into())
    }
}

/// A workshop becomes two; the fields are the second's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SplitForm {
    pub group: WorkGroupId,
    pub workshop: WorkshopId,
    #[serde(default)]
    pub seen: String,
    #[serde(default)]
    pub days: String,
    #[serde(default)]
    pub starts: String,
    #[serde(default)]
    pub ends: String,
    #[serde(default)]
    pub twilights: String,
}

impl Form for SplitForm {
    const ACTION: &'static str = "/api/workshop-split";

    fn page(&self) -> String {
        about(self.group, self.workshop, "split")
    }
}

impl SplitForm {
    /// When the second part is.
    ///
    /// # Errors
    /// That something is wrong: the page finds out what.
    pub fn check(&self, plan: &Plan) -> Result<SecondPart, AppError> {
        let slot = self.wrong_or_slot(plan).map_err(|_| Problem::WorkshopsWrong)?;
        let twilight = slot.and_then(|slot| slot.twilight).map(clock::moment);
        Ok(SecondPart { time: slot.map(|slot| Span::local(slot.starts, slot.ends)), twilight })
    }

    /// The same with everything that is wrong, each with the id of its field.
    ///
    /// # Errors
    /// All of it.
    pub fn wrong_or_slot(&self, plan: &Plan) -> Result<Option<Slot>, Wrong> {
        let line = Line {
            number: second_number(plan, self.workshop),
            date: TypedDate {
                day: paragraphs(&self.days),
                starts: paragraphs(&self.starts),
                ends: paragraphs(&self.ends),
                twilight: paragraphs(&self.twilights),
            },
            ..Line::default()
        };
        let held = plan.workshops.iter().filter(|workshop| !workshop.is_cancelled());
        let taken: Vec<_> = held.filter_map(|workshop| Some((workshop.number, clock::day(workshop.time?.starts)))).collect();
        check_one(plan.academic_year, &line, &taken)
    }
}

/// The number that the second part of a workshop will have.
pub fn second_number(plan: &Plan, workshop: WorkshopId) -> u8 {
    plan.workshop(workshop).map_or(1, |first| first.number + 1)
}

/// A workshop is cancelled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CancelForm {
    pub group: WorkGroupId,
    pub workshop: WorkshopId,
    #[serde(default)]
    pub reason: String,
}

impl Form for CancelForm {
    const ACTION: &'static str = "/api/workshop-cancel";

    fn page(&self) -> String {
        about(self.group, self.workshop, "cancel")
    }
}

impl CancelForm {
    /// The reason; may be empty.
    ///
    /// # Errors
    /// That it is too long.
    pub fn check(&self) -> Result<Text, AppError> {
        Text::optional(&self.reason, MAX_REASON).map_err(|_| Problem::WorkshopReasonLong.into())
    }
}

/// A workshop that was cancelled is held after all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HoldForm {
    pub group: WorkGroupId,
    pub workshop: WorkshopId,
}

impl Form for HoldForm {
    const ACTION: &'static str = "/api/workshop-hold";

    fn page(&self) -> String {
        about(self.group, self.workshop, "hold")
    }
}

/// A workshop without a date goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoveForm {
    pub group: WorkGroupId,
    pub year: AcademicYear,
    pub workshop: WorkshopId,
}

impl Form for RemoveForm {
    const ACTION: &'static str = "/api/workshop-remove";

    /// Where the question makes no sense any more, the year says why.
    fn page(&self) -> String {
        super::forms::of_year(self.group, self.year)
    }
}

/// Suggested hosts are taken over: of one workshop, or of several. `seen` is the plan's version that they were suggested for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakeHostsForm {
    pub group: WorkGroupId,
    pub year: AcademicYear,
    #[serde(default)]
    pub seen: String,
    /// Ids of schools.
    #[serde(default)]
    pub hosts: BTreeMap<String, String>,
}

impl Form for TakeHostsForm {
    const ACTION: &'static str = "/api/workshop-hosts";

    fn page(&self) -> String {
        super::forms::of_year(self.group, self.year)
    }
}

impl TakeHostsForm {
    /// The workshops that have another host than before.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for a school that can't host.
    pub fn check(&self, plan: &Plan) -> Result<Vec<Planned>, AppError> {
        let held = plan.workshops.iter().filter(|workshop| !workshop.is_cancelled());
        let wanted = held.filter_map(|workshop| Some((workshop, self.hosts.get(&key(workshop.number))?)));
        let hosted = wanted.map(|(workshop, id)| {
            let host: SchoolId = id.parse().map_err(|_| AppError::NotFound)?;
            plan.host_name(Some(host)).ok_or(AppError::NotFound)?;
            Ok(Planned { host: Some(host), ..workshop.clone() })
        });
        let hosted = hosted.collect::<Result<Vec<_>, AppError>>()?;
        Ok(hosted.into_iter().filter(|workshop| !plan.workshops.contains(workshop)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_half_term_is_one_of_the_six() {
        let add = |half_term: &str| {
            let (group, year) = (WorkGroupId::generate(), AcademicYear::starting(2026));
            AddForm { group, year, seen: String::new(), half_term: half_term.to_owned() }.check()
        };
        assert_eq!(add("Spring 2"), Ok(HalfTerm::Spring2));
        for nothing in ["", "spring 2", "Spring 3"] {
            assert_eq!(add(nothing), Err(Problem::HalfTermMissing.into()), "{nothing:?}");
        }
    }

    #[test]
    fn a_reason_is_one_line_and_may_be_missing() {
        let cancel = |reason: &str| {
            let (group, workshop) = (WorkGroupId::generate(), WorkshopId::generate());
            CancelForm { group, workshop, reason: reason.to_owned() }.check().map(String::from)
        };
        assert_eq!(cancel("\u{200b} \n"), Ok(String::new()));
        assert_eq!(cancel(" Snow,\nand ice "), Ok("Snow, and ice".to_owned()));
        assert_eq!(cancel(&"a".repeat(301)), Err(Problem::WorkshopReasonLong.into()));
    }
}
