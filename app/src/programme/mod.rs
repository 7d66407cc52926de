//! Work Groups: the front door, what is on today, and a group's year with its schools and boards.

pub mod api;
#[cfg(feature = "ssr")]
pub mod archived_page;
pub mod board_actions;
#[cfg(feature = "ssr")]
pub mod board_api;
mod board_list;
mod by_criterion;
mod filter;
pub mod group;
pub mod group_page;
#[cfg(feature = "ssr")]
pub mod home_page;
pub mod needs;
pub mod new_board;
pub mod new_board_page;
#[cfg(feature = "ssr")]
pub mod past_year_api;
#[cfg(feature = "ssr")]
pub mod past_year_page;
#[cfg(feature = "ssr")]
pub mod past_year_words;
#[cfg(feature = "ssr")]
pub mod people;
#[cfg(feature = "ssr")]
pub mod people_api;
#[cfg(feature = "ssr")]
pub mod people_change;
#[cfg(feature = "ssr")]
pub mod people_form_pages;
#[cfg(feature = "ssr")]
pub mod people_page;
#[cfg(feature = "ssr")]
pub mod people_school_page;
mod schools;
#[cfg(feature = "ssr")]
pub mod settings_api;
#[cfg(feature = "ssr")]
pub mod settings_change;
#[cfg(feature = "ssr")]
pub mod settings_page;
#[cfg(feature = "ssr")]
pub mod settings_words;
#[cfg(feature = "ssr")]
pub mod staying_api;
#[cfg(feature = "ssr")]
pub mod staying_page;
pub mod strand_sign;
pub mod today_page;
#[cfg(feature = "ssr")]
pub mod workshops_api;
#[cfg(feature = "ssr")]
pub mod workshops_form;
#[cfg(feature = "ssr")]
pub mod workshops_page;
mod year;

pub use crate::ui::uk_time;
