//! The hub's own pages: overview, settings, people, audit, and the turn of the year.

pub mod api;
pub mod audit_api;
pub mod audit_kinds;
pub mod audit_page;
pub mod overview_page;
pub mod overview_words;
pub mod people;
pub mod people_api;
pub mod people_change;
pub mod people_invite_page;
pub mod people_page;
pub mod people_person_page;
pub mod rollover_api;
pub mod rollover_data;
mod rollover_groups;
pub mod rollover_page;
pub mod settings_form;
pub mod settings_page;
