//! A step goes to another board.

pub mod api;
pub mod page;
