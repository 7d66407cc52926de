//! What the two buttons of an open invitation send.

use app::ui::local_path::local_path;
use serde::{Deserialize, Serialize};

use crate::kit::Form;

/// Sends it again (`what` = `again`), or takes it back (`what` = `back`), on the page `return_to`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitationForm {
    pub id: String,
    pub what: String,
    #[serde(default)]
    pub return_to: String,
}

impl Form for InvitationForm {
    const ACTION: &'static str = "/api/change-invitation";

    fn page(&self) -> String {
        local_path(&self.return_to).to_owned()
    }
}
