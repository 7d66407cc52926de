//! The public form: six questions, without an account.

pub mod answer;
pub mod api;
pub mod check_page;
pub mod checks;
pub mod draft;
pub mod forget;
pub mod journey;
pub mod layout;
pub mod question_page;
pub mod questions;
pub mod school_page;
pub mod send;
pub mod sent_page;
pub mod start_page;
pub mod which_school_page;
