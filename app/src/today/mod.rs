//! Where people arrive: what is next, and what waits for them.

pub mod api;
pub mod needs;
pub mod page;
