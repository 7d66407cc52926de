//! The commitments of a group's schools.

pub mod api;
pub mod page;
pub mod print_page;
pub mod row;
