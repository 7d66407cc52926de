//! Bringing in the directory's files.

pub mod api;
pub mod folds;
pub mod lists;
pub mod page;
pub mod words;
