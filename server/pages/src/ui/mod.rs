//! Parts that only pages made by the server need; like `app::ui`, without a word of the programme.

pub mod copy_field;
pub mod day_api;
pub mod day_field;
pub mod mail_address;
pub mod notice;
pub mod qr;
pub mod row_field;
pub mod script;
pub mod sender;
