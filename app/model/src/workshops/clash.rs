//! What deserves a look about the dates of a year's workshops (A6). Nothing of it is forbidden: a group may have its reasons, and term
//! dates differ from school to school.

mod single;
mod spread;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use super::Workshop;
use crate::calendar::assessments::Assessment;
use crate::calendar::year::Calendar;
use crate::schools::NamedSchool;
use crate::sorting;

/// How much it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Worth a second look, and often meant so.
    Note,
    /// Somebody can't come.
    Clash,
}

/// What was found, in the order in which it is told of a workshop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    BankHoliday,
    Holiday,
    Weekend,
    /// The host is closed to pupils.
    HostInset,
    /// Another school of the group is.
    OtherInset,
    /// Pupils are assessed then.
    Assessment(Assessment),
    /// Another workshop is at the same time.
    SameTime,
    /// Another is on the same day.
    SameDay,
    /// In another half-term than it was meant for.
    OutsideHalfTerm,
    /// Before one with a smaller number.
    OutOfOrder,
    /// Less than a fortnight after another.
    TooClose,
    /// The second of a half-term, while another half-term has none.
    TwoInHalfTerm,
    /// More than ten weeks after the one before it.
    LongGap,
    /// In the first week of a term.
    FirstWeek,
}

impl Kind {
    /// How much it matters.
    pub const fn severity(self) -> Severity {
        match self {
            Self::BankHoliday
            | Self::Holiday
            | Self::HostInset
            | Self::OtherInset
            | Self::Assessment(Assessment::Sats)
            | Self::SameTime => Severity::Clash,
            Self::Weekend
            | Self::Assessment(Assessment::TablesCheck | Assessment::PhonicsCheck)
            | Self::SameDay
            | Self::OutsideHalfTerm
            | Self::OutOfOrder
            | Self::TooClose
            | Self::TwoInHalfTerm
            | Self::LongGap
            | Self::FirstWeek => Severity::Note,
        }
    }
}

/// Something about one workshop's date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Of which workshop it is said, by number.
    pub workshop: u8,
    pub kind: Kind,
    pub severity: Severity,
    /// The day and the reason: `Thursday 29 October is in the half-term week.`
    pub sentence: String,
}

impl Finding {
    fn new(workshop: u8, kind: Kind, sentence: String) -> Self {
        Self { workshop, kind, severity: kind.severity(), sentence }
    }
}

/// All that is found about the workshops of a year, by their numbers. `schools` are the group's: closed days of others say nothing here,
/// unless one hosts. Cancelled workshops are as if they were not there.
pub fn findings(workshops: &[Workshop], calendar: &Calendar, schools: &[NamedSchool]) -> Vec<Finding> {
    let mut coming: Vec<Workshop> = workshops.iter().filter(|workshop| !workshop.cancelled).copied().collect();
    sorting::sort_by(&mut coming, |one, other| one.number.cmp(&other.number));
    let mut found = Vec::new();
    for workshop in &coming {
        single::look_at(workshop, calendar, schools, &mut found);
    }
    spread::look_at(&coming, calendar, &mut found);
    sorting::sort_by(&mut found, |one, other| (one.workshop, one.kind).cmp(&(other.workshop, other.kind)));
    found
}
