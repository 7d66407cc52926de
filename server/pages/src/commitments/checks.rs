//! What is checked alike of what is signed on the screen and on paper.

use app::error::{AppError, Problem, Problems};
use chrono::{Months, NaiveDate};
use model::text::line::{Line, LineProblem};

/// Letters in a name.
pub(super) const MAX_NAME: usize = 120;

/// A paper signed in ink, as somebody records it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ink {
    /// The name in print on it.
    pub printed_name: Line,
    /// The day on it.
    pub signed_on: NaiveDate,
    /// The version of the wording at its foot; `None` for the one in use on that day.
    pub version: Option<u32>,
}

/// Checks what is recorded of a paper that was signed in ink. `version` is a number, or empty.
///
/// # Errors
/// [`AppError::Invalid`] with every problem.
pub fn check_ink(printed_name: &str, signed_on: &str, version: &str, seen: bool, today: NaiveDate) -> Result<Ink, AppError> {
    let mut problems = Problems::default();
    let printed_name = problems.of(check_name(printed_name, Problem::InkNameMissing, Problem::InkNameTooLong));
    let version = if version.is_empty() { Ok(None) } else { version.parse::<u32>().map(Some) };
    let version = problems.of(version.map_err(|_| Problem::InkVersion));
    let a_year_ago = today.checked_sub_months(Months::new(12)).unwrap_or(today);
    let signed_on = problems.of(check_day(signed_on, (a_year_ago, today), Problem::SignedOnOld));
    problems.when(!seen, Problem::InkNotSeen);
    match (printed_name, signed_on, version) {
        (Some(printed_name), Some(signed_on), Some(version)) if problems.is_empty() => Ok(Ink { printed_name, signed_on, version }),
        _ => Err(problems.into()),
    }
}

/// A name, in one line.
///
/// # Errors
/// `missing` or `too_long`.
pub(super) fn check_name(text: &str, missing: Problem, too_long: Problem) -> Result<Line, Problem> {
    Line::parse(text, MAX_NAME).map_err(|problem| match problem {
        LineProblem::Empty => missing,
        LineProblem::TooLong => too_long,
    })
}

/// A day on which somebody has signed, between two others. `early` says that it is before the first.
///
/// # Errors
/// [`Problem::SignedOnMissing`], [`Problem::SignedOnFuture`] or `early`.
pub(super) fn check_day(text: &str, (first, last): (NaiveDate, NaiveDate), early: Problem) -> Result<NaiveDate, Problem> {
    let day = model::calendar::day::parse(text).map_err(|_| Problem::SignedOnMissing)?;
    if day > last {
        Err(Problem::SignedOnFuture)
    } else if day < first {
        Err(early)
    } else {
        Ok(day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ink_may_be_older_but_not_than_a_year_and_somebody_has_seen_it() {
        let today: NaiveDate = "2026-11-10".parse().expect("a day");
        assert!(check_ink("Judith Abara", "2025-11-10", "", true, today).is_ok());
        let expected = vec![Problem::InkNameMissing, Problem::InkVersion, Problem::SignedOnOld, Problem::InkNotSeen];
        assert_eq!(check_ink(" ", "2025-11-09", "two", false, today), Err(AppError::Invalid(expected)));
    }
}
