//! Accounts that are not signed in to: invitations, links, and one’s own account.

pub mod checks;
pub mod door;
pub mod email_page;
pub mod invitation;
pub mod link;
pub mod own;
pub mod role_table;
