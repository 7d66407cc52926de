//! Which school it is: as it is typed, and chosen among those that fit.

use app::error::{AppError, Problem, Problems};
use model::interest::Answers;
use model::text::line::Line;
use serde::{Deserialize, Serialize};

use super::{line, page_of};
use crate::kit::Form;

/// A school's name is at most this long.
const MAX_SCHOOL: usize = 120;

/// A town's name is at most this long.
const MAX_TOWN: usize = 80;

/// The school as it is typed, with the id of one that was chosen while typing, and its town, which may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SchoolForm {
    pub school: String,
    pub school_id: String,
    pub town: String,
    pub change: String,
}

impl Form for SchoolForm {
    const ACTION: &'static str = "/api/interest-answer-school";

    fn page(&self) -> String {
        page_of("school", &self.change)
    }
}

impl From<Answers> for SchoolForm {
    /// The town only as it was typed: that of a school of ours is no answer of theirs.
    fn from(answers: Answers) -> Self {
        let town = if answers.school.is_none() { answers.town } else { String::new() };
        let school_id = answers.school.map(|school| school.to_string()).unwrap_or_default();
        Self { school: answers.school_name, school_id, town, change: String::new() }
    }
}

impl SchoolForm {
    /// The words for a school, and its town.
    ///
    /// # Errors
    /// Everything that can't be taken.
    pub fn check(&self) -> Result<(String, String), AppError> {
        let mut problems = Problems::default();
        let school = problems.of(line(&self.school, MAX_SCHOOL, Problem::SchoolMissing, Problem::SchoolTooLong));
        let town = problems.of(Line::optional(&self.town, MAX_TOWN).map_err(|_| Problem::TownTooLong));
        let (Some(school), Some(town)) = (school, town) else {
            return Err(problems.into());
        };
        Ok((school, town.into()))
    }
}

/// One of the schools that fit, by its id; or [`super::NONE`] of them, with the town.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ChooseSchoolForm {
    pub school: String,
    pub town: String,
    pub change: String,
}

impl Form for ChooseSchoolForm {
    const ACTION: &'static str = "/api/interest-choose-school";

    fn page(&self) -> String {
        page_of("which-school", &self.change)
    }
}

impl ChooseSchoolForm {
    /// The town of a school that we do not know.
    ///
    /// # Errors
    /// There is none, or it is too long.
    pub fn check_town(&self) -> Result<String, AppError> {
        Ok(line(&self.town, MAX_TOWN, Problem::TownMissing, Problem::TownTooLong)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_are_looked_at_at_once() {
        let form = SchoolForm { town: "x".repeat(81), ..SchoolForm::default() };
        assert_eq!(form.check(), Err(AppError::Invalid(vec![Problem::SchoolMissing, Problem::TownTooLong])));
    }

    #[test]
    fn a_school_that_we_do_not_know_has_a_town() {
        let form = ChooseSchoolForm { town: " ".to_owned(), ..ChooseSchoolForm::default() };
        assert_eq!(form.check_town(), Err(AppError::Invalid(vec![Problem::TownMissing])));
        let form = ChooseSchoolForm { town: " North  Haven ".to_owned(), change: "1".to_owned(), ..ChooseSchoolForm::default() };
        assert_eq!(form.check_town().as_deref(), Ok("North Haven"));
        assert_eq!(form.page(), "/interest/which-school?change=1");
    }
}
