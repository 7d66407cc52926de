//! A copy of the database as it is at one moment, taken while it is in use, and put in its place again.
//!
//! The file alone is not the database while a server runs: what came last is in the log beside it (`-wal`), and a plain copy
//! is an older state that looks healthy. So SQLite makes the copy (`vacuum into`), from a connection of its own that sees one
//! moment and keeps nobody from writing; and no copy counts before it was opened and looked through.

mod contents;
mod part;

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use chrono::Utc;
use sqlx::Connection;

pub use contents::Contents;

use self::part::{Part, with};
use crate::database::Database;
use crate::database::lock::{Lock, io_words, share_with_owner};
use crate::error::{StoreError, from_sqlx};

/// Why there is no copy, or nothing was restored.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The file that is to be written is there.
    #[error("{} is there already, and is left alone: name another file, or add --force to replace it", .0.display())]
    There(PathBuf),
    /// The backup and the database are one file.
    #[error("{} is the database itself: name another file", .0.display())]
    Same(PathBuf),
    /// There is no such backup.
    #[error("there is no file {}", .0.display())]
    Missing(PathBuf),
    /// A log lies beside what should be a backup: it was taken from a running server, and is not whole.
    #[error("{} is no backup: a log ({}-wal) lies beside it, as beside the file of a running server. Make one with `twilight backup`", .0.display(), .0.display())]
    HasLog(PathBuf),
    /// It was opened, and is not as it should be.
    #[error("{} can't be used: {what}", path.display())]
    Unsound {
        /// What should be a backup.
        path: PathBuf,
        /// What is wrong with it.
        what: String,
    },
    /// A file can't be written.
    #[error("{} can't be written: {}", path.display(), io_words(source))]
    Write {
        /// The backup, or the database that is to be made of it.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The database that was to be read or put in place.
    #[error(transparent)]
    Store(#[from] StoreError),
}

from_sqlx!(BackupError);

/// What was restored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// What is in the database now.
    pub contents: Contents,
    /// Where the file that was there before is kept.
    pub replaced: Option<PathBuf>,
}

/// Copies the database into a new file, while it is in use. The copy is complete or not there: it is written under another
/// name, looked through, and renamed at the end. With `replace`, it takes the place of an older file.
///
/// # Errors
/// When there is a file of this name already, there is no room, or the copy is not sound.
pub async fn backup(database: &Path, to: &Path, replace: bool) -> Result<Contents, BackupError> {
    if !database.exists() {
        return Err(StoreError::NoFile(database.to_owned()).into());
    }
    if let (Ok(one), Ok(other)) = (database.canonicalize(), to.canonicalize())
        && one == other
    {
        return Err(BackupError::Same(to.to_owned()));
    }
    if to.exists() && !(replace && to.is_file()) {
        return Err(BackupError::There(to.to_owned()));
    }
    let part = Part::make(to)?;
    let mut connection = contents::open(database, false).await?;
    let before = contents::count(&mut connection).await?;
    let name = part.absolute()?;
    sqlx::query("vacuum into ?").bind(name).execute(&mut connection).await?;
    let after = contents::count(&mut connection).await?;
    connection.close().await?;
    let contents = contents::look_at(&part.0).await?;
    // Somebody may have made or deleted something meanwhile.
    if contents.documents < before.documents.min(after.documents) || contents.people < before.people.min(after.people) {
        let what = format!("it holds {} documents and {} people, fewer than the database", contents.documents, contents.people);
        return Err(BackupError::Unsound { path: to.to_owned(), what });
    }
    part.become_file(to)?;
    Ok(contents)
}

/// Puts a backup in the database's place. Whoever calls has the database for themselves, as the lock shows. The backup stays
/// where it is; a database that was there is kept beside it under another name.
///
/// # Errors
/// When a database is there and `replace` was not said, the backup is not sound, or a file can't be written: then
/// everything is as it was.
pub async fn restore(from: &Path, database: &Path, replace: bool, _alone: &Lock) -> Result<Restored, BackupError> {
    if !from.is_file() {
        return Err(BackupError::Missing(from.to_owned()));
    }
    if let (Ok(one), Ok(other)) = (from.canonicalize(), database.canonicalize())
        && one == other
    {
        return Err(BackupError::Same(from.to_owned()));
    }
    if fs::metadata(with(from, "-wal")).is_ok_and(|log| log.len() > 0) {
        return Err(BackupError::HasLog(from.to_owned()));
    }
    if database.exists() && !replace {
        return Err(BackupError::There(database.to_owned()));
    }
    let part = Part::make(database)?;
    let unwritten = |source| BackupError::Write { path: database.to_owned(), source };
    let mut source = File::open(from).map_err(|source| BackupError::Unsound { path: from.to_owned(), what: io_words(&source) })?;
    let mut target = OpenOptions::new().write(true).open(&part.0).map_err(unwritten)?;
    io::copy(&mut source, &mut target).map_err(unwritten)?;
    share_with_owner(&target, database);
    drop(target);
    let contents = contents::look_at(&part.0).await.map_err(|error| match error {
        BackupError::Unsound { what, .. } => BackupError::Unsound { path: from.to_owned(), what },
        other => other,
    })?;
    let replaced = if database.exists() { Some(put_aside(database).await?) } else { None };
    part.become_file(database)?;
    Ok(Restored { contents, replaced })
}

/// Keeps the database under another name. Its own stays taken until the new file has it, so that a server that starts
/// in between never finds nothing, and begins anew.
async fn put_aside(database: &Path) -> Result<PathBuf, BackupError> {
    // What is in the log belongs to it. One that can't be opened is kept as it is, with its log.
    if let Ok(old) = Database::open(database, false).await {
        old.close().await;
    }
    let kept = with(database, &format!(".replaced-{}", Utc::now().format("%Y%m%d-%H%M%S%3f")));
    let unwritten = |source| BackupError::Write { path: kept.clone(), source };
    // Not every file system has two names for one file.
    fs::hard_link(database, &kept).or_else(|_| fs::copy(database, &kept).map(drop)).map_err(unwritten)?;
    for log in ["-wal", "-shm"] {
        match fs::rename(with(database, log), with(&kept, log)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(unwritten(error)),
            _ => {}
        }
    }
    Ok(kept)
}
