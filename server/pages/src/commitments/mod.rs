//! Commitments: the wording, the headteacher's signature, and where each school stands.

pub mod actions;
pub mod checks;
pub mod clauses;
pub mod group;
pub mod notes;
pub mod school;
pub mod sheet;
pub mod signing;
