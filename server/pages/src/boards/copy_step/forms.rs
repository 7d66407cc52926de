//! Which step goes to which board.

use app::error::{AppError, Problem};
use leptos_router::location::Url;
use model::ids::DocumentId;
use serde::{Deserialize, Serialize};

use crate::kit::Form;

/// Puts a copy of a step of `board` at the end of the board `to`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopyStepForm {
    pub board: DocumentId,
    pub step: String,
    #[serde(default)]
    pub to: String,
}

impl Form for CopyStepForm {
    const ACTION: &'static str = "/api/copy-step";

    fn page(&self) -> String {
        format!("/boards/{}/copy-step?step={}", self.board, Url::escape(&self.step))
    }
}

impl CopyStepForm {
    /// The other board.
    ///
    /// # Errors
    /// When none was chosen; [`AppError::NotFound`] for what is none.
    pub fn check(&self) -> Result<DocumentId, AppError> {
        if self.to.is_empty() {
            return Err(Problem::BoardMissing.into());
        }
        Ok(self.to.parse::<DocumentId>()?)
    }
}
