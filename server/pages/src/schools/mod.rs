//! Schools: the directory from Get Information about Schools, looking one up, and a school's own page.

pub mod api;
pub mod data;
pub mod import;
pub mod list_page;
pub mod numbers;
pub mod picker;
pub mod school;
pub mod words;
