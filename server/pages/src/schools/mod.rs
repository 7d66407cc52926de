//! Schools: the directory from Get Information about Schools, looking one up, and a school's own page.

pub mod api;
pub mod import_api;
pub mod import_folds;
pub mod import_lists;
pub mod import_page;
pub mod import_words;
pub mod inside_load;
pub mod list_page;
pub mod numbers_api;
pub mod numbers_page;
pub mod phases;
pub mod picker;
pub mod school;
pub mod school_load;
pub mod school_page;
pub mod words;
