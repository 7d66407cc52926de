//! Everything Twilight keeps: one SQLite file, and one module for each noun in it. SQL is written here and nowhere else.
//!
//! What only reads takes a [`Database`]. What changes several things at once takes [`Changes`], which is one transaction.

pub mod accounts;
pub mod audit;
pub mod backup;
pub mod boards;
pub mod calendars;
pub mod closed_days;
pub mod commitments;
mod database;
mod error;
pub mod forming;
pub mod groups;
pub mod hub;
pub mod interest;
pub mod invitations;
pub mod live;
pub mod mail;
mod plain_words;
pub mod polls;
mod present_year;
pub mod representatives;
pub mod rollover;
pub mod schools;
mod sendings;
pub mod settings;
pub mod staying;
pub mod term_dates;
pub mod twilights;
pub mod typed;
pub mod uk_time;
pub mod waiting;
pub mod workshops;

pub use database::lock::{Lock, Use};
pub use database::{Changes, Database};
pub use error::StoreError;
pub use error::disk_error::DiskError;
