//! A Work Group as its pages show it: plain values, ready to be read.

use model::calendar::academic_year::AcademicYear;
use model::calendar::half_term::HalfTerm;
use model::documents::board::BoardRow;
use model::ids::{SchoolId, WorkGroupId, WorkshopId};
use serde::{Deserialize, Serialize};

use crate::ui::frame::{Contact, Frame};

/// A group in its present year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// What every page shows.
    pub frame: Frame,
    /// Its id.
    pub id: WorkGroupId,
    pub name: String,
    pub academic_year: AcademicYear,
    /// The project of this year, like `NCP26-11`.
    pub ncp_code: String,
    /// What the year is called; may be empty.
    pub title: String,
    /// The question of the year; may be empty.
    pub focus: String,
    /// Who leads it, with their school.
    pub lead: Option<String>,
    /// Whom to ask at the hub.
    pub contact: Contact,
    /// The schools that take part, by name.
    pub schools: Vec<School>,
    /// The year's workshops, by number.
    pub workshops: Vec<Workshop>,
    /// Its boards, the one edited last first.
    pub boards: Vec<BoardRow>,
    /// How many boards are archived.
    pub archived: u32,
    /// Whether whoever looks may start a board, and archive one.
    pub may_start_board: bool,
    /// Whether whoever looks leads the group, or looks after it at the hub.
    pub manages: bool,
}

/// A school of the group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct School {
    /// Its id.
    pub id: SchoolId,
    /// Its full name.
    pub name: String,
    /// Where it is.
    pub town: String,
    /// The one who comes to every workshop.
    pub lead_participant: Option<String>,
    /// Whether its head has signed this year; only for those who look after that.
    pub signed: Option<bool>,
}

/// A workshop of the year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Workshop {
    pub id: WorkshopId,
    /// 1 to 6 in most years.
    pub number: u8,
    pub half_term: HalfTerm,
    /// What it is about.
    pub title: String,
    /// `Tue 24 Nov`; empty while it is to be confirmed.
    pub date: String,
    /// `2026-11-24`, for machines.
    pub day: String,
    /// `13:00 to 17:15`; empty while it is to be confirmed.
    pub time: String,
    /// `15:45 to 17:15`: the part that everybody may join.
    pub twilight: Option<String>,
    /// The school it takes place in, once one has offered.
    pub host: Option<String>,
    /// In person, online or both.
    pub mode: String,
    /// Where in or near the host's school; empty for its usual place.
    pub place: String,
    /// Where it is joined online; empty for none.
    pub call_link: String,
    /// Whether it is not to be held.
    pub cancelled: bool,
    /// A sentence on what will happen.
    pub note: String,
    /// Where it stands in time.
    pub state: WorkshopState,
}

/// Where a workshop stands in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WorkshopState {
    /// It is over.
    Past,
    /// It is today.
    Today,
    /// It is the next one.
    Next,
    /// It comes after that.
    Later,
}

/// From when to when, in words; empty without a beginning.
pub fn span(starts: &str, ends: &str) -> String {
    if starts.is_empty() { String::new() } else { format!("{starts} to {ends}") }
}

/// What stands on every page and paper of a group's year (row A1).
pub fn stamp(group: &str, ncp_code: &str, academic_year: &str) -> String {
    format!("{group} Work Group, {ncp_code}, academic year {academic_year}")
}

impl Group {
    /// Where the door of a workshop's twilight is looked after, for whoever does.
    pub fn twilight_page(&self, workshop: &Workshop) -> Option<String> {
        let has_one = self.manages && workshop.twilight.is_some();
        has_one.then(|| format!("/groups/{}/workshops/{}/twilight", self.id, workshop.number))
    }
}

impl Workshop {
    /// Whether it is the one to get ready for.
    pub fn is_now(&self) -> bool {
        matches!(self.state, WorkshopState::Today | WorkshopState::Next)
    }
}
