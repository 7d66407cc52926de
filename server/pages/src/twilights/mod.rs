//! Twilights: their door for guests, what becomes of a guest with an account, what the lead sets for them, and who was there.

pub mod attendance;
pub mod claims;
pub mod door;
pub mod lead;
mod words;
