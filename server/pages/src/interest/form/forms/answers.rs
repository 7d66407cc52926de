//! The questions after the school, but for earlier Work Groups: who writes, counts, pledges, notes.

use app::accounts::credentials::address;
use app::error::{AppError, Problem, Problems};
use model::interest::{Contact, Pledge, Practice};
use model::text::invisible::{code, paragraphs};
use serde::{Deserialize, Serialize};

use super::{NONE, line, page_of};
use crate::kit::Form;

/// More than any primary school has.
const MOST_TEACHERS: u32 = 300;

/// Notes are at most this long.
const MAX_NOTES: usize = 2000;

/// Who writes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct YouForm {
    pub name: String,
    pub email: String,
    pub role: String,
    pub change: String,
}

impl Form for YouForm {
    const ACTION: &'static str = "/api/interest-answer-you";

    fn page(&self) -> String {
        page_of("you", &self.change)
    }
}

impl From<Contact> for YouForm {
    fn from(Contact { name, email, role }: Contact) -> Self {
        Self { name, email: email.to_string(), role, change: String::new() }
    }
}

impl YouForm {
    /// Who it is.
    ///
    /// # Errors
    /// Everything that can't be taken.
    pub fn check(&self) -> Result<Contact, AppError> {
        let mut problems = Problems::default();
        let name = problems.of(line(&self.name, 120, Problem::YourNameMissing, Problem::NameTooLong));
        let email = problems.of(address(&self.email));
        let role = problems.of(line(&self.role, 80, Problem::RoleMissing, Problem::RoleTooLong));
        let (Some(name), Some(email), Some(role)) = (name, email, role) else {
            return Err(problems.into());
        };
        Ok(Contact { name, email, role })
    }
}

/// The two counts of teachers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PracticeForm {
    pub teachers: String,
    pub using: String,
    pub change: String,
}

impl Form for PracticeForm {
    const ACTION: &'static str = "/api/interest-answer-practice";

    fn page(&self) -> String {
        page_of("practice", &self.change)
    }
}

impl From<Practice> for PracticeForm {
    fn from(Practice { teachers, using }: Practice) -> Self {
        Self { teachers: teachers.to_string(), using: using.to_string(), change: String::new() }
    }
}

impl PracticeForm {
    /// The counts.
    ///
    /// # Errors
    /// Everything that can't be taken.
    pub fn check(&self) -> Result<Practice, AppError> {
        let number = |text: &str| code(text).parse::<u32>().ok();
        let teachers = number(&self.teachers).filter(|teachers| (1..=MOST_TEACHERS).contains(teachers));
        let mut problems = Problems::default();
        let teachers = problems.of(teachers.ok_or(Problem::TeachersMissing));
        let using = problems.of(number(&self.using).ok_or(Problem::UsingMissing));
        let (Some(teachers), Some(using)) = (teachers, using) else {
            return Err(problems.into());
        };
        if using > teachers { Err(Problem::UsingTooMany.into()) } else { Ok(Practice { teachers, using }) }
    }
}

/// What leaders say yes to: the boxes that are ticked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LeadershipForm {
    pub pledges: Vec<String>,
    pub change: String,
}

impl Form for LeadershipForm {
    const ACTION: &'static str = "/api/interest-answer-leadership";

    fn page(&self) -> String {
        page_of("leadership", &self.change)
    }
}

impl From<Vec<Pledge>> for LeadershipForm {
    fn from(pledges: Vec<Pledge>) -> Self {
        let none = pledges.is_empty().then_some(NONE);
        let pledges = pledges.into_iter().map(Pledge::key).chain(none).map(str::to_owned).collect();
        Self { pledges, change: String::new() }
    }
}

impl LeadershipForm {
    /// The pledges.
    ///
    /// # Errors
    /// Nothing was ticked, or something and nothing at once.
    pub fn check(&self) -> Result<Vec<Pledge>, AppError> {
        let has = |key: &str| self.pledges.iter().any(|chosen| chosen == key);
        let pledges: Vec<Pledge> = Pledge::ALL.into_iter().filter(|pledge| has(pledge.key())).collect();
        let mut problems = Problems::default();
        problems.when(pledges.is_empty() && !has(NONE), Problem::PledgesMissing);
        problems.when(!pledges.is_empty() && has(NONE), Problem::PledgesContradict);
        problems.none()?;
        Ok(pledges)
    }
}

