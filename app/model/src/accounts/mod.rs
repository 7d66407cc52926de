//! Who people are: their addresses and their roles.

pub mod email;
pub mod roles;
