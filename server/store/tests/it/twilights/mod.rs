//! Twilights: who is let in and until when, who was there, and what is left of a guest.

mod afterwards;
mod attendance;
mod claims;
mod door;
