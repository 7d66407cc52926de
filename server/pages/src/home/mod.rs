//! The front door.

pub mod page;
