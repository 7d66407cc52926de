//! What stands on every page, letter and paper of the hub.

pub mod form;
pub mod page;
