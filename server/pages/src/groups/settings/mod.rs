//! A group's settings.

pub mod actions;
pub mod api;
pub mod page;
pub mod words;
