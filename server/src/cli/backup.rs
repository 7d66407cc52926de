//! `twilight backup` and `twilight restore`.

use std::fmt;
use std::path::{Path, PathBuf};

use clap::Args;
use store::backup::{self, BackupError, Contents, Restored};
use store::{Lock, Use};

/// Where a copy goes.
#[derive(Clone, Debug, Args)]
#[group(id = "copy")]
pub(super) struct Backup {
    /// The file to write
    #[arg(value_name = "FILE")]
    to: PathBuf,
    /// Replace the file if it is there
    #[arg(long)]
    force: bool,
}

/// What comes in the database's place.
#[derive(Clone, Debug, Args)]
#[group(id = "source")]
pub(super) struct Restore {
    /// A file that `twilight backup` wrote
    #[arg(value_name = "FILE")]
    from: PathBuf,
    /// Also where a database is: it is kept beside the new one
    #[arg(long)]
    force: bool,
}

/// A copy that was made, to be shown.
pub(super) struct Made {
    to: PathBuf,
    contents: Contents,
}

/// What was restored, to be shown.
pub(super) struct PutBack {
    database: PathBuf,
    restored: Restored,
}

impl Backup {
    /// Makes the copy, beside whoever else uses the database.
    pub(super) async fn make(&self, database: &Path) -> Result<Made, BackupError> {
        let contents = backup::backup(database, &self.to, self.force).await?;
        Ok(Made { to: self.to.clone(), contents })
    }
}

impl Restore {
    /// Puts the copy in the database's place, which no server may have.
    pub(super) async fn put_back(&self, database: &Path) -> Result<PutBack, BackupError> {
        let alone = Lock::take(database, Use::Alone)?;
        let restored = backup::restore(&self.from, database, self.force, &alone).await?;
        Ok(PutBack { database: database.to_owned(), restored })
    }
}

impl fmt::Display for Made {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} was written and looked through: {}.", self.to.display(), InWords(&self.contents))
    }
}

impl fmt::Display for PutBack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} is restored: {}.", self.database.display(), InWords(&self.restored.contents))?;
        match &self.restored.replaced {
            Some(file) => write!(f, " The database that was there is kept as {}.", file.display()),
            None => Ok(()),
        }
    }
}

/// Enough to see whether it is the right one.
struct InWords<'a>(&'a Contents);

impl fmt::Display for InWords<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Contents { documents, people, edited_at, bytes } = self.0;
        write!(f, "{documents} documents, {people} people")?;
        if let Some(at) = edited_at {
            write!(f, ", last edited {}", at.format("%Y-%m-%d %H:%M UTC"))?;
        }
        write!(f, ", {:.1} MB", *bytes as f64 / 1e6)
    }
}
