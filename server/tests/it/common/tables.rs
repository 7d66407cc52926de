//! Tables for a spreadsheet, as it reads them.

use std::collections::BTreeMap;

/// The rows of a table, each by its columns. It begins with the mark that Excel needs, and its lines end as Excel's do.
#[track_caller]
pub fn rows(table: &[u8]) -> Vec<BTreeMap<String, String>> {
    let lines = table.strip_prefix(b"\xef\xbb\xbf").expect("Excel needs its mark");
    assert!(lines.ends_with(b"\r\n"), "{}", String::from_utf8_lossy(lines));
    csv::Reader::from_reader(lines).into_deserialize().collect::<Result<_, _>>().expect("a table")
}
