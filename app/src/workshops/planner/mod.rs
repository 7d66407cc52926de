//! The planner: a workshop's blocks in their times, designed by several people at once. Height is time.

mod begin;
mod block;
mod blocks;
mod boards;
mod changes;
mod deleted;
mod details;
mod kind_icon;
pub mod load;
mod marks;
mod page;
mod private_notes;
mod spoken;
mod state;
mod strands;
mod stretch;
mod sums;
mod top;
mod undone;
pub mod words;

pub use begin::START;
pub use page::PlannerPage;
