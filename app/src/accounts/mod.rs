//! Who people are: signing in and out, invitations, their own account, and how their pages are lit.

pub mod account_api;
pub mod account_page;
pub mod api;
pub mod credentials;
mod demonstration;
pub mod door;
pub mod email_page;
pub mod invitation_api;
pub mod invitation_page;
pub mod link_api;
pub mod link_page;
mod local_path;
pub mod role_table;
mod sign_in_form;
pub mod sign_in_page;
pub mod typed;

pub use demonstration::PASSWORD;
pub use local_path::{local_path, with_next};
