//! The files are written in Windows-1252. One that somebody saved again as UTF-8 begins with the mark that says so.

use std::fs::File;
use std::io::{self, BufReader};
use std::path::Path;

use encoding_rs::WINDOWS_1252;
use encoding_rs_io::{DecodeReaderBytes, DecodeReaderBytesBuilder};

/// A file as UTF-8, decoded while it is read.
pub(super) type Decoded = BufReader<DecodeReaderBytes<File, Vec<u8>>>;

/// Opens a file.
pub(super) fn open(path: &Path) -> io::Result<Decoded> {
    let decoded = DecodeReaderBytesBuilder::new().encoding(Some(WINDOWS_1252)).bom_override(true).strip_bom(true).build(File::open(path)?);
    Ok(BufReader::with_capacity(64 * 1024, decoded))
}
