//! The hub's overview and its settings.

pub mod api;
pub mod overview;
pub mod settings;
