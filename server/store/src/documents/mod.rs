//! Live documents: their updates and snapshots ([`load`], [`append`], [`compact`]), and what lists and pages need of them.
//!
//! Nothing here looks into a document. Whoever holds it as a Yjs document hands in bytes and a summary.

mod all;
mod archive;
mod authors;
mod boards;
mod former;
mod updates;

pub use all::{Row, all, rows};
pub use archive::{ArchivedRecord, archive, archived, bring_back, count_archived};
pub use authors::authors;
pub use boards::{
    Archived, BOARDS_A_DAY, BoardContext, BoardGroup, BoardRecord, BoardWorkshop, context, create_board, create_board_in, list_for_group,
    set_edited_at, subject,
};
pub use former::{day_began, sweep_former};
pub use updates::{Append, Compaction, Loaded, NewUpdate, append, append_in, compact, load};
