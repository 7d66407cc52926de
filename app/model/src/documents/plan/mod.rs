//! A workshop's plan: its blocks, one after another, as a Yjs document. `docs/PLAN.md` describes every key.

mod address;
mod agenda;
mod block_kind;
mod difference;
mod edit;
mod note;
mod schema;
mod shape;
mod strand;
mod summary;
mod template;
mod timetable;
mod value;

pub use address::{BlockText, TextAddress};
pub use agenda::{Agenda, Block, BlockId};
pub use block_kind::BlockKind;
pub use difference::Difference;
pub use edit::Plan;
pub use note::{Note, NoteName};
pub use schema::MAX_ARRIVALS;
pub use shape::Shape;
pub use strand::WorkshopStrand;
pub use summary::Summary;
pub use timetable::{MOST_BLOCKS, PartSum, Slot, Span, Timetable, WorkshopTimes, hours, minutes_of};
pub use value::{BlockValue, MAX_BLOCK_MINUTES, MOST_BOARDS, Part};

#[cfg(test)]
mod tests;
