//! Why schools are closed on a day.

use std::fmt;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::bank_holidays::{self, Observed};
use super::terms::{Holiday, Terms, is_weekend};

/// What all schools of an area have in common. A day on which one school is closed is a [`ClosedDay`](super::year::ClosedDay).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Closed {
    BankHoliday(Observed),
    Holiday(Holiday),
    Weekend,
}

impl fmt::Display for Closed {
    /// Within a sentence: `the Christmas holidays`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BankHoliday(holiday) => holiday.fmt(f),
            Self::Holiday(holiday) => f.write_str(holiday.words()),
            Self::Weekend => f.write_str("the weekend"),
        }
    }
}

/// Why schools with these terms are closed on `day`; `None` when they are open. Of several reasons the one that says most: a bank holiday
/// has its name even in the holidays, and a weekend is told only in term. Where no terms are known, holidays are August, and from
/// 20 December to 3 January.
pub fn why(day: NaiveDate, terms: Option<&Terms>) -> Option<Closed> {
    let holiday = || terms.map_or_else(|| roughly(day), |terms| terms.holiday(day));
    let bank_holiday = bank_holidays::on(day).map(Closed::BankHoliday);
    bank_holiday.or_else(|| holiday().map(Closed::Holiday)).or_else(|| is_weekend(day).then_some(Closed::Weekend))
}

fn roughly(day: NaiveDate) -> Option<Holiday> {
    match (day.month(), day.day()) {
        (8, _) => Some(Holiday::Summer),
        (12, 20..) | (1, ..=3) => Some(Holiday::Christmas),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::academic_year::AcademicYear;

    fn words(text: &str) -> Option<String> {
        let day: NaiveDate = text.parse().expect("a day");
        why(day, Terms::typical(AcademicYear::of(day)).as_ref()).map(|closed| closed.to_string())
    }

    #[test]
    fn a_day_is_closed_for_the_reason_that_says_most() {
        for (day, reason) in [
            ("2025-10-29", Some("the October half-term week")),
            ("2025-11-01", Some("the weekend")),
            ("2025-11-03", None),
            ("2025-12-25", Some("Christmas Day")),
            ("2025-12-27", Some("the Christmas holidays")),
            ("2026-02-18", Some("the February half-term week")),
            ("2026-04-03", Some("Good Friday")),
            ("2026-04-08", Some("the Easter holidays")),
            ("2026-05-04", Some("the early May bank holiday")),
            ("2026-05-25", Some("the spring bank holiday")),
            ("2026-05-26", Some("the May half-term week")),
            ("2026-08-31", Some("the summer bank holiday")),
            ("2026-12-26", Some("the Christmas holidays")),
            ("2026-12-28", Some("the bank holiday for Boxing Day")),
            ("2027-07-26", Some("the summer holidays")),
            ("2027-11-21", Some("the weekend")),
            ("2027-11-22", None),
        ] {
            assert_eq!(words(day).as_deref(), reason, "{day}");
        }
    }

    #[test]
    fn years_without_terms_have_their_bank_holidays_weekends_and_the_middle_of_the_long_holidays() {
        for (day, reason) in [
            ("2035-08-15", Some("the summer holidays")),
            ("2035-12-20", Some("the Christmas holidays")),
            ("2036-01-03", Some("the Christmas holidays")),
            ("2036-04-14", Some("Easter Monday")),
            ("2036-05-10", Some("the weekend")),
            ("2035-12-19", None),
            ("2036-01-04", None),
            ("2035-10-24", None),
        ] {
            assert_eq!(words(day).as_deref(), reason, "{day}");
        }
    }
}
