//! Who people are: signing in and out, and how their pages are lit.

pub mod api;
pub mod credentials;
mod demonstration;
mod sign_in_form;
pub mod sign_in_page;

pub use demonstration::PASSWORD;
