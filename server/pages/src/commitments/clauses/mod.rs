//! What heads are asked to commit to, in its versions.

pub mod api;
pub mod compare_page;
pub mod edit_page;
pub mod page;
