//! The workshops of a group's year: whether their days are good ones, and who hosts them.

pub mod clash;
pub mod rotation;
pub mod running;

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use crate::calendar::half_term::HalfTerm;
use crate::ids::SchoolId;

/// When a workshop is, by British clocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct When {
    pub day: NaiveDate,
    pub starts: NaiveTime,
    /// When it is over.
    pub ends: NaiveTime,
}

impl When {
    /// Whether nobody could be at both from beginning to end.
    pub fn overlaps(self, other: Self) -> bool {
        self.day == other.day && self.starts < other.ends && other.starts < self.ends
    }
}

/// A workshop, as far as its date goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Workshop {
    /// 1 to 6 in most years.
    pub number: u8,
    /// The one that it is meant for.
    pub half_term: HalfTerm,
    /// `None` while the date is to be confirmed.
    pub when: Option<When>,
    /// The school where it takes place, once one has offered.
    pub host: Option<SchoolId>,
    pub cancelled: bool,
}
