//! What the page shows.

use app::ui::frame::Frame;
use model::calendar::academic_year::AcademicYear;
use model::ids::{GroupYearId, SchoolId, WorkGroupId};
use model::schools::distance::{Place, middle};
use store::forming::{Base, Member, Step};

use super::forms::page_of;

/// Everything about one academic year of a hub.
#[derive(Clone, Debug, PartialEq)]
pub struct FormingData {
    /// What every page shows.
    pub frame: Frame,
    pub year: AcademicYear,
    /// Other years one might mean.
    pub other_years: Vec<AcademicYear>,
    /// Schools without a group.
    pub waiting: Vec<WaitingSchool>,
    /// The year's groups.
    pub groups: Vec<GroupCard>,
    /// Groups without this year.
    pub idle: Vec<IdleGroup>,
    /// Accepted expressions of interest whose school is not known.
    pub unmatched: u32,
    /// How many accepted schools want to begin in later years.
    pub later: Vec<(AcademicYear, u32)>,
    /// What would be undone.
    pub undo: Option<Step>,
    /// The year that this step belongs to, when it is another than the one shown.
    pub undo_year: Option<AcademicYear>,
    /// The project code that a new group's year probably has.
    pub code: String,
}

/// A school without a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingSchool {
    /// The school itself.
    pub school: Member,
    /// The group it was in last year.
    pub last: Option<WorkGroupId>,
    /// Why it is here, in words.
    pub origin: String,
    /// How far it has come in the programme, in words; may be empty.
    pub journey: String,
    /// Whether the rules let it in.
    pub eligible: bool,
}

/// A group in its year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupCard {
    /// The year's id.
    pub id: GroupYearId,
    pub group: WorkGroupId,
    /// The number of its sign on the map: by the age of the group, so that a new one leaves the others theirs.
    pub sign: usize,
    pub name: String,
    /// Like `NCP26-11`.
    pub code: String,
    /// What the year is called; may be empty.
    pub title: String,
    /// Whether it has been started.
    pub running: bool,
    /// Who leads it.
    pub lead: Option<String>,
    /// The school to which the others travel first.
    pub base: Option<Base>,
    /// Its schools.
    pub schools: Vec<Member>,
}

/// A group without this year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdleGroup {
    pub id: WorkGroupId,
    pub name: String,
    /// The code that its year probably has.
    pub code: String,
    pub latest: Option<AcademicYear>,
}

impl FormingData {
    /// The page's own address.
    pub fn address(&self) -> String {
        page_of(self.year)
    }

    /// A school on this page, and the number of its group.
    pub fn school(&self, id: SchoolId) -> Option<(&Member, Option<usize>)> {
        let waiting = self.waiting.iter().map(|waiting| (&waiting.school, None));
        let placed =
            self.groups.iter().enumerate().flat_map(|(number, group)| group.schools.iter().map(move |school| (school, Some(number))));
        waiting.chain(placed).find(|(school, _)| school.id == id)
    }
}

impl GroupCard {
    /// Where its schools are, as far as that is known.
    pub fn places(&self) -> Vec<Place> {
        self.schools.iter().filter_map(|school| school.place).collect()
    }

    /// Where people would look for it: amid its schools, else where its lead works.
    pub fn middle(&self) -> Option<Place> {
        middle(&self.places()).or_else(|| self.base.as_ref().and_then(|base| base.place))
    }
}
