//! The lesson board: a lesson design as a Yjs document. `docs/BOARD.md` describes every key.

mod address;
mod change;
mod edit;
mod lesson;
mod position;
mod schema;
mod summary;

pub use address::{LessonText, StepText, TextAddress};
pub use edit::{Board, MAX_LESSON_MINUTES, MAX_STEP_MINUTES, summarise};
pub use lesson::{Lesson, Status, Step, StepId};
pub use position::{between, is_position};
pub use summary::Summary;

#[cfg(test)]
mod tests;
