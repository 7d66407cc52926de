//! Boards as lists and pages see them; what is written on one is a live document ([`crate::live`]).

mod archive;
mod records;

pub use archive::{ArchivedRecord, archive, archived, bring_back, count_archived};
pub use records::{
    Archived, BOARDS_A_DAY, BoardContext, BoardGroup, BoardRecord, BoardWorkshop, Refused, context, create_board, list_for_group, subject,
};
