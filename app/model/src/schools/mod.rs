//! Schools: where they are, whom they teach, how far they have come in the programme.

pub mod distance;
pub mod phase;
pub mod year_group;

use crate::ids::SchoolId;

/// A school by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedSchool {
    pub id: SchoolId,
    pub name: String,
}
