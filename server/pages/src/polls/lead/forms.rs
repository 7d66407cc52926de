//! What is sent about a poll by whoever leads the group.

use app::error::AppError;
use model::ids::{PollAnswerId, PollId, WorkGroupId};
use serde::{Deserialize, Serialize};

use crate::kit::Form;
use crate::polls::addresses;

/// Writes to those who have not answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskForm {
    pub group: WorkGroupId,
    pub poll: PollId,
}

impl Form for AskForm {
    const ACTION: &'static str = "/api/poll-ask";

    fn page(&self) -> String {
        addresses::of_poll(self.group, self.poll, "")
    }
}

/// Closes a poll: with the place of the date that is chosen, or with none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CloseForm {
    pub group: WorkGroupId,
    pub poll: PollId,
    #[serde(default)]
    pub option: String,
}

impl Form for CloseForm {
    const ACTION: &'static str = "/api/poll-close";

    fn page(&self) -> String {
        addresses::of_poll(self.group, self.poll, "")
    }
}

impl CloseForm {
    /// The place of the date.
    ///
    /// # Errors
    /// When it is none.
    pub fn place(&self) -> Result<Option<u8>, AppError> {
        match self.option.as_str() {
            "" => Ok(None),
            place => place.parse().map(Some).map_err(|_| AppError::NotFound),
        }
    }
}

/// Takes answers until another day, also where the poll was closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReopenForm {
    pub group: WorkGroupId,
    pub poll: PollId,
    #[serde(default)]
    pub last_day: String,
}

impl Form for ReopenForm {
    const ACTION: &'static str = "/api/poll-reopen";

    fn page(&self) -> String {
        addresses::of_poll(self.group, self.poll, "/reopen")
    }
}

/// Withdraws a poll's link and makes another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkForm {
    pub group: WorkGroupId,
    pub poll: PollId,
}

impl Form for LinkForm {
    const ACTION: &'static str = "/api/poll-link";

    fn page(&self) -> String {
        addresses::of_poll(self.group, self.poll, "")
    }
}

/// Removes somebody's answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoveForm {
    pub group: WorkGroupId,
    pub poll: PollId,
    pub answer: PollAnswerId,
}

impl Form for RemoveForm {
    const ACTION: &'static str = "/api/poll-remove";

    fn page(&self) -> String {
        addresses::of_poll(self.group, self.poll, "")
    }
}
