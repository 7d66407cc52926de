//! What the buttons for a whole board send.

use app::library::board_actions::{ARCHIVE, BRING_BACK, DUPLICATE};
use model::ids::DocumentId;
use serde::{Deserialize, Serialize};

use crate::kit::Form;

/// Starts a board that says the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DuplicateForm {
    pub board: DocumentId,
}

impl Form for DuplicateForm {
    const ACTION: &'static str = DUPLICATE;

    fn page(&self) -> String {
        format!("/boards/{}", self.board)
    }
}

/// Takes a board out of the lists, and leads back to one of them (`next`, or the group's page).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArchiveForm {
    pub board: DocumentId,
    #[serde(default)]
    pub next: String,
}

impl Form for ArchiveForm {
    const ACTION: &'static str = ARCHIVE;

    fn page(&self) -> String {
        format!("/boards/{}", self.board)
    }
}

/// Brings an archived board back into the lists, and leads to it, or to `next`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BringBackForm {
    pub board: DocumentId,
    #[serde(default)]
    pub next: String,
}

impl Form for BringBackForm {
    const ACTION: &'static str = BRING_BACK;

    fn page(&self) -> String {
        format!("/boards/{}", self.board)
    }
}
