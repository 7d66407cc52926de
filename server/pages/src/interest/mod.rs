//! Expressions of interest: the public form, and the hub's inbox.

pub mod form;
pub mod inbox;
