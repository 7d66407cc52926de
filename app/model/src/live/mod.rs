//! Live documents of any kind: one copy of one, the client's half of syncing, and what goes between them.

pub mod link;
pub mod presence;
pub mod protocol;
pub mod replica;
pub mod scan;
