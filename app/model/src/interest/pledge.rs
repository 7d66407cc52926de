//! What a school's leadership can say yes to (A12, A32).

use std::fmt;

use serde::{Deserialize, Serialize};

/// One thing that makes a year in a Work Group possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pledge {
    /// Headteacher and subject lead stand behind it.
    Head,
    /// The subject lead can go to all workshops.
    Release,
    /// Colleagues can come to a part of one.
    Others,
    /// The school stays for the whole year.
    Year,
}

impl Pledge {
    /// Every one, in the order in which they are asked.
    pub const ALL: [Self; 4] = [Self::Head, Self::Release, Self::Others, Self::Year];

    /// The word stored in the database.
    pub fn key(self) -> &'static str {
        match self {
            Self::Head => "head",
            Self::Release => "release",
            Self::Others => "others",
            Self::Year => "year",
        }
    }

    /// The one whose stored word this is.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|pledge| pledge.key() == key)
    }
}

impl fmt::Display for Pledge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Head => "Our headteacher and our maths lead both want to take part",
            Self::Release => "Our maths subject lead will be free for all six workshops",
            Self::Others => "Other colleagues may come to a part of a workshop",
            Self::Year => "We will stay with it for the whole academic year",
        })
    }
}
