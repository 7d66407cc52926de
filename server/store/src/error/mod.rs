//! What can go wrong with the database. Nothing of it is for a browser: the boundary logs it and answers in its own words.

pub(crate) mod disk_error;

use std::path::PathBuf;

use sqlx::migrate::MigrateError;

use disk_error::DiskError;

/// Why something could not be read or kept.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no such file, and nobody asked to create one.
    #[error("there is no database at {}: `twilight migrate --database FILE` makes an empty one, `twilight demo` one to try things with", .0.display())]
    NoFile(PathBuf),
    /// The folder that is to hold the file is not there or can't be written to, or the file is none of ours.
    #[error("the database {} can't be opened: {}", path.display(), words(source))]
    Open {
        /// As it was asked for.
        path: PathBuf,
        /// What SQLite said.
        source: sqlx::Error,
    },
    /// Another process has the file for itself.
    #[error("Twilight runs on {} already{holder}. Stop it first (SIGTERM saves everything), or name another file with --database", path.display())]
    InUse {
        /// As it was asked for.
        path: PathBuf,
        /// Which process that is, in brackets; empty where it is not known.
        holder: String,
    },
    /// SQLite refused, for instance because the disk is full.
    #[error("the database refused: {}", words(.0))]
    Database(#[source] sqlx::Error),
    /// The file was made by a newer version.
    #[error(
        "the database was made by a newer version of Twilight (it has step {0} of the schema, which this one does not know): run that version, or restore a backup made before it"
    )]
    Newer(i64),
    /// The file was made by a version that never was released, or was changed by hand.
    #[error(
        "step {0} of the database's schema is not the one this version of Twilight knows: it was made by a build of one's own. Nothing was changed"
    )]
    OtherBuild(i64),
    /// The schema could not be brought up to date.
    #[error("the database could not be brought up to date, and is as it was: {}", migration_words(.0))]
    Migrate(MigrateError),
    /// A row holds what this version never writes.
    #[error("the database holds {0}, which this version of Twilight does not understand")]
    Corrupt(String),
    /// Somebody has this email address already.
    #[error("somebody already has the address {0}")]
    EmailTaken(String),
    /// Work on a thread of its own ended before its time.
    #[error("it was broken off: {0}")]
    Interrupted(String),
    /// What was to be deleted is not a demonstration.
    #[error("this database is not marked as a demonstration, and is left alone")]
    NotADemonstration,
    /// The system gave no random numbers, or the password could not be hashed.
    #[error("{0}")]
    Crypto(String),
}

impl StoreError {
    /// What the disk or the file did, if it was that: then it concerns everybody, is logged once where the connections are,
    /// and passes by itself. `None` for what belongs to one request.
    pub fn disk_error(&self) -> Option<DiskError> {
        match self {
            Self::Database(error) | Self::Open { source: error, .. } => DiskError::of(error),
            Self::Migrate(error) => DiskError::of_migration(error),
            Self::InUse { .. } => Some(DiskError::Busy),
            _ => None,
        }
    }

    /// Whether the database was closed on purpose: the process stops, and nothing is to be tried again.
    pub fn is_closed(&self) -> bool {
        matches!(self, Self::Database(sqlx::Error::PoolClosed))
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::ColumnDecode { index, source } => Self::Corrupt(format!("in the column {index} what can't be read ({source})")),
            sqlx::Error::Decode(error) => Self::Corrupt(format!("what can't be read ({error})")),
            error => Self::Database(error),
        }
    }
}

impl From<MigrateError> for StoreError {
    fn from(error: MigrateError) -> Self {
        match error {
            MigrateError::VersionMissing(step) => Self::Newer(step),
            MigrateError::VersionMismatch(step) => Self::OtherBuild(step),
            error => Self::Migrate(error),
        }
    }
}

/// A statement that fails is the database's failure in a noun's own error as well: `Store`.
macro_rules! from_sqlx {
    ($error:ty) => {
        impl From<sqlx::Error> for $error {
            fn from(error: sqlx::Error) -> Self {
                Self::Store(error.into())
            }
        }
    };
}

pub(crate) use from_sqlx;

/// An error of the database in our own words, where it is of the disk or the file.
pub(crate) fn words(error: &sqlx::Error) -> String {
    DiskError::of(error).map_or_else(|| error.to_string(), |disk_error| disk_error.to_string())
}

fn migration_words(error: &MigrateError) -> String {
    DiskError::of_migration(error).map_or_else(|| error.to_string(), |disk_error| disk_error.to_string())
}

#[cfg(test)]
mod tests {
    use model::ids::UnknownId;

    use super::*;

    #[test]
    fn a_column_that_can_not_be_read_is_a_corrupt_row_and_is_named() {
        let unread = sqlx::Error::ColumnDecode { index: "\"hub\"".to_owned(), source: Box::new(UnknownId) };
        let error = StoreError::from(unread);
        assert!(matches!(error, StoreError::Corrupt(_)), "{error:?}");
        assert_eq!(error.disk_error(), None);
        let told = error.to_string();
        assert!(told.contains("\"hub\"") && told.contains("not an id"), "{told}");
        assert!(matches!(StoreError::from(sqlx::Error::PoolClosed), StoreError::Database(_)));
    }
}
