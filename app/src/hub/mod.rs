//! The hub's own pages: overview, settings, audit, and the turn of the year.

pub mod api;
pub mod overview_page;
mod overview_words;
mod settings_form;
pub mod settings_page;
