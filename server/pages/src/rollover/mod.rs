//! The turn of the year.

pub mod api;
pub mod data;
pub mod groups;
pub mod page;
