//! Commitments: the wording, the headteacher's signature, and where each school stands.

mod actions;
mod addresses;
pub mod checks;
pub mod clauses;
mod forms;
pub mod group;
mod notes;
pub mod school;
mod sheet;
pub mod signing;
