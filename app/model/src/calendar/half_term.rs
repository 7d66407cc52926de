//! The six halves of a year's three terms.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A half-term, in the order of the academic year. Its words are what is kept and sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum HalfTerm {
    #[serde(rename = "Autumn 1")]
    Autumn1,
    #[serde(rename = "Autumn 2")]
    Autumn2,
    #[serde(rename = "Spring 1")]
    Spring1,
    #[serde(rename = "Spring 2")]
    Spring2,
    #[serde(rename = "Summer 1")]
    Summer1,
    #[serde(rename = "Summer 2")]
    Summer2,
}

impl HalfTerm {
    /// All six, from September on.
    pub const ALL: [Self; 6] = [Self::Autumn1, Self::Autumn2, Self::Spring1, Self::Spring2, Self::Summer1, Self::Summer2];

    /// How it is called: `Autumn 1`.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Autumn1 => "Autumn 1",
            Self::Autumn2 => "Autumn 2",
            Self::Spring1 => "Spring 1",
            Self::Spring2 => "Spring 2",
            Self::Summer1 => "Summer 1",
            Self::Summer2 => "Summer 2",
        }
    }
}

impl fmt::Display for HalfTerm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.words())
    }
}

/// The text is none of the six.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not a half-term")]
pub struct UnknownHalfTerm;

impl FromStr for HalfTerm {
    type Err = UnknownHalfTerm;

    fn from_str(text: &str) -> Result<Self, UnknownHalfTerm> {
        Self::ALL.into_iter().find(|half_term| half_term.words() == text).ok_or(UnknownHalfTerm)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_six_in_the_order_of_the_year() {
        let words: Vec<String> = HalfTerm::ALL.iter().map(ToString::to_string).collect();
        assert_eq!(words, ["Autumn 1", "Autumn 2", "Spring 1", "Spring 2", "Summer 1", "Summer 2"]);
        assert!(HalfTerm::ALL.is_sorted());
    }

    #[test]
    fn each_is_read_from_its_words_and_from_nothing_else() {
        for half_term in HalfTerm::ALL {
            let words = half_term.to_string();
            assert_eq!(words.parse(), Ok(half_term));
            assert_eq!(serde_json::to_value(half_term).ok(), Some(words.into()));
        }
        for text in ["", "autumn 1", "Autumn 3", "Autumn 1 "] {
            assert_eq!(text.parse::<HalfTerm>(), Err(UnknownHalfTerm), "{text:?}");
        }
    }
}
