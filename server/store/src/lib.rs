//! Everything Twilight keeps: one SQLite file, and one module for each noun in it. SQL is written here and nowhere else.
//!
//! What only reads takes a [`Database`]. What changes several things at once takes [`Changes`], which is one transaction.

pub mod academic_year;
pub mod audit;
pub mod commitments;
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
pub mod typed;
pub mod uk_time;
pub mod workshops;

pub use database::{Changes, Database};
pub use error::StoreError;
