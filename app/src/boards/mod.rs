//! Lesson boards: one page, on which teachers of several schools design a lesson together.

mod around;
mod arrived;
mod aside;
mod begin;
mod board_menu;
mod bottom_bar;
mod checks;
#[cfg(feature = "ssr")]
pub mod copy_step_api;
#[cfg(feature = "ssr")]
pub mod copy_step_page;
mod copying;
mod criteria_picker;
mod deleted;
mod head;
mod here;
mod lesson_line;
pub mod load;
mod minutes_input;
mod move_step;
mod news;
mod next_step;
mod outline;
mod page;
mod pasted_lines;
mod printed;
mod reading;
mod saved;
mod shut_steps;
mod state;
mod step;
mod step_deleted;
mod step_edits;
mod step_grip;
mod step_head;
mod step_menu;
mod step_minutes;
mod step_missing;
mod step_rows;
mod step_tools;
mod steps;
mod top;
mod undone;
mod voice;
mod where_words;
mod writing_bar;

pub use page::BoardPage;
