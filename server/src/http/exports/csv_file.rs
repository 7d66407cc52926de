//! CSV as spreadsheets take it: UTF-8 with a mark at the beginning, and nothing that a spreadsheet would run.

use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use super::{Refusal, header};

/// A file of rows, the first with the names of the columns.
pub(super) fn csv_file(name: &str, rows: &[Vec<String>]) -> Result<Response, Refusal> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::from("\u{feff}"));
    for row in rows {
        writer.write_record(row.iter().map(|cell| harmless(cell))).map_err(|_| Refusal::Unavailable)?;
    }
    let bytes = writer.into_inner().map_err(|_| Refusal::Unavailable)?;
    let headers = [
        (CONTENT_TYPE, header("text/csv; charset=utf-8")),
        (CONTENT_DISPOSITION, header(&format!("attachment; filename=\"{name}.csv\""))),
        (CACHE_CONTROL, header("no-store")),
    ];
    Ok((headers, bytes).into_response())
}

/// A spreadsheet takes a cell that begins so for a formula.
fn harmless(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_never_a_formula() {
        for cell in ["=HYPERLINK(1)", "+44", "-1", "@SUM(A1)", "\t=1"] {
            assert_eq!(harmless(cell), format!("'{cell}"));
        }
        assert_eq!(harmless("Oak = Ash"), "Oak = Ash");
    }
}
