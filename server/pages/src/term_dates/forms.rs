//! What is typed as a local authority's term dates.

use app::error::{AppError, Problem};
use model::calendar::academic_year::AcademicYear;
use model::calendar::day::in_full;
use model::calendar::terms::Terms;
use serde::{Deserialize, Serialize};

use super::check::{check, days_of};
use crate::kit::Form;

/// The days of a year's terms; the fields are those of [`DAYS`](super::check::DAYS).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermDatesForm {
    /// The authority's number.
    pub authority: String,
    pub year: AcademicYear,
    #[serde(default)]
    pub autumn_first: String,
    #[serde(default)]
    pub autumn_break_first: String,
    #[serde(default)]
    pub autumn_break_last: String,
    #[serde(default)]
    pub autumn_last: String,
    #[serde(default)]
    pub spring_first: String,
    #[serde(default)]
    pub spring_break_first: String,
    #[serde(default)]
    pub spring_break_last: String,
    #[serde(default)]
    pub spring_last: String,
    #[serde(default)]
    pub summer_first: String,
    #[serde(default)]
    pub summer_break_first: String,
    #[serde(default)]
    pub summer_break_last: String,
    #[serde(default)]
    pub summer_last: String,
}

impl Form for TermDatesForm {
    const ACTION: &'static str = "/api/term-dates";

    fn page(&self) -> String {
        about("edit", &self.authority, self.year)
    }
}

impl TermDatesForm {
    /// Filled in with the terms that hold; empty where nobody knows any.
    pub fn of(authority: &str, year: AcademicYear, terms: Option<&Terms>) -> Self {
        let typed = terms.map(|terms| days_of(terms).map(in_full)).unwrap_or_default();
        let [a, b, c, d, e, f, g, h, i, j, k, l] = typed;
        Self {
            authority: authority.to_owned(),
            year,
            autumn_first: a,
            autumn_break_first: b,
            autumn_break_last: c,
            autumn_last: d,
            spring_first: e,
            spring_break_first: f,
            spring_break_last: g,
            spring_last: h,
            summer_first: i,
            summer_break_first: j,
            summer_break_last: k,
            summer_last: l,
        }
    }

    /// The three terms of the form's year, in order and within it.
    ///
    /// # Errors
    /// That something is wrong: the page finds out what.
    pub fn check(&self) -> Result<Terms, AppError> {
        let typed = [
            &self.autumn_first,
            &self.autumn_break_first,
            &self.autumn_break_last,
            &self.autumn_last,
            &self.spring_first,
            &self.spring_break_first,
            &self.spring_break_last,
            &self.spring_last,
            &self.summer_first,
            &self.summer_break_first,
            &self.summer_break_last,
            &self.summer_last,
        ];
        check(self.year, &typed.map(String::as_str)).map_err(|_| Problem::TermDatesWrong.into())
    }
}

/// The usual dates are to hold again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UsualForm {
    pub authority: String,
    pub year: AcademicYear,
}

impl Form for UsualForm {
    const ACTION: &'static str = "/api/term-dates-usual";

    fn page(&self) -> String {
        about("usual", &self.authority, self.year)
    }
}

/// A page about an authority's year. Its number is one of ours or leads nowhere; in an address it is digits and letters.
pub fn about(what: &str, authority: &str, year: AcademicYear) -> String {
    let code: String = authority.chars().filter(char::is_ascii_alphanumeric).collect();
    format!("/hub/term-dates/{what}?authority={code}&year={}", year.starts_in())
}

/// The page of all authorities.
pub fn of_year(year: AcademicYear) -> String {
    format!("/hub/term-dates?year={}", year.starts_in())
}
