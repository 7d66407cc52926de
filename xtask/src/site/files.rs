//! File helpers whose one aim is to leave a file alone, time stamp and all, when nothing in it changed.

use std::{
    fs,
    hash::{DefaultHasher, Hash, Hasher},
    path::{Path, PathBuf},
};

use crate::Result;

pub fn write_if_changed(file: &Path, bytes: &[u8]) -> Result<()> {
    if fs::read(file).is_ok_and(|old| old == bytes) {
        return Ok(());
    }
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(file, bytes).map_err(|error| format!("cannot write {}: {error}", file.display()).into())
}

/// Copies every file below `from` to the same place below `to`.
pub fn mirror(from: &Path, to: &Path) -> Result<()> {
    for file in below(from)? {
        write_if_changed(&to.join(file.strip_prefix(from)?), &fs::read(&file)?)?;
    }
    Ok(())
}

/// Makes `site` the same as `stage`: what is no longer in one goes from the other.
pub fn publish(stage: &Path, site: &Path) -> Result<()> {
    mirror(stage, site)?;
    for file in below(site)? {
        if !stage.join(file.strip_prefix(site)?).exists() {
            fs::remove_file(file)?;
        }
    }
    Ok(())
}

/// All files below a folder, in a fixed order; none when there is no such folder.
pub fn below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        if !folder.is_dir() {
            continue;
        }
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    Ok(files)
}

pub fn hash(parts: &[&[u8]]) -> String {
    let mut hasher = DefaultHasher::new();
    parts.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

/// One name for the state of all that a page loads from `pkg`, compressed siblings and notes aside.
pub fn version(pkg: &Path) -> Result<String> {
    let mut hasher = DefaultHasher::new();
    for file in below(pkg)? {
        if matches!(extension(&file), "js" | "wasm" | "css") {
            file.strip_prefix(pkg)?.hash(&mut hasher);
            fs::read(&file)?.hash(&mut hasher);
        }
    }
    Ok(format!("{:016x}", hasher.finish()))
}

pub fn extension(file: &Path) -> &str {
    file.extension().and_then(|extension| extension.to_str()).unwrap_or_default()
}
