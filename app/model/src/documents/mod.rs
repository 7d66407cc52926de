//! The kinds of live document. What they share is in [`crate::live`].

pub mod board;
mod kind;
pub mod plan;

pub use kind::{Kind, Memory, OfKind, Summary, UnknownKind};

/// What anybody types as a title, however long and in how many lines, is one line of a list.
const LONGEST_IN_LISTS: usize = 400;
