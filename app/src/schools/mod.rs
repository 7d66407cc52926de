//! Schools: the directory from Get Information about Schools, looking one up, and a school's own page.

pub mod api;
#[cfg(feature = "ssr")]
pub mod import_api;
#[cfg(feature = "ssr")]
pub mod import_page;
#[cfg(feature = "ssr")]
pub mod import_words;
#[cfg(feature = "ssr")]
pub mod inside_load;
#[cfg(feature = "ssr")]
pub mod list_page;
#[cfg(feature = "ssr")]
pub mod phases;
pub mod picker;
pub mod school;
#[cfg(feature = "ssr")]
pub mod school_load;
#[cfg(feature = "ssr")]
pub mod school_page;
pub mod words;
