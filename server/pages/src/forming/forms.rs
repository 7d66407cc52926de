//! The steps of forming groups, as they are sent.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use app::error::{AppError, Problem, Problems};
use model::calendar::academic_year::AcademicYear;
use model::ids::{GroupYearId, SchoolId, UnknownId, WorkGroupId};
use serde::{Deserialize, Serialize};
use store::forming::TakenFrom;

use crate::groups::settings::words::{GroupWords, checked, checked_code, checked_name};
use crate::kit::Form;

/// The page's address.
pub fn page_of(year: AcademicYear) -> String {
    format!("/hub/forming?year={}", year.starts_in())
}

/// Where schools are put.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Destination {
    /// Into a group's year.
    Group(GroupYearId),
    /// Out of whichever group they have.
    Out,
    /// Out of this group's year.
    OutOf(GroupYearId),
}

impl Destination {
    /// The group's year that they come into; `None` where they are taken out.
    pub fn group(self) -> Option<GroupYearId> {
        match self {
            Self::Group(group) => Some(group),
            Self::Out | Self::OutOf(_) => None,
        }
    }

    /// Where they are taken from when they are taken out.
    pub fn taken_from(self) -> TakenFrom {
        match self {
            Self::OutOf(group) => TakenFrom::Only(group),
            Self::Group(_) | Self::Out => TakenFrom::Any,
        }
    }
}

impl FromStr for Destination {
    type Err = UnknownId;

    fn from_str(text: &str) -> Result<Self, UnknownId> {
        match text.strip_prefix("out") {
            Some("") => Ok(Self::Out),
            Some(rest) => rest.strip_prefix(':').ok_or(UnknownId)?.parse().map(Self::OutOf),
            None => text.parse().map(Self::Group),
        }
    }
}

impl TryFrom<String> for Destination {
    type Error = UnknownId;

    fn try_from(text: String) -> Result<Self, UnknownId> {
        text.parse()
    }
}

impl fmt::Display for Destination {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Group(group) => write!(f, "{group}"),
            Self::Out => f.write_str("out"),
            Self::OutOf(group) => write!(f, "out:{group}"),
        }
    }
}

impl From<Destination> for String {
    fn from(destination: Destination) -> Self {
        destination.to_string()
    }
}

/// Chosen schools are put where `here` says (the button that was pressed), else where `into` says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceForm {
    pub year: AcademicYear,
    #[serde(default)]
    pub schools: Vec<SchoolId>,
    #[serde(default)]
    pub into: Option<Destination>,
    #[serde(default)]
    pub here: Option<Destination>,
    /// Whether it was said what stays behind.
    #[serde(default)]
    pub confirmed: bool,
}

impl Form for PlaceForm {
    const ACTION: &'static str = "/api/forming-place";

    fn page(&self) -> String {
        page_of(self.year)
    }
}

impl PlaceForm {
    /// Where to.
    ///
    /// # Errors
    /// That nothing is chosen.
    pub fn check(&self) -> Result<Destination, AppError> {
        let mut problems = Problems::default();
        problems.when(self.schools.is_empty(), Problem::SchoolsMissing);
        match problems.of(self.here.or(self.into).ok_or(Problem::PlaceMissing)) {
            Some(destination) if problems.is_empty() => Ok(destination),
            _ => Err(problems.into()),
        }
    }
}

/// A new group is formed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewGroupForm {
    pub year: AcademicYear,
    pub name: String,
    pub code: String,
    pub title: String,
    pub focus: String,
}

impl Form for NewGroupForm {
    const ACTION: &'static str = "/api/forming-new-group";

    fn page(&self) -> String {
        page_of(self.year)
    }
}

impl NewGroupForm {
    /// As it begins: with the project code that the year probably has.
    pub fn begin(year: AcademicYear, code: String) -> Self {
        Self { year, name: String::new(), code, title: String::new(), focus: String::new() }
    }

    /// The group and its year.
    ///
    /// # Errors
    /// Everything that can't be taken.
    pub fn check(&self) -> Result<GroupWords, AppError> {
        checked(&self.name, &self.code, &self.title, &self.focus)
    }
}

/// A group that there is gets one more year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddYearForm {
    pub group: WorkGroupId,
    pub year: AcademicYear,
    pub year_code: String,
}

impl Form for AddYearForm {
    const ACTION: &'static str = "/api/forming-add-year";

    fn page(&self) -> String {
        page_of(self.year)
    }
}

impl AddYearForm {
    /// The year's project code.
    ///
    /// # Errors
    /// That it is none.
    pub fn check(&self) -> Result<String, AppError> {
        checked_code(&self.year_code).map_err(|_| Problem::YearCode.into())
    }
}

