//! What works from where somebody sits: for teachers in trouble, and for whoever looks after a school's network.

pub mod page;
pub mod technician;
pub mod things;
