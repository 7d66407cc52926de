//! The way of a school through the programme, about a year for each phase (DOMAIN.md §1.1).

use std::fmt;

use serde::{Deserialize, Serialize};

/// A phase of the programme, the earliest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Before the first year: optional, for schools with hurdles to clear first.
    Readiness,
    /// The first year, done once.
    Development,
    /// The year in which the whole school follows.
    Embedding,
    /// Every year after that.
    Sustaining,
}

impl Phase {
    /// Every phase, the earliest first.
    pub const ALL: [Self; 4] = [Self::Readiness, Self::Development, Self::Embedding, Self::Sustaining];

    /// The word stored in the database.
    pub fn key(self) -> &'static str {
        match self {
            Self::Readiness => "readiness",
            Self::Development => "development",
            Self::Embedding => "embedding",
            Self::Sustaining => "sustaining",
        }
    }

    /// The phase whose stored word this is.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|phase| phase.key() == key)
    }
}

impl fmt::Display for Phase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Readiness => "Mastery Readiness",
            Self::Development => "Development",
            Self::Embedding => "Embedding",
            Self::Sustaining => "Sustaining",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phase_reads_back_from_its_stored_word() {
        for phase in Phase::ALL {
            assert_eq!(Phase::from_key(phase.key()), Some(phase));
        }
        assert_eq!(Phase::from_key("refinement"), None);
    }
}
