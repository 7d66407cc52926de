//! Everything Twilight keeps: one SQLite file, and one module for each noun in it. SQL is written here and nowhere else.
//!
//! What only reads takes a [`Database`]. What changes several things at once takes [`Changes`], which is one transaction.

pub mod academic_year;
pub mod audit;
pub mod backup;
pub mod commitments;
mod connections;
mod database;
pub mod documents;
mod error;
pub mod forming;
pub mod gias;
pub mod groups;
pub mod hubs;
pub mod interests;
pub mod invitations;
mod journal;
pub mod links;
mod lock;
mod migrations;
pub mod outbox;
pub mod passwords;
pub mod people;
pub mod phases;
pub mod places;
mod plain_words;
pub mod rollover;
mod rows;
pub mod schools;
pub mod settings;
pub mod sign_in;
pub mod succession;
mod tokens;
mod trouble;
pub mod typed;
pub mod uk_time;
pub mod workshops;
mod writing;

pub use database::{Changes, Database};
pub use error::StoreError;
pub use lock::{Lock, Use};
pub use trouble::DiskTrouble;
