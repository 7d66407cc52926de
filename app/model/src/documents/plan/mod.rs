//! A workshop's plan: its blocks, one after another, as a Yjs document. `docs/PLAN.md` describes every key.

mod address;
mod agenda;
mod block_kind;
mod difference;
mod edit;
mod schema;
mod summary;

pub use address::{BlockText, TextAddress};
pub use agenda::{Agenda, Block, BlockId};
pub use block_kind::BlockKind;
pub use difference::Difference;
pub use edit::{MAX_BLOCK_MINUTES, Plan};
pub use summary::Summary;

#[cfg(test)]
mod tests;
