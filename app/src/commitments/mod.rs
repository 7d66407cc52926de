//! Commitments: the wording, the headteacher's signature, and where each school stands.

pub mod checks;
mod clauses_api;
pub mod clauses_compare_page;
pub mod clauses_edit_page;
pub mod clauses_page;
mod group_api;
pub mod group_page;
pub mod group_row;
mod notes;
pub mod print_page;
mod school_actions;
pub mod school_api;
pub mod school_page;
pub mod school_questions;
mod sheet;
mod sign_form;
mod signing_api;
pub mod signing_page;

pub use checks::{Ink, check_ink};
