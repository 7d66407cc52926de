//! What can go wrong with the database. Nothing of it is for a browser: the boundary logs it and answers in its own words.

use std::path::PathBuf;

/// Why something could not be read or kept.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no such file, and nobody asked to create one.
    #[error("there is no database at {}: `twilight migrate --database FILE` makes an empty one, `twilight demo` one to try things with", .0.display())]
    NoFile(PathBuf),
    /// The folder that is to hold the file is not there or can't be written to.
    #[error("the database {} can't be opened: {source}", path.display())]
    Open {
        /// The file.
        path: PathBuf,
        /// What SQLite said.
        source: sqlx::Error,
    },
    /// SQLite refused, for instance because the disk is full.
    #[error("the database refused: {0}")]
    Database(#[from] sqlx::Error),
    /// The schema could not be brought up to date.
    #[error("the database could not be brought up to date: {0}")]
    Migrate(#[from] sqlx::migrate::MigrateError),
    /// A row holds what this version never writes.
    #[error("the database holds {0}, which this version of Twilight does not understand")]
    Corrupt(String),
    /// Somebody has this email address already.
    #[error("somebody already has the address {0}")]
    EmailTaken(String),
    /// What was to be deleted is not a demonstration.
    #[error("this database is not marked as a demonstration, and is left alone")]
    NotADemonstration,
    /// The system gave no random numbers, or the password could not be hashed.
    #[error("{0}")]
    Crypto(String),
}
