//! Everybody a hub knows, and who may do what there.

pub mod actions;
pub mod api;
pub mod invite_page;
pub mod list_page;
pub mod person_page;
pub mod words;
