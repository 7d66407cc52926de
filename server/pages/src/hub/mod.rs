//! The hub's overview and its settings.

pub mod overview;
pub mod settings;
