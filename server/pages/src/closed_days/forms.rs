//! What is typed about a school's closed days.

use app::error::{AppError, Problem, Problems};
use chrono::{Datelike, NaiveDate, Weekday};
use model::calendar::academic_year::AcademicYear;
use model::calendar::day::parse;
use model::ids::SchoolId;
use model::text::line::Line;
use serde::{Deserialize, Serialize};
use store::closed_days::reading::{Found, MOST_OFFERED, MOST_WORDS};

use crate::kit::Form;

/// Letters that are read of what is pasted.
const MOST_PASTED: usize = 100_000;

/// The list of a school's days.
fn list(school: SchoolId) -> String {
    format!("/schools/{school}/closed-days")
}

/// A day is put into the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddDayForm {
    pub school: SchoolId,
    #[serde(default)]
    pub day: String,
    #[serde(default)]
    pub words: String,
}

impl Form for AddDayForm {
    const ACTION: &'static str = "/api/closed-day-add";

    fn page(&self) -> String {
        list(self.school)
    }
}

impl AddDayForm {
    /// The day, and why.
    ///
    /// # Errors
    /// Everything that is wrong.
    pub fn check(&self, years: &[AcademicYear]) -> Result<(NaiveDate, String), AppError> {
        let mut problems = Problems::default();
        let day = problems.of(parse(&self.day).map_err(|_| Problem::ClosedDayMissing));
        problems.when(day.is_some_and(|day| !years.contains(&AcademicYear::of(day))), Problem::ClosedDayYear);
        problems.when(day.is_some_and(is_weekend), Problem::ClosedDayWeekend);
        let words = problems.of(Line::optional(&self.words, MOST_WORDS).map_err(|_| Problem::ClosedWordsTooLong));
        match (day, words) {
            (Some(day), Some(words)) if problems.is_empty() => Ok((day, words.into())),
            _ => Err(problems.into()),
        }
    }
}

fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// A day is taken out of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoveDayForm {
    pub school: SchoolId,
    /// Like `2027-01-04`.
    pub day: String,
}

impl Form for RemoveDayForm {
    const ACTION: &'static str = "/api/closed-day-remove";

    fn page(&self) -> String {
        list(self.school)
    }
}

/// Lines that were pasted are looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LookForm {
    pub school: SchoolId,
    #[serde(default)]
    pub text: String,
}

impl Form for LookForm {
    const ACTION: &'static str = "/api/closed-days-look";

    fn page(&self) -> String {
        format!("{}/import", list(self.school))
    }
}

impl LookForm {
    /// That there is something to look at.
    ///
    /// # Errors
    /// That there is nothing, or too much.
    pub fn check(&self) -> Result<(), AppError> {
        if self.text.chars().all(char::is_whitespace) {
            return Err(Problem::ClosedTextMissing.into());
        }
        if self.text.len() > MOST_PASTED { Err(Problem::ClosedTextTooLong.into()) } else { Ok(()) }
    }
}

/// Days that were found are taken into the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportForm {
    pub school: SchoolId,
    /// Those that were chosen, as [`Found::as_sent`] has them.
    #[serde(default)]
    pub days: Vec<String>,
    /// All that were found, a line each: for the page, where none was chosen.
    #[serde(default)]
    pub offered: String,
}

impl Form for ImportForm {
    const ACTION: &'static str = "/api/closed-days-import";

    fn page(&self) -> String {
        format!("{}/import", list(self.school))
    }
}

impl ImportForm {
    /// The days that are ticked, each with why the school is closed.
    ///
    /// # Errors
    /// That none was chosen; [`AppError::Unreadable`] for what no page of ours sends.
    pub fn check(&self, years: &[AcademicYear]) -> Result<Vec<(NaiveDate, String)>, AppError> {
        if self.days.is_empty() {
            return Err(Problem::ClosedChoiceMissing.into());
        }
        if self.days.len() > MOST_OFFERED {
            return Err(AppError::Unreadable);
        }
        let read = |text: &String| {
            let found = Found::from_sent(text).filter(|found| !is_weekend(found.day) && years.contains(&AcademicYear::of(found.day)));
            found.map(|found| (found.day, found.words)).ok_or(AppError::Unreadable)
        };
        self.days.iter().map(read).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const YEARS: [AcademicYear; 1] = [AcademicYear::starting(2026)];

    fn add(day: &str, words: &str) -> Result<(String, String), AppError> {
        let form = AddDayForm { school: SchoolId::generate(), day: day.to_owned(), words: words.to_owned() };
        form.check(&YEARS).map(|(day, words)| (day.to_string(), words))
    }

    #[test]
    fn a_closed_day_is_one_of_school_in_a_year_that_is_planned() {
        assert_eq!(add("4/1/27", " INSET\nday "), Ok(("2027-01-04".to_owned(), "INSET day".to_owned())));
        assert_eq!(add("4/1/27", ""), Ok(("2027-01-04".to_owned(), String::new())));
        for (day, words, problems) in [
            ("", "x".repeat(101), vec![Problem::ClosedDayMissing, Problem::ClosedWordsTooLong]),
            ("5/1/26", String::new(), vec![Problem::ClosedDayYear]),
            ("9/1/27", String::new(), vec![Problem::ClosedDayWeekend]),
        ] {
            assert_eq!(add(day, &words), Err(AppError::Invalid(problems)), "{day}");
        }
    }

    #[test]
    fn only_days_that_a_page_offers_are_taken_in() {
        let import = |days: &[&str]| {
            let days = days.iter().map(|day| (*day).to_owned()).collect();
            ImportForm { school: SchoolId::generate(), days, offered: String::new() }.check(&YEARS).map(|days| days.len())
        };
        assert_eq!(import(&["2027-01-04 INSET day", "2027-01-05 "]), Ok(2));
        assert_eq!(import(&[]), Err(Problem::ClosedChoiceMissing.into()));
        assert_eq!(import(&["2027-01-04 INSET day"; 201]), Err(AppError::Unreadable), "more than a page offers");
        for foreign in ["soon", "2027-01-09 x", "2030-01-04 x"] {
            assert_eq!(import(&[foreign]), Err(AppError::Unreadable), "{foreign}");
        }
    }
}
