//! The lesson board: a lesson design as a Yjs document. `docs/BOARD.md` describes every key.

mod address;
mod change;
mod copy;
mod difference;
mod edit;
mod field_text;
mod former;
mod history;
mod lesson;
mod pasted;
mod position;
mod row;
mod schema;
mod signs;
mod summary;
mod typing;
mod watch;

pub use address::{LessonText, StepText, TextAddress};
pub use change::moved;
pub use difference::{Difference, differences};
pub use edit::{Board, MAX_LESSON_MINUTES, MAX_STEP_MINUTES, lesson_of, summarise};
pub use field_text::{FieldText, MAX_FIELD};
pub use former::{FORMER_BYTES, FORMER_OF_A_FIELD, FORMER_PIECES, FormerWords, Memory, has_room};
pub use history::History;
pub use lesson::{Lesson, Status, Step, StepId};
pub use pasted::Clipboard;
pub use row::BoardRow;
pub use signs::{Press, Sign, hold_all_together, hold_together, on_lines_of_their_own, steps_over};
pub use summary::Summary;
pub use typing::Retyped;
pub use watch::{StepChange, StepWatch};

#[cfg(test)]
mod tests;
