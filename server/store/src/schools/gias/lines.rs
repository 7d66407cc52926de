//! Records of a CSV file one by one, in a way that one damaged line costs no more than itself.
//!
//! A quoted value may hold line breaks, so a stray quotation mark would swallow everything up to the next one. Therefore
//! lines are joined only while their quotation marks do not add up, at most [`MAX_JOINED`]; when that makes no whole record,
//! the first line alone is refused and reading goes on with the second.

use std::collections::VecDeque;
use std::io::{self, BufRead, Read};

use csv::{ReaderBuilder, StringRecord};

use super::decode::Encoding;

/// More lines than any address has.
const MAX_JOINED: usize = 8;
/// Longer than any record (a line of the extract has about 1,300 bytes): memory stays bounded whatever the file is.
const MAX_LINE: u64 = 64 * 1024;

struct Line {
    number: u64,
    text: String,
    /// Whether all of it fitted.
    whole: bool,
}

/// A record, or why there is none: with the number of the line on which it begins, the first being 1.
pub(super) struct Entry {
    /// The line.
    pub line: u64,
    /// The values, or in words what is wrong.
    pub fields: Result<StringRecord, String>,
}

/// The records of a file.
pub(super) struct Entries<R> {
    source: R,
    encoding: Encoding,
    /// Lines that were joined in vain.
    again: VecDeque<Line>,
    last: u64,
    /// How many values a record has; 0 until the header is read.
    width: usize,
}

impl<R: BufRead> Entries<R> {
    pub(super) fn new(source: R, encoding: Encoding) -> Self {
        Self { source, encoding, again: VecDeque::new(), last: 0, width: 0 }
    }

    /// The first record, which says how many values every other has. `None` in an empty file.
    pub(super) fn header(&mut self) -> io::Result<Option<StringRecord>> {
        let header = self.next()?.and_then(|entry| entry.fields.ok());
        self.width = header.as_ref().map_or(0, StringRecord::len);
        Ok(header)
    }

    /// The next record; `None` at the end of the file.
    pub(super) fn next(&mut self) -> io::Result<Option<Entry>> {
        let first = loop {
            match self.read_line()? {
                None => return Ok(None),
                Some(line) if line.whole && line.text.trim().is_empty() => {}
                Some(line) => break line,
            }
        };
        let line = first.number;
        if !first.whole {
            return Ok(Some(Entry { line, fields: Err("is longer than any row of the extract".to_owned()) }));
        }
        let mut text = first.text;
        let mut joined = VecDeque::new();
        let mut even = quotes_add_up(&text, true);
        while !even && joined.len() < MAX_JOINED {
            let Some(next) = self.read_line()? else { break };
            even = quotes_add_up(&next.text, even);
            text.push_str(&next.text);
            joined.push_back(next);
        }
        let fields = if even { self.parse(&text) } else { Err("has a quotation mark that is never closed".to_owned()) };
        if fields.is_err() {
            while let Some(line) = joined.pop_back() {
                self.again.push_front(line);
            }
        }
        Ok(Some(Entry { line, fields }))
    }

    fn parse(&self, text: &str) -> Result<StringRecord, String> {
        let mut reader =
            ReaderBuilder::new().has_headers(false).flexible(true).buffer_capacity(text.len() + 1).from_reader(text.as_bytes());
        let mut record = StringRecord::new();
        reader.read_record(&mut record).map_err(|_| "can't be read as CSV".to_owned())?;
        match record.len() {
            width if self.width == 0 || width == self.width => Ok(record),
            width => Err(format!("has {width} values instead of {}", self.width)),
        }
    }

    fn read_line(&mut self) -> io::Result<Option<Line>> {
        if let Some(line) = self.again.pop_front() {
            return Ok(Some(line));
        }
        let mut bytes = Vec::new();
        if !read_to_line_end(&mut self.source, &mut bytes)? {
            return Ok(None);
        }
        self.last += 1;
        let whole = bytes.ends_with(b"\n") || (bytes.len() as u64) < MAX_LINE;
        if !whole {
            let mut rest = Vec::new();
            while read_to_line_end(&mut self.source, &mut rest)? && !rest.ends_with(b"\n") {}
        }
        Ok(Some(Line { number: self.last, text: self.encoding.text(&bytes), whole }))
    }
}

/// Reads to the end of a line, or as much of it as is held at once; `false` at the end of the file.
pub(super) fn read_to_line_end(source: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<bool> {
    line.clear();
    Ok(source.by_ref().take(MAX_LINE).read_until(b'\n', line)? > 0)
}

/// Whether there is an even number of quotation marks, counted on from what was before.
fn quotes_add_up(text: &str, before: bool) -> bool {
    before == text.bytes().filter(|byte| *byte == b'"').count().is_multiple_of(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(u64, Result<Vec<String>, String>)> {
        let mut entries = Entries::new(text.as_bytes(), Encoding::Utf8);
        entries.header().expect("readable").expect("a header");
        let mut all = Vec::new();
        while let Some(entry) = entries.next().expect("readable") {
            all.push((entry.line, entry.fields.map(|record| record.iter().map(str::to_owned).collect())));
        }
        all
    }

    fn good(values: [&str; 2]) -> Result<Vec<String>, String> {
        Ok(values.map(str::to_owned).to_vec())
    }

    #[test]
    fn a_value_may_hold_commas_line_breaks_and_quotation_marks() {
        let found = read("URN,Name\r\n1,\"Oak, Hollow\"\r\n\r\n2,\"two\nlines\"\n3,\"the \"\"Elm\"\"\"");
        assert_eq!(found, [(2, good(["1", "Oak, Hollow"])), (4, good(["2", "two\nlines"])), (6, good(["3", "the \"Elm\""]))]);
    }

    #[test]
    fn a_stray_quotation_mark_costs_its_own_line_alone() {
        let mut text = "URN,Name\n1,\"Oak\n".to_owned();
        for number in 2..30 {
            text.push_str(&format!("{number},Elm\n"));
        }
        let found = read(&text);
        assert_eq!(found.len(), 29);
        assert_eq!(found[0].0, 2);
        assert!(found[0].1.as_ref().is_err_and(|reason| reason.contains("never closed")));
        assert!(found[1..].iter().all(|(_, fields)| fields.is_ok()));
    }

    #[test]
    fn a_row_with_too_few_or_too_many_values_is_refused() {
        let found = read("URN,Name\n1\n2,Elm,more\n3,Ash\n");
        assert_eq!(found[0].1, Err("has 1 values instead of 2".to_owned()));
        assert_eq!(found[1].1, Err("has 3 values instead of 2".to_owned()));
        assert_eq!(found[2], (4, good(["3", "Ash"])));
    }

    #[test]
    fn a_line_without_end_is_refused_without_being_held() {
        let text = format!("URN,Name\n1,{}\n2,Elm\n", "x".repeat(200_000));
        let found = read(&text);
        assert!(found[0].1.is_err());
        assert_eq!(found[1], (3, good(["2", "Elm"])));
    }
}
