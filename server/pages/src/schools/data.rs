//! Schools as their pages show them: plain values, ready to be read.

use app::ui::frame::Frame;
use app::ui::link::Link;
use model::calendar::academic_year::AcademicYear;
use model::ids::SchoolId;
use serde::{Deserialize, Serialize};
use store::schools::DirectoryStatus;
use store::schools::phases::Phase;

/// A school that was found. Facts of the public directory only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundSchool {
    pub id: SchoolId,
    /// Its number in the directory.
    pub urn: String,
    pub name: String,
    /// Where it is.
    pub town: String,
    /// May be empty.
    pub postcode: String,
}

/// The page where schools are looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchoolList {
    /// What every page shows.
    pub frame: Frame,
    /// What was typed.
    pub typed: String,
    /// What fits, the best first.
    pub found: Vec<FoundSchool>,
    /// What there is to say beside each.
    pub beside: Vec<DirectoryStatus>,
    /// How many schools there are, in words.
    pub all: String,
    /// Whether whoever looks may bring in more.
    pub may_import: bool,
}

/// A school's page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchoolPageData {
    /// What every page shows.
    pub frame: Frame,
    pub id: SchoolId,
    pub name: String,
    /// Where it is, and that it is closed, in one line.
    pub lead: String,
    /// Whether it has closed.
    pub closed: bool,
    /// Whether whoever looks may say on which days it is closed to pupils.
    pub may_close_days: bool,
    /// What the directory knows of it.
    pub facts: Vec<Fact>,
    /// Its telephone, as published.
    pub telephone: Option<String>,
    /// Its website as an address to open.
    pub website: Option<String>,
    /// Schools it came from or that came of it.
    pub relatives: Vec<Relative>,
    /// The rest, for those whom it concerns.
    pub inside: Option<Inside>,
}

/// A line of a list of facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    pub label: &'static str,
    pub value: String,
}

/// A school that another came from or that came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relative {
    /// How they are related, to be read before the school's name.
    pub how: &'static str,
    pub school: Link,
}

/// What is not in the public directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inside {
    /// The four phases in order.
    pub phases: Vec<PhaseLine>,
    /// Whether whoever looks may change them.
    pub may_change_phases: bool,
    /// Its people; nothing for those who may not see them.
    pub people: Option<Vec<PersonLine>>,
    /// Its years in groups, the latest first; nothing for those who may not see them.
    pub years: Option<Vec<YearLine>>,
}

/// A phase of the programme, and the years in which the school took part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhaseLine {
    pub phase: Phase,
    pub years: Vec<PhaseYearLine>,
}

/// A year of a phase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhaseYearLine {
    pub year: AcademicYear,
    /// Who says so.
    pub source: String,
    /// Whether the hub may take it back.
    pub removable: bool,
}

/// Somebody of the school.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonLine {
    pub name: String,
    /// What they are, were or will be.
    pub role: String,
    /// Of what, for a lead participant or deputy: `Two Rivers, 2026/27`.
    pub of: String,
    /// From when to when.
    pub dates: String,
    /// Whether it is over.
    pub over: bool,
}

/// How far a commitment has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CommitmentStage {
    /// The head has signed, and the lead participant has agreed.
    Agreed,
    /// The head has signed.
    Signed,
    /// The head was asked.
    Asked,
    /// Nothing was asked for, or the school has left.
    Open,
}

/// A year in a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearLine {
    pub year: AcademicYear,
    /// The group's name.
    pub group: String,
    /// Its address, for those who may open it.
    pub group_address: Option<String>,
    /// Like `NCP26-11`.
    pub ncp_code: String,
    /// Who represents the school.
    pub lead_participant: String,
    /// Where its commitment stands, in words.
    pub commitment: String,
    /// How far it has come.
    pub commitment_stage: CommitmentStage,
    /// Its page, for those who may read it.
    pub commitment_address: Option<String>,
}
