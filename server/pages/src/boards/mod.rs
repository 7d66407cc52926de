//! What is asked about a board on a page of its own.

pub mod actions;
pub mod archived_page;
pub mod copy_step;
