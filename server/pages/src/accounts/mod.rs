//! Accounts that are not signed in to: invitations, links, and one’s own account.

pub mod account_api;
pub mod account_page;
pub mod door;
pub mod email_page;
pub mod invitation_api;
pub mod invitation_page;
pub mod link_api;
pub mod link_page;
pub mod role_table;
pub mod typed;
