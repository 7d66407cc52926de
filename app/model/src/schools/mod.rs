//! Schools: where they are, whom they teach, how far they have come in the programme.

pub mod distance;
pub mod phase;
pub mod year_group;
