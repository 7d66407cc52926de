//! Who people are: signing in and out, invitations, their own account, and how their pages are lit.

#[cfg(feature = "ssr")]
pub mod account_api;
#[cfg(feature = "ssr")]
pub mod account_page;
pub mod api;
pub mod credentials;
mod demonstration;
#[cfg(feature = "ssr")]
pub mod door;
#[cfg(feature = "ssr")]
pub mod email_page;
#[cfg(feature = "ssr")]
pub mod invitation_api;
#[cfg(feature = "ssr")]
pub mod invitation_page;
#[cfg(feature = "ssr")]
pub mod link_api;
#[cfg(feature = "ssr")]
pub mod link_page;
#[cfg(feature = "ssr")]
pub mod role_table;
mod sign_in_form;
pub mod sign_in_page;
#[cfg(feature = "ssr")]
pub mod typed;

pub use demonstration::PASSWORD;
