//! What is chosen for turning the year, and which turn is taken back.

use std::collections::BTreeMap;

use app::error::{AppError, Problem};
use leptos_router::location::Url;
use model::calendar::academic_year::AcademicYear;
use model::ids::{PersonId, SchoolId, WorkGroupId};
use serde::{Deserialize, Serialize};
use store::rollover::{GroupChoice, GroupPreview, SchoolPreview};

use crate::groups::settings::words::checked_code;
use crate::kit::Form;

/// Which `groups` go on into a year: their `codes`, whether their leads go on (`leads`: `stays` or `open`), whether each school stays
/// (`schools`: `stays` or `leaves`), and who goes on representing theirs (`carry`, as `group:person`). With `ask`, letters to the schools
/// are written and held. Where `codes` has a `fill`, the code named `all` is put into the form for every group, and nothing else happens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TurnForm {
    pub into: AcademicYear,
    #[serde(default)]
    pub groups: Vec<String>,
    #[serde(default)]
    pub codes: BTreeMap<String, String>,
    #[serde(default)]
    pub leads: BTreeMap<String, String>,
    #[serde(default)]
    pub schools: BTreeMap<String, String>,
    #[serde(default)]
    pub carry: Vec<String>,
    #[serde(default)]
    pub ask: String,
}

impl Form for TurnForm {
    const ACTION: &'static str = "/api/rollover-apply";

    fn page(&self) -> String {
        format!("/hub/rollover?into={}", self.into.starts_in())
    }
}

/// The key of a group in the form's maps: one that begins with a digit would be read as a place in a list.
pub fn group_key(group: WorkGroupId) -> String {
    format!("id-{group}")
}

/// The same of one of its schools.
pub fn school_key(group: WorkGroupId, school: SchoolId) -> String {
    format!("id-{group}:{school}")
}

/// Somebody who represents a school in a group.
pub fn carried(group: WorkGroupId, person: PersonId) -> String {
    format!("{group}:{person}")
}

impl TurnForm {
    /// Everything goes on as it is.
    pub fn of(into: AcademicYear, groups: &[GroupPreview]) -> Self {
        let schools = || groups.iter().flat_map(|group| group.schools.iter().map(move |school| (group.id, school)));
        let people = schools().flat_map(|(group, school)| school.people.iter().map(move |person| carried(group, person.id)));
        let answer = |stays: bool| if stays { "stays" } else { "leaves" }.to_owned();
        Self {
            into,
            groups: groups.iter().map(|group| group.id.to_string()).collect(),
            codes: groups.iter().map(|group| (group_key(group.id), group.new_code.clone())).collect(),
            leads: groups.iter().map(|group| (group_key(group.id), "stays".to_owned())).collect(),
            carry: people.collect(),
            schools: schools().map(|(group, school)| (school_key(group, school.id), answer(school.stays))).collect(),
            ask: "yes".to_owned(),
        }
    }

    /// Whether the one code for all is only to be filled in.
    pub fn fills(&self) -> bool {
        self.codes.contains_key("fill")
    }

    /// The form with the one code for all, if there is one.
    #[must_use]
    pub fn filled(mut self) -> Self {
        self.codes.remove("fill");
        if let Some(all) = self.codes.get("all").map(|all| all.trim().to_owned()).filter(|all| !all.is_empty()) {
            self.codes.values_mut().for_each(|code| code.clone_from(&all));
        }
        self
    }

    /// What each of the groups does that was chosen.
    ///
    /// # Errors
    /// That a code is none: the page says which.
    pub fn check(&self, groups: &[GroupPreview]) -> Result<Vec<(WorkGroupId, GroupChoice)>, AppError> {
        if self.groups.iter().any(|group| self.codes.get(&format!("id-{group}")).is_some_and(|code| checked_code(code).is_err())) {
            return Err(Problem::TurnCodes.into());
        }
        let chosen = groups.iter().filter(|group| self.groups.contains(&group.id.to_string()));
        chosen.map(|group| Ok((group.id, self.choice(group)?))).collect()
    }

    fn choice(&self, group: &GroupPreview) -> Result<GroupChoice, AppError> {
        let (id, key) = (group.id, group_key(group.id));
        let leaves = |school: &&SchoolPreview| self.schools.get(&school_key(id, school.id)).is_some_and(|answer| answer == "leaves");
        let people = group.schools.iter().flat_map(|school| &school.people).map(|person| person.id);
        Ok(GroupChoice {
            ncp_code: checked_code(self.codes.get(&key).unwrap_or(&group.new_code))?,
            lead_stays: self.leads.get(&key).is_none_or(|lead| lead != "open"),
            leaving: group.schools.iter().filter(leaves).map(|school| school.id).collect(),
            stepping_down: people.filter(|person| !self.carry.contains(&carried(id, *person))).collect(),
        })
    }
}

/// Takes a turn back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TurnBackForm {
    pub turn: String,
}

impl Form for TurnBackForm {
    const ACTION: &'static str = "/api/rollover-revert";

    fn page(&self) -> String {
        format!("/hub/rollover/back?turn={}", Url::escape(&self.turn))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nothing() -> TurnForm {
        TurnForm::of(AcademicYear::starting(2027), &[])
    }

    fn codes(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
        pairs.iter().map(|(key, code)| ((*key).to_owned(), (*code).to_owned())).collect()
    }

    #[test]
    fn one_code_is_filled_in_for_all_groups() {
        let form = TurnForm { codes: codes(&[("all", " NCP27-11 "), ("fill", "true"), ("id-a", "NCP26-11")]), ..nothing() };
        assert!(form.fills());
        assert_eq!(form.filled().codes, codes(&[("all", "NCP27-11"), ("id-a", "NCP27-11")]));
        let without = TurnForm { codes: codes(&[("all", " "), ("fill", "true"), ("id-a", "NCP26-11")]), ..nothing() };
        assert_eq!(without.filled().codes, codes(&[("all", " "), ("id-a", "NCP26-11")]));
    }

    #[test]
    fn the_code_of_a_group_that_does_not_go_on_does_not_matter() {
        let form = |groups: &[&str]| TurnForm {
            groups: groups.iter().map(|group| (*group).to_owned()).collect(),
            codes: codes(&[("id-a", "?"), ("id-b", "NCP27-11")]),
            ..nothing()
        };
        assert_eq!(form(&["b"]).check(&[]), Ok(Vec::new()));
        assert_eq!(form(&["a", "b"]).check(&[]), Err(AppError::Invalid(vec![Problem::TurnCodes])));
    }
}
