//! Who represents the schools of a group, and handovers.

pub mod actions;
pub mod api;
pub mod form_pages;
pub mod group_page;
pub mod school_page;
pub mod words;
