//! A file that is written under another name first, so that under its own it is whole or not there.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use super::BackupError;

/// A file that is being made: it is deleted unless it becomes what it was made for.
pub(super) struct Part(pub(super) PathBuf);

impl Part {
    /// Beside the file it is to become, and nobody else's to read.
    pub(super) fn make(becomes: &Path) -> Result<Self, BackupError> {
        let path = with(becomes, &format!(".part-{}", std::process::id()));
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options.open(&path).map_err(|source| BackupError::Write { path: becomes.to_owned(), source })?;
        Ok(Self(path))
    }

    /// Its path as SQLite reads it: a name that begins with `file:` would be an address to it.
    pub(super) fn absolute(&self) -> Result<String, BackupError> {
        let absolute = std::path::absolute(&self.0).map_err(|source| BackupError::Write { path: self.0.clone(), source })?;
        absolute.into_os_string().into_string().map_err(|name| {
            let source = io::Error::other("its name is not Unicode");
            BackupError::Write { path: name.into(), source }
        })
    }

    /// On the disk, whole, under its name.
    pub(super) fn become_file(self, path: &Path) -> Result<(), BackupError> {
        let done = || -> io::Result<()> {
            File::open(&self.0)?.sync_all()?;
            fs::rename(&self.0, path)?;
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
            #[cfg(unix)]
            File::open(folder)?.sync_all()?;
            Ok(())
        };
        done().map_err(|source| BackupError::Write { path: path.to_owned(), source })
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        for log in ["", "-wal", "-shm", "-journal"] {
            let _ = fs::remove_file(with(&self.0, log));
        }
    }
}

/// A path with something after its name.
pub(super) fn with(path: &Path, ending: &str) -> PathBuf {
    let mut name: OsString = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}
