//! The lesson board: a lesson design as a Yjs document. `docs/BOARD.md` describes every key.

mod address;
mod change;
mod edit;
mod field_text;
mod lesson;
mod position;
mod schema;
mod summary;
mod typing;

pub use address::{LessonText, StepText, TextAddress};
pub use change::moved;
pub use edit::{Board, MAX_LESSON_MINUTES, MAX_STEP_MINUTES, summarise};
pub use field_text::{FieldText, MAX_FIELD};
pub use lesson::{Lesson, Status, Step, StepId};
pub use position::{between, is_position};
pub use summary::Summary;
pub use typing::Retyped;

#[cfg(test)]
mod tests;
