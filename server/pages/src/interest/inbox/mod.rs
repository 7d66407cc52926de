//! What has come in, and what the hub decides about it.

pub mod actions;
pub mod api;
pub mod checks;
pub mod decide_page;
pub mod decision;
pub mod filters;
pub mod list;
pub mod look;
pub mod match_page;
pub mod one_page;
pub mod one_side;
pub mod page;
pub mod several;
pub mod words;
