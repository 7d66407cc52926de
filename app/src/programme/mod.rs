//! Work Groups: what is on today, and a group's year with its schools and boards.

pub mod api;
pub mod board_actions;
mod board_list;
mod by_criterion;
mod filter;
pub mod group;
pub mod group_page;
pub mod needs;
pub mod new_board;
pub mod new_board_page;
mod schools;
pub mod strand_sign;
pub mod today_page;
mod year;

pub use crate::ui::uk_time;
