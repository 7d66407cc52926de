//! Live documents of any kind: what and whose they are ([`find`]), their updates and snapshots ([`load`], [`append`], [`compact`]), their authors, and the words removed from them.
//!
//! Nothing here looks into a document. Whoever holds it as a Yjs document hands in bytes and a summary.

mod all;
mod authors;
mod documents;
mod former;
mod updates;

pub use all::{Listed, Row, all, rows};
pub use authors::authors;
pub(crate) use documents::{at_a_table, subject_of};
pub use documents::{create_in, find, set_edited_at};
pub use former::{day_began, sweep_former};
pub use updates::{Append, Compaction, Loaded, NewUpdate, append, append_in, compact, load};
