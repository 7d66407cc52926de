//! Lesson boards: one page, on which teachers of several schools design a lesson together.

mod address;
mod around;
mod arrived;
mod begin;
mod board_menu;
mod bottom_bar;
mod checks;
mod criteria_picker;
mod deleted;
mod field_kind;
mod head;
mod late;
mod lesson_line;
pub mod load;
pub mod new_board;
mod news;
mod next_step;
mod outline;
mod page;
mod pasted_lines;
mod printed;
mod reading;
mod shut_steps;
mod state;
mod step;
mod steps;
mod tools;
mod top;
mod undone;
mod voice;
mod where_words;
mod writing_bar;

pub use page::BoardPage;
