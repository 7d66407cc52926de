//! What the disk or the file did, told apart from what was asked of it: the first passes, and is said once for everybody;
//! the second is about one request.

use std::fmt;
use std::io::ErrorKind;

use sqlx::migrate::MigrateError;

/// An error of the disk or of the file, in words for whoever runs the server. It holds no path: it may be told to strangers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DiskError {
    /// There is no room left.
    Full,
    /// The file, its folder or its disk may only be read.
    ReadOnly,
    /// The file can't be opened, or one of those beside it can't be made.
    NotOpened,
    /// Somebody else holds it for too long, or too many wait for it.
    Busy,
    /// The disk gave an error.
    Broken,
    /// What is in the file is damaged.
    Damaged,
    /// The file is no database.
    NoDatabase,
    /// The folder that is to hold the file is not there.
    NoFolder,
}

impl DiskError {
    /// The disk error behind an error; `None` where the database works and has refused one thing.
    pub fn of(error: &sqlx::Error) -> Option<Self> {
        match error {
            sqlx::Error::Database(error) => error.code().and_then(|code| code.parse().ok()).and_then(Self::of_code),
            sqlx::Error::Io(error) => Some(Self::of_io(error.kind())),
            sqlx::Error::PoolTimedOut => Some(Self::Busy),
            sqlx::Error::WorkerCrashed => Some(Self::Broken),
            _ => None,
        }
    }

    /// The same for a schema that could not be brought up to date.
    pub(crate) fn of_migration(error: &MigrateError) -> Option<Self> {
        match error {
            MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => Self::of(error),
            _ => None,
        }
    }

    /// The disk error behind what the system said about a file.
    pub fn of_io(kind: ErrorKind) -> Self {
        match kind {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => Self::Full,
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Self::ReadOnly,
            ErrorKind::NotFound | ErrorKind::NotADirectory => Self::NoFolder,
            ErrorKind::IsADirectory => Self::NotOpened,
            _ => Self::Broken,
        }
    }

    /// SQLite's result codes (sqlite.org/rescode.html); the lowest eight bits are the kind.
    fn of_code(code: i32) -> Option<Self> {
        // SQLITE_IOERR_SHMSIZE: the file that readers and the writer share could not be made as large as it has to be.
        if code == 4874 {
            return Some(Self::Full);
        }
        Some(match code & 0xff {
            5 | 6 => Self::Busy,
            7 | 10 => Self::Broken,
            8 => Self::ReadOnly,
            11 => Self::Damaged,
            13 => Self::Full,
            14 => Self::NotOpened,
            26 => Self::NoDatabase,
            _ => return None,
        })
    }
}

impl fmt::Display for DiskError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Full => "the disk is full",
            Self::ReadOnly => "this user may not write there, or the disk may only be read",
            Self::NotOpened => "it is a folder, or no file can be made beside it",
            Self::Busy => "another program holds the file for too long",
            Self::Broken => "the disk gave an error",
            Self::Damaged => "what is in the file is damaged: restore a backup (`twilight restore`)",
            Self::NoDatabase => "the file is no database",
            Self::NoFolder => "the folder is not there",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kind_of_an_extended_code_is_known_and_a_refusal_is_none() {
        assert_eq!(DiskError::of_code(13), Some(DiskError::Full));
        assert_eq!(DiskError::of_code(778), Some(DiskError::Broken), "SQLITE_IOERR_WRITE");
        assert_eq!(DiskError::of_code(4874), Some(DiskError::Full), "SQLITE_IOERR_SHMSIZE");
        assert_eq!(DiskError::of_code(261), Some(DiskError::Busy), "SQLITE_BUSY_RECOVERY");
        assert_eq!(DiskError::of_code(2067), None, "SQLITE_CONSTRAINT_UNIQUE");
        assert_eq!(DiskError::of(&sqlx::Error::RowNotFound), None);
    }
}
