//! Where the hub stands with an expression of interest.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Nobody has decided anything.
    New,
    /// The hub wants to know more before it decides.
    Asked,
    /// The school can be put into a group.
    Accepted,
    /// There is no place at present.
    Waiting,
    /// The hub has said no.
    Declined,
    /// The school has thought better of it.
    Withdrawn,
}

impl State {
    /// Every state, as far as possible in the order in which they come.
    pub const ALL: [Self; 6] = [Self::New, Self::Asked, Self::Accepted, Self::Waiting, Self::Declined, Self::Withdrawn];

    /// What the hub can decide. Back to new leads only undoing.
    pub const DECISIONS: [Self; 5] = [Self::Accepted, Self::Asked, Self::Waiting, Self::Declined, Self::Withdrawn];

    /// The word stored in the database.
    pub fn key(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Asked => "asked",
            Self::Accepted => "accepted",
            Self::Waiting => "waiting",
            Self::Declined => "declined",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The state whose stored word this is.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::New => "New",
            Self::Asked => "Asked for more",
            Self::Accepted => "Accepted",
            Self::Waiting => "Waiting list",
            Self::Declined => "Declined",
            Self::Withdrawn => "Withdrawn by the school",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_reads_back_from_its_stored_word_and_new_is_nothing_to_decide() {
        for state in State::ALL {
            assert_eq!(State::from_key(state.key()), Some(state));
            assert_eq!(State::DECISIONS.contains(&state), state != State::New);
        }
    }
}
