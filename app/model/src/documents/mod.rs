//! The kinds of live document.

pub mod board;
