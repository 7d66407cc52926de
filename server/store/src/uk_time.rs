//! British time, now.

use chrono::{NaiveDate, Utc};
use model::calendar::clock;

/// The day it is in Britain now.
pub fn today() -> NaiveDate {
    clock::day(Utc::now())
}