/// A group's year is started.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StartYearForm {
    pub year: AcademicYear,
    /// The group's year.
    pub id: GroupYearId,
    /// Whether it was said what is missing.
    #[serde(default)]
    pub confirmed: bool,
}

impl Form for StartYearForm {
    const ACTION: &'static str = "/api/forming-start";

    fn page(&self) -> String {
        page_of(self.year)
    }
}

/// The last step is undone, if it is still the one that the page showed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UndoForm {
    pub year: AcademicYear,
    pub step: String,
}

impl Form for UndoForm {
    const ACTION: &'static str = "/api/forming-undo";

    fn page(&self) -> String {
        page_of(self.year)
    }
}

/// A suggestion is followed as the page showed it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowForm {
    pub year: AcademicYear,
    /// The project code of the new groups.
    pub proposed_code: String,
    /// What the new groups are called, by their keys like `new-0`.
    #[serde(default)]
    pub names: BTreeMap<String, String>,
    /// Where each school goes, by `id-` and its id, because a key that begins with a digit would be read as a place in a list: into a group's
    /// year, a new group's key, a group that goes on (`again-` and its id), or nowhere.
    #[serde(default)]
    pub places: BTreeMap<String, String>,
}

impl Form for FollowForm {
    const ACTION: &'static str = "/api/forming-follow";

    fn page(&self) -> String {
        format!("{}&suggest=1", page_of(self.year))
    }
}

impl FollowForm {
    /// The new groups' keys and names, and their project code.
    ///
    /// # Errors
    /// Everything that can't be taken.
    pub fn check(&self) -> Result<(Vec<(String, String)>, String), AppError> {
        let mut problems = Problems::default();
        let named = problems.of(named(&self.names));
        let code = if self.names.is_empty() { Ok(String::new()) } else { checked_code(&self.proposed_code) };
        let code = problems.of(code.map_err(|_| Problem::ProposedCode));
        let (Some(named), Some(code)) = (named, code) else {
            return Err(problems.into());
        };
        Ok((named, code))
    }
}

/// The new groups' names, by their keys, without needless spaces.
fn named(names: &BTreeMap<String, String>) -> Result<Vec<(String, String)>, Problem> {
    let mut named: Vec<(String, String)> = Vec::with_capacity(names.len());
    for (key, name) in names {
        let name = checked_name(name).map_err(|error| match error {
            AppError::Invalid(problems) if problems.contains(&Problem::NameMissing) => Problem::ProposedNameMissing,
            _ => Problem::ProposedNameLong,
        })?;
        if named.iter().any(|(_, other)| other.eq_ignore_ascii_case(&name)) {
            return Err(Problem::ProposedNameTaken);
        }
        named.push((key.clone(), name));
    }
    Ok(named)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_new_groups_are_there_short_and_not_twice() {
        let of = |names: &[(&str, &str)]| named(&names.iter().map(|(key, name)| ((*key).to_owned(), (*name).to_owned())).collect());
        assert_eq!(of(&[("new-0", " Heron  Reach ")]), Ok(vec![("new-0".into(), "Heron Reach".into())]));
        assert_eq!(of(&[("new-0", " ")]), Err(Problem::ProposedNameMissing));
        assert_eq!(of(&[("new-0", &"a".repeat(121))]), Err(Problem::ProposedNameLong));
        assert_eq!(of(&[("new-0", "Heron"), ("new-1", "heron")]), Err(Problem::ProposedNameTaken));
    }

    #[test]
    fn a_destination_reads_back_from_its_words() {
        let group = GroupYearId::generate();
        for destination in [Destination::Group(group), Destination::Out, Destination::OutOf(group)] {
            assert_eq!(destination.to_string().parse::<Destination>(), Ok(destination));
        }
        for words in ["", "out:", "outside", "out:x", "x"] {
            assert_eq!(words.parse::<Destination>(), Err(UnknownId), "{words}");
        }
    }

    #[test]
    fn the_button_that_was_pressed_goes_before_the_list_and_nothing_is_chosen_by_an_empty_one() {
        let read = |sent: &str| serde_qs::Config::new(5, false).deserialize_str::<PlaceForm>(sent).expect("a form");
        let (group, school) = (GroupYearId::generate(), SchoolId::generate());
        assert_eq!(read(&format!("year=2026&schools[]={school}&into={group}&here=out")).check(), Ok(Destination::Out));
        assert_eq!(read(&format!("year=2026&schools[]={school}&into={group}")).check(), Ok(Destination::Group(group)));
        let missing = vec![Problem::SchoolsMissing, Problem::PlaceMissing];
        assert_eq!(read("year=2026&into=").check(), Err(AppError::Invalid(missing)));
    }
}
