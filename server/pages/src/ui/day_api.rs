//! How a day that somebody is typing is understood: said while they type, by the reader that will read the form.

use app::error::AppError;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use model::calendar::day::{DayProblem, in_full, in_words, parse};
use serde::{Deserialize, Serialize};

/// A day as it was understood.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayRead {
    /// `Wednesday 3 March 2027`; empty where it can't be read.
    pub words: String,
    /// The same as a field shows it.
    pub field: String,
    /// What was not understood; empty where there is nothing to complain of.
    pub problem: String,
}

/// Reads a day.
#[server(endpoint = "understood-day", input = GetUrl)]
pub async fn understood_day(#[server(default)] text: String) -> Result<DayRead, AppError> {
    Ok(match parse(&text) {
        Ok(day) => DayRead { words: in_words(day).to_string(), field: in_full(day), problem: String::new() },
        Err(DayProblem::Empty) => DayRead::default(),
        Err(problem) => DayRead { problem: format!("Not understood: {problem}."), ..DayRead::default() },
    })
}
