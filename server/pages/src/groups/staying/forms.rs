//! What schools say about the year to come.

use std::collections::BTreeMap;

use model::ids::{SchoolId, WorkGroupId};
use serde::{Deserialize, Serialize};
use store::staying::Answer;

use crate::kit::Form;

/// The answers of a group's schools: `asked`, `staying` or `leaving`; empty where nobody has asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StayingForm {
    pub id: WorkGroupId,
    #[serde(default)]
    pub answers: BTreeMap<String, String>,
}

impl Form for StayingForm {
    const ACTION: &'static str = "/api/group-staying";

    fn page(&self) -> String {
        format!("/groups/{}/staying", self.id)
    }
}

impl StayingForm {
    /// The name of a school among the answers: one that begins with a digit would be read as a place in a list.
    pub fn key(school: SchoolId) -> String {
        format!("id-{school}")
    }

    /// What a school says, if that was chosen.
    pub fn answer(&self, school: SchoolId) -> Option<Answer> {
        self.answers.get(&Self::key(school)).and_then(|said| Answer::from_key(said))
    }
}
