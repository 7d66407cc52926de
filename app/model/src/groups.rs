//! Work Groups, which go on from year to year.

use serde::{Deserialize, Serialize};

/// Where a year of a group stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum YearStatus {
    /// Schools and lead are still being settled.
    Forming,
    Running,
    /// The year is over; the group goes on.
    Finished,
}

impl YearStatus {
    /// Every one, in the order in which they come.
    pub const ALL: [Self; 3] = [Self::Forming, Self::Running, Self::Finished];

    /// The word in the database.
    pub fn key(self) -> &'static str {
        match self {
            Self::Forming => "forming",
            Self::Running => "running",
            Self::Finished => "finished",
        }
    }

    /// The one whose stored word this is.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.key() == key)
    }
}
