//! Invitations that somebody has not answered yet, for those who may send them again.

pub mod actions;
pub mod forms;
pub mod item;
