//! What is sent at the door of a twilight.

use app::error::{AppError, Problem, Problems};
use leptos_router::location::Url;
use model::accounts::email::EmailAddress;
use model::ids::SchoolId;
use model::schools::year_group::YearGroup;
use model::text::line::{Line, LineProblem};
use model::twilights::Key;
use serde::{Deserialize, Serialize};

use crate::accounts::checks::email;
use crate::kit::Form;

/// A first name is at most this long.
const MAX_NAME: usize = 40;
/// A school that is typed is at most this long.
const MAX_SCHOOL: usize = 120;
/// What is sent as the school where it is none of those to choose from.
pub const ANOTHER: &str = "another";

/// The code, as somebody typed it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FindForm {
    pub code: String,
}

impl Form for FindForm {
    const ACTION: &'static str = "/api/find-twilight";

    fn page(&self) -> String {
        "/join".to_owned()
    }
}

impl FindForm {
    /// What was meant; nothing where it can be no code.
    ///
    /// # Errors
    /// [`Problem::JoinCodeMissing`] where nothing was typed.
    pub fn check(&self) -> Result<Option<Key>, Problem> {
        if Line::tidied(&self.code).is_empty() { Err(Problem::JoinCodeMissing) } else { Ok(Key::read(&self.code)) }
    }
}

/// A guest's name and school. `code` is what their page's address ends in, and `form` names the form, so that its button lets in one guest
/// however often it is pressed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct JoinForm {
    pub code: String,
    pub form: String,
    pub name: String,
    /// A school's id, or [`ANOTHER`].
    pub school: String,
    pub school_typed: String,
    /// Empty for none.
    pub year_group: String,
}

impl Form for JoinForm {
    const ACTION: &'static str = "/api/join-twilight";

    fn page(&self) -> String {
        page_of(&self.code)
    }
}

/// The page of a code or link.
pub fn page_of(code: &str) -> String {
    format!("/join/{}", Url::escape(code))
}

/// A guest as they are taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Newcomer {
    pub name: Line,
    pub school: ChosenSchool,
    pub year_group: Option<YearGroup>,
}

/// Where they work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChosenSchool {
    Known(SchoolId),
    Typed(Line),
}

impl JoinForm {
    /// Who wants to come in.
    ///
    /// # Errors
    /// Everything that is wrong.
    pub fn check(&self) -> Result<Newcomer, AppError> {
        let mut problems = Problems::default();
        let name = problems.of(Line::parse(&self.name, MAX_NAME).map_err(|problem| match problem {
            LineProblem::Empty => Problem::FirstNameMissing,
            LineProblem::TooLong => Problem::FirstNameTooLong,
        }));
        let school = problems.of(self.chosen_school());
        match (name, school) {
            (Some(name), Some(school)) => Ok(Newcomer { name, school, year_group: YearGroup::from_key(&self.year_group) }),
            _ => Err(problems.into()),
        }
    }

    fn chosen_school(&self) -> Result<ChosenSchool, Problem> {
        if self.school != ANOTHER {
            return self.school.parse().map(ChosenSchool::Known).map_err(|_| Problem::JoinSchoolMissing);
        }
        Line::parse(&self.school_typed, MAX_SCHOOL).map(ChosenSchool::Typed).map_err(|problem| match problem {
            LineProblem::Empty => Problem::JoinSchoolUntyped,
            LineProblem::TooLong => Problem::JoinSchoolTooLong,
        })
    }
}

/// Somebody with an account sits down at a table, and is at the twilight.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct JoinAsYourselfForm {
    pub code: String,
    pub table: String,
}

impl Form for JoinAsYourselfForm {
    const ACTION: &'static str = "/api/join-as-yourself";

    fn page(&self) -> String {
        page_of(&self.code)
    }
}

/// A guest sits down at a table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SitForm {
    pub table: String,
}

impl Form for SitForm {
    const ACTION: &'static str = "/api/sit-at-table";

    fn page(&self) -> String {
        "/join/tables".to_owned()
    }
}

/// A guest leaves the browser to somebody else.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeaveForm {}

impl Form for LeaveForm {
    const ACTION: &'static str = "/api/leave-twilight";

    fn page(&self) -> String {
        "/join/tables".to_owned()
    }
}

/// A guest has their link sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SendLinkForm {
    pub email: String,
}

impl Form for SendLinkForm {
    const ACTION: &'static str = "/api/send-return-link";

    fn page(&self) -> String {
        "/join/return".to_owned()
    }
}

impl SendLinkForm {
    /// Where it goes, if letters leave at all.
    ///
    /// # Errors
    /// What is wrong.
    pub fn check(&self, mail: bool) -> Result<EmailAddress, AppError> {
        let address = email(&self.email)?;
        if mail { Ok(address) } else { Err(Problem::NoMailServer.into()) }
    }
}

/// A guest comes back by their link.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ResumeForm {
    pub token: String,
}

impl Form for ResumeForm {
    const ACTION: &'static str = "/api/come-back";

    fn page(&self) -> String {
        format!("/join/back/{}", Url::escape(&self.token))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joining(name: &str, school: &str, typed: &str) -> Result<Newcomer, AppError> {
        JoinForm { name: name.to_owned(), school: school.to_owned(), school_typed: typed.to_owned(), ..JoinForm::default() }.check()
    }

    #[test]
    fn a_name_and_a_school_are_enough() {
        let school = SchoolId::generate();
        let known = joining(" Nia\u{200b} ", &school.to_string(), "").expect("somebody");
        assert_eq!((known.name.as_str(), known.school, known.year_group), ("Nia", ChosenSchool::Known(school), None));
        let typed = joining("Nia", ANOTHER, "Maple\nPrimary").expect("somebody");
        assert_eq!(typed.school, ChosenSchool::Typed(Line::tidied("Maple Primary")));
    }

    #[test]
    fn everything_that_is_wrong_is_told_at_once() {
        let wrong = |problems: &[Problem]| Err(AppError::Invalid(problems.to_vec()));
        assert_eq!(joining("\u{200b}", "", ""), wrong(&[Problem::FirstNameMissing, Problem::JoinSchoolMissing]));
        assert_eq!(joining(&"n".repeat(41), ANOTHER, " "), wrong(&[Problem::FirstNameTooLong, Problem::JoinSchoolUntyped]));
        assert_eq!(joining("Nia", ANOTHER, &"m".repeat(121)), wrong(&[Problem::JoinSchoolTooLong]));
        assert_eq!(joining("Nia", "900001", ""), wrong(&[Problem::JoinSchoolMissing]));
    }

    #[test]
    fn nothing_typed_is_no_wrong_code() {
        let code = |typed: &str| FindForm { code: typed.to_owned() }.check();
        assert_eq!(code(" \u{200b}"), Err(Problem::JoinCodeMissing));
        assert_eq!(code("what?"), Ok(None));
        assert!(code("k7m 3px").is_ok_and(|key| key.is_some()));
    }
}