/// Anything else.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NotesForm {
    pub notes: String,
    pub change: String,
}

impl Form for NotesForm {
    const ACTION: &'static str = "/api/interest-answer-notes";

    fn page(&self) -> String {
        page_of("notes", &self.change)
    }
}

impl NotesForm {
    /// The notes: lines stay lines.
    ///
    /// # Errors
    /// They are too long.
    pub fn check(&self) -> Result<String, AppError> {
        let notes = paragraphs(&self.notes);
        if notes.chars().count() > MAX_NOTES { Err(Problem::NotesTooLong.into()) } else { Ok(notes) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems<T>(result: Result<T, AppError>) -> Vec<Problem> {
        match result {
            Err(AppError::Invalid(problems)) => problems,
            _ => Vec::new(),
        }
    }

    fn chosen(keys: &[&str]) -> Vec<String> {
        keys.iter().map(|key| (*key).to_owned()).collect()
    }

    fn you(name: &str, email: &str, role: &str) -> YouForm {
        YouForm { name: name.to_owned(), email: email.to_owned(), role: role.to_owned(), ..YouForm::default() }
    }

    fn practice(teachers: &str, using: &str) -> Result<Practice, AppError> {
        PracticeForm { teachers: teachers.to_owned(), using: using.to_owned(), ..PracticeForm::default() }.check()
    }

    fn leadership(keys: &[&str]) -> Result<Vec<Pledge>, AppError> {
        LeadershipForm { pledges: chosen(keys), ..LeadershipForm::default() }.check()
    }

    #[test]
    fn each_page_tells_all_its_problems_at_once() {
        assert_eq!(problems(you("", "asha", " ").check()), [Problem::YourNameMissing, Problem::EmailShape, Problem::RoleMissing]);
        assert_eq!(problems(practice("", "x")), [Problem::TeachersMissing, Problem::UsingMissing]);
    }

    #[test]
    fn what_is_typed_is_tidied() {
        let contact = you(" Asha \t Bell ", " ASHA@Oak.example ", "maths lead").check().expect("a contact");
        assert_eq!((contact.name.as_str(), contact.email.as_str()), ("Asha Bell", "asha@oak.example"));
        let notes = NotesForm { notes: " one\r\ntwo ".to_owned(), ..NotesForm::default() };
        assert_eq!(notes.check().as_deref(), Ok("one\ntwo"));
        assert_eq!(practice(" 12 ", "0"), Ok(Practice { teachers: 12, using: 0 }));
    }

    #[test]
    fn numbers_must_fit_each_other_and_a_school() {
        assert_eq!(problems(practice("8", "9")), [Problem::UsingTooMany]);
        assert_eq!(problems(practice("0", "0")), [Problem::TeachersMissing]);
        assert_eq!(problems(practice("301", "1")), [Problem::TeachersMissing]);
        assert_eq!(problems(practice("-3", "2.5")), [Problem::TeachersMissing, Problem::UsingMissing]);
    }

    #[test]
    fn nothing_is_an_answer_only_when_it_is_said() {
        assert_eq!(problems(leadership(&[])), [Problem::PledgesMissing]);
        assert_eq!(leadership(&["none"]), Ok(Vec::new()));
        assert_eq!(problems(leadership(&["none", "head"])), [Problem::PledgesContradict]);
        assert_eq!(leadership(&["year", "head", "made up"]), Ok(vec![Pledge::Head, Pledge::Year]));
    }

    #[test]
    fn a_form_begins_with_what_was_answered() {
        assert_eq!(LeadershipForm::from(Vec::new()).pledges, ["none"]);
        assert_eq!(LeadershipForm::from(vec![Pledge::Year]).pledges, ["year"]);
    }
}
