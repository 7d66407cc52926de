//! A year's workshops.

pub mod api;
pub mod form;
pub mod page;
