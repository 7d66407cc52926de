//! What is sent about the people of a group's school.

use app::error::{AppError, Problem};
use chrono::NaiveDate;
use model::accounts::email::EmailAddress;
use model::accounts::roles::SchoolRole;
use model::calendar::academic_year::AcademicYear;
use model::ids::{PersonId, SchoolId, WorkGroupId};
use serde::{Deserialize, Serialize};
use store::groups::Kind;

use crate::accounts::checks::name_and_email;
use crate::accounts::handover_day::handover_day;
use crate::kit::Form;

/// Who is to represent a school: the id of somebody there, or `new` with name and email.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChooseForm {
    pub group: WorkGroupId,
    pub school: SchoolId,
    pub year: AcademicYear,
    pub kind: String,
    #[serde(default)]
    pub person: String,
    #[serde(default)]
    pub name: String,
    #[serde(default)]
    pub email: String,
    #[serde(default)]
    pub from: String,
}

impl Form for ChooseForm {
    const ACTION: &'static str = "/api/choose-representative";

    fn page(&self) -> String {
        choose_page(self.group, self.school, self.year, &self.kind)
    }
}

/// Who was chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chosen {
    /// Somebody of the school.
    Colleague(PersonId),
    /// Anybody else, who is to be invited.
    Invited(String, EmailAddress),
}

impl ChooseForm {
    /// Who was chosen among the school's `staff` (id, name and email), and from which day of the academic year.
    ///
    /// # Errors
    /// What is wrong.
    pub fn check(
        &self,
        staff: &[(PersonId, String, String)],
        today: NaiveDate,
        academic_year: AcademicYear,
    ) -> Result<(Chosen, NaiveDate), AppError> {
        let chosen = self.chosen(staff)?;
        Ok((chosen, handover_day(&self.from, today, academic_year)?))
    }

    fn chosen(&self, staff: &[(PersonId, String, String)]) -> Result<Chosen, AppError> {
        if self.person == "new" {
            let (name, email) = name_and_email(&self.name, &self.email)?;
            let colleague = staff.iter().find(|(.., known)| known == email.as_str());
            return Ok(colleague.map_or(Chosen::Invited(name, email), |(id, ..)| Chosen::Colleague(*id)));
        }
        let id = self.person.parse::<PersonId>().map_err(|_| Problem::PersonMissing)?;
        if staff.iter().all(|(known, ..)| *known != id) {
            return Err(Problem::PersonGone.into());
        }
        Ok(Chosen::Colleague(id))
    }
}

/// Makes somebody of the school its lead participant or deputy from a day on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppointForm {
    pub group: WorkGroupId,
    pub school: SchoolId,
    pub year: AcademicYear,
    pub kind: String,
    pub person: PersonId,
    #[serde(default)]
    pub from: String,
}

impl Form for AppointForm {
    const ACTION: &'static str = "/api/appoint-representative";

    fn page(&self) -> String {
        choose_page(self.group, self.school, self.year, &self.kind)
    }
}

fn choose_page(group: WorkGroupId, school: SchoolId, year: AcademicYear, kind: &str) -> String {
    format!("/groups/{group}/people/{school}/choose?year={}&kind={kind}", year.starts_in())
}

/// Drops a planned handover (`what` = `planned`), or ends the deputy from today (`what` = `deputy`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UndoForm {
    pub group: WorkGroupId,
    pub school: SchoolId,
    pub year: AcademicYear,
    pub kind: String,
    pub what: String,
}

impl Form for UndoForm {
    const ACTION: &'static str = "/api/undo-representative";

    fn page(&self) -> String {
        format!("/groups/{}/people/{}?year={}", self.group, self.school, self.year.starts_in())
    }
}

/// Somebody to invite to a group's school: `teacher` or `headteacher`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InviteForm {
    pub group: WorkGroupId,
    pub school: SchoolId,
    pub year: AcademicYear,
    pub role: String,
    #[serde(default)]
    pub name: String,
    #[serde(default)]
    pub email: String,
}

impl Form for InviteForm {
    const ACTION: &'static str = "/api/invite-to-school";

    fn page(&self) -> String {
        format!("/groups/{}/people/{}/invite?year={}&as={}", self.group, self.school, self.year.starts_in(), self.role)
    }
}

impl InviteForm {
    /// What they are to be.
    pub fn role(&self) -> SchoolRole {
        match SchoolRole::from_key(&self.role) {
            Some(SchoolRole::Headteacher) => SchoolRole::Headteacher,
            _ => SchoolRole::Teacher,
        }
    }

    /// Who they are.
    ///
    /// # Errors
    /// Everything that is wrong.
    pub fn check(&self) -> Result<(String, EmailAddress), AppError> {
        name_and_email(&self.name, &self.email)
    }
}

/// What somebody represents a school as, from its word in a form.
///
/// # Errors
/// [`AppError::NotFound`] for any other word: no form of ours sends one.
pub fn kind(key: &str) -> Result<Kind, AppError> {
    Kind::from_key(key).ok_or(AppError::NotFound)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn somebody_of_the_school_needs_no_invitation() {
        let (amy, group, school) = (PersonId::generate(), WorkGroupId::generate(), SchoolId::generate());
        let staff = [(amy, "Amy Marsh".to_owned(), "amy@ash.example".to_owned())];
        let form = |person: &str, name: &str, email: &str| ChooseForm {
            group,
            school,
            year: AcademicYear::starting(2026),
            kind: "lead".to_owned(),
            person: person.to_owned(),
            name: name.to_owned(),
            email: email.to_owned(),
            from: String::new(),
        };
        assert_eq!(form(&amy.to_string(), "", "").chosen(&staff), Ok(Chosen::Colleague(amy)));
        assert_eq!(form("new", "Amy", "Amy@ash.example").chosen(&staff), Ok(Chosen::Colleague(amy)));
        assert!(matches!(form("new", "Ben", "ben@ash.example").chosen(&staff), Ok(Chosen::Invited(..))));
        assert_eq!(form("", "", "").chosen(&staff), Err(AppError::from(Problem::PersonMissing)));
        assert_eq!(form(&PersonId::generate().to_string(), "", "").chosen(&staff), Err(AppError::from(Problem::PersonGone)));
    }
}
