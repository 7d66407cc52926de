//! A board as lists show it.

use serde::{Deserialize, Serialize};

use super::summary::Summary;
use crate::ids::DocumentId;

/// A board in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardRow {
    pub id: DocumentId,
    /// What it says.
    pub summary: Summary,
    /// Who edited it last, and when: `Tom Obaseki, Elm Bank, today at 16:12`.
    pub edited: String,
    /// The schools that have written in it.
    pub schools: Vec<String>,
}

impl BoardRow {
    /// Its title, or what stands for one.
    pub fn title(&self) -> &str {
        self.summary.title_in_lists()
    }
}
