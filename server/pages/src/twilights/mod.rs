//! Twilights: their door for guests, what the lead sets for them, and who was there.

pub mod attendance;
pub mod door;
pub mod lead;
mod qr;
mod words;
