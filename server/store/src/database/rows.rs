//! Between what SQLite keeps and what Rust means.

use std::str::FromStr;

use chrono::{DateTime, Utc};
use model::documents::{Kind, Summary};
use model::groups::YearStatus;
use model::text::line::Line;
use serde::de::DeserializeOwned;

use crate::error::StoreError;

/// An id kept as text.
pub(crate) fn id<T: FromStr>(text: &str) -> Result<T, StoreError> {
    text.parse().map_err(|_| StoreError::Corrupt(format!("the id {text:?}")))
}

/// A kind of document, kept as its word.
pub(crate) fn kind(text: &str) -> Result<Kind, StoreError> {
    text.parse().map_err(|_| StoreError::Corrupt(format!("the kind {text:?}")))
}

/// Where a year of a group stands, kept as its word.
pub(crate) fn year_status(text: &str) -> Result<YearStatus, StoreError> {
    YearStatus::from_key(text).ok_or_else(|| StoreError::Corrupt(format!("the status {text:?}")))
}

/// A moment kept in milliseconds since 1970.
pub(crate) fn time(milliseconds: i64) -> Result<DateTime<Utc>, StoreError> {
    DateTime::from_timestamp_millis(milliseconds).ok_or_else(|| StoreError::Corrupt(format!("the time {milliseconds}")))
}

/// Now, as it is kept.
pub(crate) fn now() -> i64 {
    Utc::now().timestamp_millis()
}

/// A small number, like a workshop's.
pub(crate) fn small(number: i64) -> Result<u8, StoreError> {
    u8::try_from(number).map_err(|_| StoreError::Corrupt(format!("the number {number}")))
}

/// A text as a `like` pattern that finds it anywhere; empty stays empty.
pub(crate) fn contains(text: &str) -> String {
    let text = Line::tidied(text);
    if text.is_empty() {
        return String::new();
    }
    let escaped: String =
        text.chars().flat_map(|letter| matches!(letter, '%' | '_' | '\\').then_some('\\').into_iter().chain([letter])).collect();
    format!("%{escaped}%")
}

/// A document's summary as it is kept.
pub(crate) fn summary_text(summary: &Summary) -> Result<String, StoreError> {
    serde_json::to_string(summary).map_err(|error| StoreError::Corrupt(format!("a summary that is not JSON: {error}")))
}

/// A kept summary. One that an older version wrote differently is shown as far as it can be read.
pub(crate) fn summary<S: DeserializeOwned + Default>(text: &str) -> S {
    serde_json::from_str(text).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_found_as_it_is() {
        assert_eq!(contains("  "), "");
        assert_eq!(contains("\u{200b}Am\u{ad}y\u{a0}"), "%Amy%");
        assert_eq!(contains("100%_\\"), "%100\\%\\_\\\\%");
    }
}
