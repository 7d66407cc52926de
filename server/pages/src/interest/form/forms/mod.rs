//! What a stranger types into the public form, page by page: cleaned, or refused with all that is wrong at once.

mod answers;
mod journey;
mod school;

use app::error::{AppError, Problem};
use model::text::line::{Line, LineProblem};
use serde::{Deserialize, Serialize};

use crate::kit::Form;

pub use answers::{LeadershipForm, NotesForm, PracticeForm, YouForm};
pub use journey::{JourneyForm, SPECIALIST, UNKNOWN};
pub use school::{ChooseSchoolForm, SchoolForm};

/// What is sent for "none of these yet".
pub const NONE: &str = "none";

/// The page of a question, to come back to: `change` says that it was opened from all answers.
pub fn page_of(key: &str, change: &str) -> String {
    if change.is_empty() { format!("/interest/{key}") } else { format!("/interest/{key}?change=1") }
}

/// A line that has to be there.
fn line(text: &str, most: usize, missing: Problem, too_long: Problem) -> Result<String, Problem> {
    Line::parse(text, most).map(String::from).map_err(|problem| match problem {
        LineProblem::Empty => missing,
        LineProblem::TooLong => too_long,
    })
}

/// Begins.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BeginForm {}

impl Form for BeginForm {
    const ACTION: &'static str = "/api/interest-begin";

    fn page(&self) -> String {
        "/interest".to_owned()
    }
}

/// Sends all answers. `website` is a field that no person sees.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SendForm {
    pub website: String,
}

impl Form for SendForm {
    const ACTION: &'static str = "/api/interest-send";

    fn page(&self) -> String {
        "/interest/check".to_owned()
    }
}

impl SendForm {
    /// That a person sends it.
    ///
    /// # Errors
    /// [`Problem::TrapFilled`].
    pub fn check(&self) -> Result<(), AppError> {
        if self.website.trim().is_empty() { Ok(()) } else { Err(Problem::TrapFilled.into()) }
    }
}

/// Opens what was sent for changes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeForm {}

impl Form for ChangeForm {
    const ACTION: &'static str = "/api/interest-change";

    fn page(&self) -> String {
        "/interest/sent".to_owned()
    }
}

/// Deletes what this browser holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForgetForm {}

impl Form for ForgetForm {
    const ACTION: &'static str = "/api/interest-forget";

    fn page(&self) -> String {
        "/interest".to_owned()
    }
}
