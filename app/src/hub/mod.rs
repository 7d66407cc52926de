//! The hub's own pages: overview, settings, audit, and the turn of the year.

pub mod api;
pub mod overview_page;
mod overview_words;
pub mod rollover_api;
pub mod rollover_data;
mod rollover_groups;
pub mod rollover_page;
mod settings_form;
pub mod settings_page;
