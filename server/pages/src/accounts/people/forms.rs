//! What is sent about the hub's people.

use app::error::{AppError, Problem, Problems};
use model::accounts::email::EmailAddress;
use model::accounts::roles::HubRole;
use model::ids::{PersonId, SchoolId};
use serde::{Deserialize, Serialize};

use crate::accounts::checks::{email, name};
use crate::kit::Form;

/// Whom to invite to what: the year of a group for a lead, the school for whoever is something there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct InviteForm {
    pub name: String,
    pub email: String,
    pub role: String,
    pub year: String,
    pub school: String,
}

impl Form for InviteForm {
    const ACTION: &'static str = "/api/hub-invite";

    fn page(&self) -> String {
        "/hub/people/invite".to_owned()
    }
}

impl InviteForm {
    /// Who is to be what.
    ///
    /// # Errors
    /// Everything that is wrong.
    pub fn check(&self) -> Result<(String, EmailAddress, Wanted), AppError> {
        let mut problems = Problems::default();
        let name = problems.of(name(&self.name));
        let email = problems.of(email(&self.email));
        let wanted = problems.of(Wanted::read(&self.role, &self.school));
        let (Some(name), Some(email), Some(wanted)) = (name, email, wanted) else {
            return Err(problems.into());
        };
        Ok((name, email, wanted))
    }
}

/// Somebody's role in the hub: `staff`, `admin` or `none`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HubRoleForm {
    pub id: PersonId,
    #[serde(default)]
    pub role: String,
}

impl Form for HubRoleForm {
    const ACTION: &'static str = "/api/set-hub-role";

    fn page(&self) -> String {
        format!("/hub/people/{}", self.id)
    }
}

impl HubRoleForm {
    /// The role, or that it is taken.
    ///
    /// # Errors
    /// When none was chosen.
    pub fn check(&self) -> Result<Option<HubRole>, AppError> {
        match self.role.as_str() {
            "none" => Ok(None),
            role => Ok(Some(HubRole::from_key(role).ok_or(Problem::InviteRoleMissing)?)),
        }
    }
}

/// Somebody's place: a school, what they are there, and from which day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoveForm {
    pub id: PersonId,
    #[serde(default)]
    pub school: String,
    #[serde(default)]
    pub role: String,
    #[serde(default)]
    pub from: String,
}

impl Form for MoveForm {
    const ACTION: &'static str = "/api/move-person";

    fn page(&self) -> String {
        format!("/hub/people/{}/place", self.id)
    }
}

impl MoveForm {
    /// The school, and whether they are its head.
    ///
    /// # Errors
    /// What is missing.
    pub fn check(&self) -> Result<(SchoolId, bool), AppError> {
        match Wanted::read(&self.role, &self.school)? {
            Wanted::School(school, head) => Ok((school, head)),
            Wanted::Hub(_) | Wanted::Lead => Err(Problem::InviteRoleMissing.into()),
        }
    }
}

/// Closes an account (`open` = `false`), or opens it again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CloseForm {
    pub id: PersonId,
    pub open: bool,
}

impl Form for CloseForm {
    const ACTION: &'static str = "/api/close-account";

    fn page(&self) -> String {
        format!("/hub/people/{}", self.id)
    }
}

/// What a form asks for, before names of schools and groups are looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// Something in the hub.
    Hub(HubRole),
    /// To lead groups.
    Lead,
    /// To teach at a school, or with `true` to be its head.
    School(SchoolId, bool),
}

impl Wanted {
    fn read(role: &str, school: &str) -> Result<Self, Problem> {
        let at_school = |head| school.parse().map(|school| Self::School(school, head)).map_err(|_| Problem::RoleSchoolMissing);
        match role {
            "staff" => Ok(Self::Hub(HubRole::Staff)),
            "admin" => Ok(Self::Hub(HubRole::Admin)),
            "lead" => Ok(Self::Lead),
            "teacher" => at_school(false),
            "headteacher" => at_school(true),
            _ => Err(Problem::InviteRoleMissing),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_at_a_school_needs_the_school() {
        let school = SchoolId::generate();
        assert_eq!(Wanted::read("headteacher", &school.to_string()), Ok(Wanted::School(school, true)));
        assert_eq!(Wanted::read("teacher", ""), Err(Problem::RoleSchoolMissing));
        assert_eq!(Wanted::read("king", ""), Err(Problem::InviteRoleMissing));
        assert_eq!(Wanted::read("admin", ""), Ok(Wanted::Hub(HubRole::Admin)));
    }

    #[test]
    fn everything_that_is_wrong_with_an_invitation_is_told_at_once() {
        let form = InviteForm { email: "amy".to_owned(), role: "teacher".to_owned(), ..InviteForm::default() };
        let problems = vec![Problem::NameMissing, Problem::EmailShape, Problem::RoleSchoolMissing];
        assert_eq!(form.check(), Err(AppError::Invalid(problems)));
    }
}
