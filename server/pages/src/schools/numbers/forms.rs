//! What is sent to make two schools of one again.

use serde::{Deserialize, Serialize};

use crate::kit::Form;

/// The school that had the number `urn`, and the present one. `keeps` is which of them keeps what is told of it here, `closed` or
/// `present`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakeBackForm {
    pub urn: String,
    #[serde(default)]
    pub keeps: String,
}

impl Form for TakeBackForm {
    const ACTION: &'static str = "/api/take-back-number";

    fn page(&self) -> String {
        "/schools/new-numbers".to_owned()
    }
}
