//! Joining by an invitation.

pub mod api;
pub mod page;
