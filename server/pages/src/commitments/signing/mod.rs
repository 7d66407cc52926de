//! A headteacher signs, by a link.

pub mod api;
pub mod form;
pub mod page;
