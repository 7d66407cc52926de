//! What a hub has to look at, first thing.

pub mod page;
pub mod words;
