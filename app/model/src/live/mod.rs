//! Live documents of any kind: what a kind has to say of itself ([`document`]), one copy of one, the client's half of syncing, and what goes
//! between them.

pub mod document;
pub mod items;
pub mod link;
pub mod presence;
pub mod protocol;
pub mod replica;
pub mod scan;
pub mod text;

pub use document::{Address, Content, Document, Item, Roots};
