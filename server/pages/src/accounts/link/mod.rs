//! Signing in by a link in a letter.

pub mod api;
pub mod page;
