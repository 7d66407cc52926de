//! A table as CSV, the way spreadsheets take it.

use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

/// Tells Excel that the file is UTF-8.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// A table in the making.
pub(super) struct Table(csv::Writer<Vec<u8>>);

impl Table {
    /// With its first row.
    ///
    /// # Errors
    /// Never in practice: it is kept in memory.
    pub fn new(names: &[&str]) -> Result<Self, csv::Error> {
        let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(BYTE_ORDER_MARK.as_bytes().to_vec());
        writer.write_record(names)?;
        Ok(Self(writer))
    }

    /// Adds a row.
    ///
    /// # Errors
    /// When it has another number of cells than the first one.
    pub fn row(&mut self, cells: &[String]) -> Result<(), csv::Error> {
        self.0.write_record(cells.iter().map(|cell| harmless(cell)))
    }

    /// The whole as an answer that browsers save under `name`.
    pub fn answer(self, name: &str) -> Response {
        let bytes = self.0.into_inner().unwrap_or_default();
        let headers = [
            (CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
            (CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
            (CACHE_CONTROL, "no-store".to_owned()),
        ];
        (headers, bytes).into_response()
    }
}

/// A cell that a spreadsheet would take for a formula gets an apostrophe in front: strangers typed it.
fn harmless(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for cell in ["=1+1", "+44", "-1", "@SUM(A1)", "\t=1"] {
            assert_eq!(harmless(cell), format!("'{cell}"));
        }
        assert_eq!(harmless("Oak = Ash"), "Oak = Ash");
    }
}
