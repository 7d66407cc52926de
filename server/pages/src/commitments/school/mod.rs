//! One school's commitment.

pub mod actions;
pub mod api;
pub mod page;
pub mod questions;
