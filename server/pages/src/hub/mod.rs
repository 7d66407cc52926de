//! The hub's overview and its settings.

pub mod api;
pub mod overview_page;
pub mod overview_words;
pub mod settings_form;
pub mod settings_page;
