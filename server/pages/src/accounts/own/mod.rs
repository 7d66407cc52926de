//! One's own account.

pub mod api;
pub mod page;
