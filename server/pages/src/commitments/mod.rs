//! Commitments: the wording, the headteacher's signature, and where each school stands.

pub mod actions;
pub mod checks;
pub mod clauses_api;
pub mod clauses_compare_page;
pub mod clauses_edit_page;
pub mod clauses_page;
pub mod group_api;
pub mod group_page;
pub mod group_row;
pub mod notes;
pub mod print_page;
pub mod school_actions;
pub mod school_api;
pub mod school_page;
pub mod school_questions;
pub mod sheet;
pub mod sign_form;
pub mod signing_api;
pub mod signing_page;
