//! The hub's audit.

pub mod api;
pub mod kinds;
pub mod page;
