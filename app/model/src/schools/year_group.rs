//! Year groups of an English primary school (DOMAIN.md §1.8).

use std::fmt;

use serde::{Deserialize, Serialize};

/// A year group, youngest first; mixed-age classes have several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum YearGroup {
    /// Reception, ages 4 to 5: no ready-to-progress criteria yet.
    R,
    /// Year 1.
    Y1,
    /// Year 2.
    Y2,
    /// Year 3.
    Y3,
    /// Year 4.
    Y4,
    /// Year 5.
    Y5,
    /// Year 6.
    Y6,
}

impl YearGroup {
    /// Every year group, youngest first.
    pub const ALL: [Self; 7] = [Self::R, Self::Y1, Self::Y2, Self::Y3, Self::Y4, Self::Y5, Self::Y6];

    /// The short form kept in documents and addresses: `R`, `Y1` … `Y6`.
    pub fn key(self) -> &'static str {
        match self {
            Self::R => "R",
            Self::Y1 => "Y1",
            Self::Y2 => "Y2",
            Self::Y3 => "Y3",
            Self::Y4 => "Y4",
            Self::Y5 => "Y5",
            Self::Y6 => "Y6",
        }
    }

    /// The year group whose short form this is.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|year| year.key() == key)
    }
}

impl fmt::Display for YearGroup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::R => f.write_str("Reception"),
            other => write!(f, "Year {}", &other.key()[1..]),
        }
    }
}
