//! What is sent about the commitments of a group's schools.

use app::error::{AppError, Problem, Problems};
use model::accounts::email::{EmailAddress, EmailProblem};
use model::calendar::academic_year::AcademicYear;
use model::ids::{SchoolId, WorkGroupId};
use model::text::line::Line;
use serde::{Deserialize, Serialize};

use crate::commitments::addresses;
use crate::commitments::checks::MAX_NAME;
use crate::kit::Form;

/// Letters to one school's head, or with no school to several.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterForm<const REMINDS: bool> {
    pub group: WorkGroupId,
    pub year: AcademicYear,
    #[serde(default)]
    pub school: Option<SchoolId>,
    /// Asks also while not one date is known, reminds also where the head had a letter a moment ago.
    #[serde(default)]
    pub confirmed: bool,
}

/// Asks: with no school all who have an address and were not asked yet.
pub type AskForm = LetterForm<false>;
/// Reminds: with no school all who were asked and have not signed.
pub type RemindForm = LetterForm<true>;

impl<const REMINDS: bool> Form for LetterForm<REMINDS> {
    const ACTION: &'static str = if REMINDS { "/api/remind-heads" } else { "/api/ask-heads" };

    fn page(&self) -> String {
        addresses::of_group(self.group, self.year)
    }
}

/// Takes back every link of a school, and sends the head a letter with a new one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RenewLinkForm {
    pub group: WorkGroupId,
    pub school: SchoolId,
    pub year: AcademicYear,
}

impl Form for RenewLinkForm {
    const ACTION: &'static str = "/api/renew-commitment-link";

    fn page(&self) -> String {
        addresses::of_school(self.group, self.school, "", self.year)
    }
}

/// Who a school's head is, and where letters go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeadForm {
    pub group: WorkGroupId,
    pub school: SchoolId,
    pub year: AcademicYear,
    #[serde(default)]
    pub head_name: String,
    #[serde(default)]
    pub head_email: String,
}

impl Form for HeadForm {
    const ACTION: &'static str = "/api/save-commitment-head";

    fn page(&self) -> String {
        format!("{}&edit={}", addresses::of_group(self.group, self.year), self.school)
    }
}

impl HeadForm {
    /// Name and address. Where none is typed there is no address yet.
    ///
    /// # Errors
    /// Everything that can't be taken.
    pub fn check(&self) -> Result<(Line, Option<EmailAddress>), AppError> {
        let mut problems = Problems::default();
        let name = problems.of(Line::optional(&self.head_name, MAX_NAME).map_err(|_| Problem::HeadNameTooLong));
        let email = problems.of(match self.head_email.parse() {
            Ok(email) => Ok(Some(email)),
            Err(EmailProblem::Empty) => Ok(None),
            Err(EmailProblem::NoAt | EmailProblem::TooLong) => Err(Problem::HeadEmailShape),
            Err(EmailProblem::Space) => Err(Problem::HeadEmailSpace),
            Err(EmailProblem::Several) => Err(Problem::HeadEmailSeveral),
            Err(EmailProblem::Letter) => Err(Problem::HeadEmailLetter),
        });
        let (Some(name), Some(email)) = (name, email) else {
            return Err(problems.into());
        };
        Ok((name, email))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_without_an_address_is_possible_a_wrong_one_is_not() {
        let checked = |name: &str, email: &str| {
            let (group, school) = (WorkGroupId::generate(), SchoolId::generate());
            HeadForm { group, school, year: AcademicYear::starting(2026), head_name: name.to_owned(), head_email: email.to_owned() }.check()
        };
        assert_eq!(checked("Judith\n", " "), Ok((Line::tidied("Judith"), None)));
        assert_eq!(checked("\u{200b}", "\u{a0}\u{feff}"), Ok((Line::default(), None)));
        assert_eq!(checked("", "a b@c.example"), Err(Problem::HeadEmailSpace.into()));
        assert_eq!(checked(&"a".repeat(121), "judith"), Err(AppError::Invalid(vec![Problem::HeadNameTooLong, Problem::HeadEmailShape])));
    }
}
