//! What is sent about a school's commitment.

use app::error::{AppError, Problem};
use model::calendar::academic_year::AcademicYear;
use model::ids::{SchoolId, WorkGroupId};
use model::text::invisible::paragraphs;
use serde::{Deserialize, Serialize};

use crate::commitments::addresses;
use crate::kit::Form;

/// Letters in a reason.
const MAX_REASON: usize = 500;

/// The lead participant agrees.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreeForm {
    pub group: WorkGroupId,
    pub school: SchoolId,
    pub year: AcademicYear,
    /// The fingerprint of the paper that was on the screen.
    pub shown: String,
}

impl Form for AgreeForm {
    const ACTION: &'static str = "/api/agree-commitment";

    fn page(&self) -> String {
        addresses::of_school(self.group, self.school, "", self.year)
    }
}

/// The head's signature is set aside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetAsideForm {
    pub group: WorkGroupId,
    pub school: SchoolId,
    pub year: AcademicYear,
    #[serde(default)]
    pub reason: String,
}

impl Form for SetAsideForm {
    const ACTION: &'static str = "/api/set-commitment-aside";

    fn page(&self) -> String {
        addresses::of_school(self.group, self.school, "/set-aside", self.year)
    }
}

impl SetAsideForm {
    /// The reason.
    ///
    /// # Errors
    /// That it is missing or too long.
    pub fn check(&self) -> Result<String, AppError> {
        let reason = paragraphs(&self.reason);
        match reason.chars().count() {
            0 => Err(Problem::AsideReasonMissing.into()),
            count if count > MAX_REASON => Err(Problem::ReasonTooLong.into()),
            _ => Ok(reason),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_is_set_aside_with_a_reason() {
        let checked = |reason: &str| {
            let (group, school, reason) = (WorkGroupId::generate(), SchoolId::generate(), reason.to_owned());
            SetAsideForm { group, school, year: AcademicYear::starting(2026), reason }.check()
        };
        assert_eq!(checked("  "), Err(Problem::AsideReasonMissing.into()));
        assert_eq!(checked(&"a".repeat(501)), Err(Problem::ReasonTooLong.into()));
        assert_eq!(checked(" The wrong school "), Ok("The wrong school".to_owned()));
    }
}
