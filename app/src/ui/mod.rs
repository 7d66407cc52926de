//! The design system's parts. Nothing here knows a word of the programme.

pub mod account_menu;
pub mod avatar;
pub mod demo;
pub mod dom;
pub mod empty;
pub mod error_summary;
pub mod field;
pub mod fields;
pub mod footer;
pub mod frame;
pub mod icon;
pub mod link;
pub mod local_path;
pub mod mark;
pub mod menu;
pub mod needs;
pub mod page;
pub mod page_title;
pub mod rows;
pub mod send_form;
pub mod sender_field;
pub mod sky;
pub mod theme;
pub mod toast;
pub mod top_bar;
pub mod verbatim;
