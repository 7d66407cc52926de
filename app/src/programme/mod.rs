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
pub mod past_year_words;
pub mod people;
pub mod people_api;
pub mod people_change;
pub mod people_form_pages;
pub mod people_page;
pub mod people_school_page;
mod schools;
pub mod settings_api;
pub mod settings_change;
pub mod settings_page;
pub mod settings_words;
pub mod staying_api;
pub mod staying_page;
pub mod strand_sign;
pub mod today_page;
pub mod workshops_api;
pub mod workshops_form;
pub mod workshops_page;
mod year;

pub use crate::ui::uk_time;
