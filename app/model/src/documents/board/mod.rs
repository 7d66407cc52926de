//! The lesson board: a lesson design as a Yjs document. `docs/BOARD.md` describes every key.

mod address;
mod copy;
mod difference;
mod edit;
mod lesson;
mod row;
mod schema;
mod summary;

pub use address::{LessonText, StepText, TextAddress};
pub use difference::Difference;
pub use edit::{Board, MAX_LESSON_MINUTES, MAX_STEP_MINUTES};
pub use lesson::{Lesson, Status, Step, StepId};
pub use row::BoardRow;
pub use summary::Summary;

#[cfg(test)]
mod tests;
