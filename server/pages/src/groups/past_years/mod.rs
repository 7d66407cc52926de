//! Years that are over.

pub mod api;
pub mod page;
pub mod words;
