//! Work Groups: the front door, what is on today, and a group's year with its schools and boards.

pub mod api;
mod board_list;
mod filter;
pub mod group;
pub mod group_page;
pub mod home_page;
pub mod needs;
pub mod new_board;
pub mod new_board_page;
pub mod past_year_api;
pub mod past_year_page;
mod past_year_words;
mod schools;
pub mod settings_api;
pub mod settings_page;
pub mod settings_words;
pub mod staying_api;
pub mod staying_page;
pub mod strand_sign;
pub mod today_page;
mod year;

pub use crate::ui::uk_time;
