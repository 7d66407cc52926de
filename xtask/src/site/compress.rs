//! Brotli and gzip copies beside each file, made once at build time so that no request has to wait for them.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
};

use crate::{Result, site::files};

const WORTH_COMPRESSING: [&str; 7] = ["css", "js", "json", "pack", "svg", "txt", "wasm"];

/// How long to look for a shorter way to say the same.
#[derive(Clone, Copy)]
pub enum Effort {
    /// A tenth larger, in a twentieth of the time.
    Little,
    All,
}

impl Effort {
    /// Brotli's own measure (RFC 7932 leaves it to the encoder): 0 to 11.
    const fn quality(self) -> i32 {
        match self {
            Self::Little => 9,
            Self::All => 11,
        }
    }
}

pub fn write_siblings(site: &Path, effort: Effort) -> Result<()> {
    for file in compressible(site)? {
        let [brotli, gzip] = siblings(&file);
        if newer(&brotli, &file) && newer(&gzip, &file) {
            continue;
        }
        let bytes = fs::read(&file)?;
        fs::write(brotli, with_brotli(&bytes, effort)?)?;
        fs::write(gzip, with_gzip(&bytes)?)?;
    }
    Ok(())
}

/// A sibling of an earlier build would be served in place of the new file.
pub fn remove_siblings(site: &Path) -> Result<()> {
    for sibling in compressible(site)?.iter().flat_map(|file| siblings(file)) {
        if sibling.exists() {
            fs::remove_file(sibling)?;
        }
    }
    Ok(())
}

fn with_brotli(bytes: &[u8], effort: Effort) -> Result<Vec<u8>> {
    let mut compressed = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: effort.quality(), lgwin: 24, ..Default::default() };
    brotli::BrotliCompress(&mut &*bytes, &mut compressed, &parameters)?;
    Ok(compressed)
}

fn with_gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

fn compressible(site: &Path) -> Result<Vec<PathBuf>> {
    let mut found = files::below(site)?;
    found.retain(|file| WORTH_COMPRESSING.contains(&files::extension(file)));
    Ok(found)
}

fn siblings(file: &Path) -> [PathBuf; 2] {
    ["br", "gz"].map(|extension| PathBuf::from(format!("{}.{extension}", file.display())))
}

fn newer(sibling: &Path, file: &Path) -> bool {
    let modified = |path: &Path| fs::metadata(path).and_then(|metadata| metadata.modified()).ok();
    modified(sibling).is_some_and(|sibling| modified(file).is_some_and(|file| sibling >= file))
}
