//! Schools that closed as another one opened.

pub mod api;
pub mod page;
