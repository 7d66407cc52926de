//! What is sent to hold, release, withdraw or mark messages.

use app::error::{AppError, Problem};
use model::ids::MessageId;
use model::mail::{Folder, Step};
use serde::{Deserialize, Serialize};

use crate::kit::Form;

/// One thing that is done to one message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepForm {
    pub id: MessageId,
    pub step: Step,
}

impl Form for StepForm {
    const ACTION: &'static str = "/api/mail-step";

    fn page(&self) -> String {
        format!("/hub/mail/{}", self.id)
    }
}

/// One thing that is done to several messages of a drawer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepsForm {
    #[serde(default)]
    pub messages: Vec<MessageId>,
    pub step: Step,
    pub folder: Folder,
}

impl Form for StepsForm {
    const ACTION: &'static str = "/api/mail-steps";

    fn page(&self) -> String {
        format!("/hub/mail?folder={}", self.folder.key())
    }
}

impl StepsForm {
    /// That some are chosen. What can't be taken back asks first, on the message's own page.
    ///
    /// # Errors
    /// [`Problem::NoMessageChosen`].
    pub fn check(&self) -> Result<(), AppError> {
        let can_be_taken_back = matches!(self.step, Step::Hold | Step::Release);
        if self.messages.is_empty() || !can_be_taken_back { Err(Problem::NoMessageChosen.into()) } else { Ok(()) }
    }
}

/// Whether the hub looks at its messages before they go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LookFirstForm {
    pub look: bool,
}

impl Form for LookFirstForm {
    const ACTION: &'static str = "/api/mail-look-first";

    fn page(&self) -> String {
        "/hub/mail".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_are_never_withdrawn_at_once() {
        let form = |messages, step| StepsForm { messages, step, folder: Folder::Waiting };
        assert_eq!(form(vec![MessageId::generate()], Step::Hold).check(), Ok(()));
        for form in [form(Vec::new(), Step::Hold), form(vec![MessageId::generate()], Step::Withdraw)] {
            assert_eq!(form.check(), Err(AppError::Invalid(vec![Problem::NoMessageChosen])));
        }
    }
}
