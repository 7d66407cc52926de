//! A database is served by one process. SQLite would let a second one write as well, but two engines of one board would each
//! tell their own people another story.
//!
//! The lock is a file beside the database that is locked as long as its holder lives (`flock`): nothing is left to be tidied
//! up after a crash. It is not the database itself, since SQLite has locks of its own on that, and since restoring a backup
//! puts another file in its place.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use crate::error::StoreError;
use crate::error::disk_error::DiskError;

/// What a process wants a database for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// To have it for itself: to serve it, to make a demonstration in it, to put another file in its place.
    Alone,
    /// To bring schools in, or to take back that two became one: that goes on beside a server, but one at a time.
    Importing,
}

/// A database that this process may use; others are refused until this is dropped, or the process has ended.
#[derive(Debug)]
pub struct Lock(#[allow(dead_code, reason = "the file is locked as long as it is open")] File);

impl Lock {
    /// Takes a database for `what`. The database need not be there yet.
    ///
    /// # Errors
    /// [`StoreError::InUse`] when another process has it, [`StoreError::Open`] when no file can be made beside it.
    pub fn take(database: &Path, what: Use) -> Result<Self, StoreError> {
        let wrong = |error| StoreError::Open { path: database.to_owned(), source: sqlx::Error::Io(error) };
        if database.is_dir() {
            return Err(wrong(std::io::ErrorKind::IsADirectory.into()));
        }
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(beside(database, what)).map_err(wrong)?;
        share_with_owner(&file, database);
        match file.try_lock() {
            Ok(()) => {
                // Who it is only makes the refusal of another process clearer.
                let _ = file.set_len(0).and_then(|()| writeln!(file, "{}", std::process::id()));
                Ok(Self(file))
            }
            Err(TryLockError::WouldBlock) => Err(StoreError::InUse { path: database.to_owned(), holder: holder(&mut file) }),
            Err(TryLockError::Error(error)) if error.kind() == std::io::ErrorKind::Unsupported => {
                tracing::warn!("this file system has no locks: see to it that only one server runs on the database");
                Ok(Self(file))
            }
            Err(TryLockError::Error(error)) => Err(wrong(error)),
        }
    }

    /// Whether another process has the database for `what` at the moment; `false` where that can't be known.
    pub fn is_taken(database: &Path, what: Use) -> bool {
        // Opened for reading: looking leaves no file behind.
        let Ok(file) = File::open(beside(database, what)) else { return false };
        matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock))
    }
}

/// Gives a file that root has made to whoever a file belongs to, as SQLite does with its own: a command that was run as root
/// must not lock the server's user out.
pub(crate) fn share_with_owner(made: &File, of: &Path) {
    #[cfg(unix)]
    if let Ok(data) = of.metadata() {
        use std::os::unix::fs::{MetadataExt, fchown};
        // Nobody but root may; nobody else needs it.
        let _ = fchown(made, Some(data.uid()), Some(data.gid()));
    }
}

/// The words for an error of a lock or a file, without its path.
pub(crate) fn io_words(error: &std::io::Error) -> String {
    match DiskError::of_io(error.kind()) {
        DiskError::Broken => error.to_string(),
        error => error.to_string(),
    }
}

/// The lock's file. One database has one, by whatever link or relative path it is named.
fn beside(database: &Path, what: Use) -> PathBuf {
    let whole = database.canonicalize().ok().or_else(|| {
        let folder = database.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        Some(folder.canonicalize().ok()?.join(database.file_name()?))
    });
    let mut name = whole.unwrap_or_else(|| database.to_owned()).into_os_string();
    name.push(match what {
        Use::Alone => ".lock",
        Use::Importing => ".import.lock",
    });
    name.into()
}

fn holder(file: &mut File) -> String {
    let mut text = String::new();
    let id = file.read_to_string(&mut text).ok().and_then(|_| text.trim().parse::<u32>().ok());
    id.map_or_else(String::new, |id| format!(" (process {id})"))
}
