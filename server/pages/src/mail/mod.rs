//! The hub's messages: what goes out, what is held, what must be copied by hand.

pub mod api;
pub mod message_page;
pub mod page;
pub mod read;
pub mod view;
pub mod withdraw_page;
pub mod words;
