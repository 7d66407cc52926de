//! In which letters a file is written. GIAS publishes Windows-1252; whoever opens and saves it again may have made UTF-8 of it,
//! with or without the mark that says so. A file is looked through once, before any of it is understood.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

use encoding_rs::WINDOWS_1252;
use encoding_rs_io::DecodeReaderBytes;

use super::days::{Evidence, Order};
use super::lines::read_to_line_end;

/// The mark at the beginning of a file that says it is UTF-8.
const UTF8_MARK: &[u8] = b"\xef\xbb\xbf";
/// The same for UTF-16, in either order.
const UTF16_MARKS: [&[u8]; 2] = [b"\xff\xfe", b"\xfe\xff"];

/// How much is read at once.
const ROOM: usize = 64 * 1024;

/// What the letters of a file are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    /// A line that is no UTF-8 is Windows-1252 all the same.
    Utf8,
    Windows1252,
}

impl Encoding {
    /// A line as text.
    pub(super) fn text(self, bytes: &[u8]) -> String {
        match (self, std::str::from_utf8(bytes)) {
            (Self::Utf8, Ok(text)) => text.to_owned(),
            _ => WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
        }
    }
}

/// What was seen when a file was looked through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Look {
    pub encoding: Encoding,
    /// Whether the file says itself that it is not as published.
    pub marked: bool,
    /// How many lines hold letters beyond ASCII and are valid UTF-8, and how many are not.
    pub utf8_lines: u64,
    pub other_lines: u64,
    /// How its days with strokes are meant.
    pub order: Order,
}

/// Opens a file, after the mark at its beginning. UTF-16 becomes UTF-8, anything else stays as it is.
pub(super) fn open(path: &Path) -> io::Result<(Box<dyn BufRead>, bool)> {
    let mut file = BufReader::with_capacity(ROOM, File::open(path)?);
    let begins = file.fill_buf()?;
    if UTF16_MARKS.iter().any(|mark| begins.starts_with(mark)) {
        return Ok((Box::new(BufReader::with_capacity(ROOM, DecodeReaderBytes::new(file))), true));
    }
    let marked = begins.starts_with(UTF8_MARK);
    if marked {
        file.consume(UTF8_MARK.len());
    }
    Ok((Box::new(file), marked))
}

/// Looks through a file: bytes that are valid UTF-8 with letters beyond ASCII are UTF-8.
pub(super) fn look(path: &Path) -> io::Result<Look> {
    let (mut source, marked) = open(path)?;
    let (mut utf8_lines, mut other_lines, mut evidence, mut line) = (0, 0, Evidence::default(), Vec::new());
    while read_to_line_end(&mut source, &mut line)? {
        evidence.add(&line);
        if line.is_ascii() {
            continue;
        }
        match std::str::from_utf8(&line) {
            Ok(_) => utf8_lines += 1,
            // The last letter of a file, or of a part of a line too long to be one, may be cut in two.
            Err(error) if error.error_len().is_none() && !line.ends_with(b"\n") => {}
            Err(_) => other_lines += 1,
        }
    }
    // In Windows-1252 two letters side by side may look like UTF-8 now and then; in UTF-8 hardly a line is damaged.
    let encoding = if marked || utf8_lines > other_lines { Encoding::Utf8 } else { Encoding::Windows1252 };
    Ok(Look { encoding, marked, utf8_lines, other_lines, order: evidence.order() })
}

impl Look {
    /// What was guessed about the letters, in words; `None` when the file is as GIAS publishes it.
    pub(super) fn guess(&self) -> Option<String> {
        match (self.encoding, self.utf8_lines, self.other_lines) {
            (Encoding::Windows1252, 0, _) => None,
            (Encoding::Windows1252, few, _) => Some(format!("Read as Windows-1252, though {few} of its lines would be UTF-8 as well")),
            (Encoding::Utf8, _, 0) if self.marked => None,
            (Encoding::Utf8, _, 0) => Some("Read as UTF-8, and not as Windows-1252, in which it is published".to_owned()),
            (Encoding::Utf8, _, few) => Some(format!("Read as UTF-8, but for {few} lines that are Windows-1252")),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn looked(bytes: &[u8]) -> Look {
        let mut file = tempfile::NamedTempFile::new().expect("a file");
        file.write_all(bytes).expect("written");
        look(file.path()).expect("a look")
    }

    #[test]
    fn valid_utf_8_beyond_ascii_is_utf_8_and_anything_else_as_published() {
        for (bytes, encoding) in [
            (&b"URN,Name\n1,Bront\xc3\xab\n"[..], Encoding::Utf8),
            (b"\xef\xbb\xbfURN,Name\n1,Bront\xc3\xab\n", Encoding::Utf8),
            (b"URN,Name\n1,Bront\xeb\n", Encoding::Windows1252),
            (b"URN,Name\n1,Oak\n", Encoding::Windows1252),
            (b"URN,Name\n1,CAF\xc9\x92S\n2,Bront\xeb\n", Encoding::Windows1252),
            (b"URN,Name\n1,Bront\xc3\xab\n2,Bront\xc3", Encoding::Utf8),
        ] {
            assert_eq!(looked(bytes).encoding, encoding, "{bytes:?}");
        }
    }

    #[test]
    fn a_few_lines_of_the_other_kind_are_read_as_what_they_are() {
        let look = looked(b"1,\xc3\xa9\n2,\xc3\xab\n3,\xe9\n");
        assert_eq!((look.encoding, look.other_lines), (Encoding::Utf8, 1));
        assert_eq!(look.encoding.text(b"3,\xe9\n"), "3,é\n");
        assert!(look.guess().is_some_and(|words| words.contains("1 lines")));
    }

    #[test]
    fn utf_16_with_its_mark_is_read_too() {
        let utf16: Vec<u8> = "\u{feff}1,Brontë\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let mut file = tempfile::NamedTempFile::new().expect("a file");
        file.write_all(&utf16).expect("written");
        assert_eq!(look(file.path()).expect("a look").encoding, Encoding::Utf8);
        let mut line = Vec::new();
        read_to_line_end(&mut open(file.path()).expect("open").0, &mut line).expect("read");
        assert_eq!(Encoding::Utf8.text(&line), "1,Brontë\n");
    }
}
