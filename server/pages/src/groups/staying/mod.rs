//! Whether a school stays in its group.

pub mod api;
pub mod page;
