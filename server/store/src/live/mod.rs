//! Live documents: their updates and snapshots ([`load`], [`append`], [`compact`]), their authors, and the words removed from them.
//!
//! Nothing here looks into a document. Whoever holds it as a Yjs document hands in bytes and a summary.

mod all;
mod authors;
mod former;
mod updates;

pub use all::{Row, all, rows};
pub use authors::authors;
pub use former::{day_began, sweep_former};
pub use updates::{Append, Compaction, Loaded, NewUpdate, append, append_in, compact, load};
