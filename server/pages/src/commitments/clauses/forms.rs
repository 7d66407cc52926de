//! What is typed as a commitment's wording.

use app::error::{AppError, Problem, Problems};
use model::commitments::{MAX_CLAUSES, SCHOOL, Wording};
use model::ids::ClausesId;
use model::text::invisible::paragraphs;
use model::text::line::Line;
use serde::{Deserialize, Serialize};

use crate::kit::Form;

/// Letters in a wording: what fits on a page beside the six dates.
const MAX_WORDING: usize = 6000;

/// A wording: paragraphs are parted by empty lines, each line of the clauses is one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WordingForm {
    /// The version that it was made from.
    pub base: ClausesId,
    #[serde(default)]
    pub wording_title: String,
    #[serde(default)]
    pub wording_introduction: String,
    #[serde(default)]
    pub wording_clauses: String,
    #[serde(default)]
    pub wording_closing: String,
}

impl Form for WordingForm {
    const ACTION: &'static str = "/api/save-clauses";

    fn page(&self) -> String {
        "/hub/clauses/edit".to_owned()
    }
}

impl WordingForm {
    /// As it begins: with a version as it is.
    pub fn begin(base: ClausesId, wording: Wording) -> Self {
        Self {
            base,
            wording_title: wording.title,
            wording_introduction: wording.introduction.join("\n\n"),
            wording_clauses: wording.clauses.join("\n"),
            wording_closing: wording.closing,
        }
    }

    /// The wording.
    ///
    /// # Errors
    /// Everything that can't be taken.
    pub fn check(&self) -> Result<Wording, AppError> {
        let (introduction, clauses) = (paragraphs(&self.wording_introduction), paragraphs(&self.wording_clauses));
        let length = self.wording_title.len() + introduction.len() + clauses.len() + self.wording_closing.len();
        let wording = Wording {
            title: one_line(&self.wording_title),
            introduction: introduction.split("\n\n").map(one_line).filter(|paragraph| !paragraph.is_empty()).collect(),
            clauses: clauses.lines().map(one_line).filter(|clause| !clause.is_empty()).collect(),
            closing: one_line(&self.wording_closing),
        };
        let mut problems = Problems::default();
        problems.when(wording.title.is_empty(), Problem::WordingTitleMissing);
        problems.when(length > MAX_WORDING, Problem::WordingTooLong);
        problems.when(wording.clauses.is_empty(), Problem::WordingClausesMissing);
        problems.when(wording.clauses.len() > MAX_CLAUSES, Problem::WordingClausesTooMany);
        problems.when(wording.closing.is_empty(), Problem::WordingClosingMissing);
        problems.when(!wording.closing.is_empty() && !wording.closing.contains(SCHOOL), Problem::WordingSchoolMissing);
        problems.none()?;
        Ok(wording)
    }
}

fn one_line(text: &str) -> String {
    Line::tidied(text).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form([title, introduction, clauses, closing]: [&str; 4]) -> WordingForm {
        WordingForm {
            base: ClausesId::generate(),
            wording_title: title.to_owned(),
            wording_introduction: introduction.to_owned(),
            wording_clauses: clauses.to_owned(),
            wording_closing: closing.to_owned(),
        }
    }

    #[test]
    fn a_wording_is_read_by_lines_and_keeps_the_schools_place() {
        let typed = ["A title", "One\r\nparagraph\r\n\r\nTwo", "First.\r\n\r\n Second. ", "I, the head of {school}"];
        let wording = form(typed).check().expect("a wording");
        assert_eq!(wording.introduction, ["One paragraph", "Two"]);
        assert_eq!(wording.clauses, ["First.", "Second."]);
        let expected = vec![Problem::WordingTitleMissing, Problem::WordingClausesTooMany, Problem::WordingSchoolMissing];
        assert_eq!(form(["", "", &"x\n".repeat(9), "I, the head"]).check(), Err(AppError::Invalid(expected)));
        let expected = vec![Problem::WordingClausesMissing, Problem::WordingClosingMissing];
        assert_eq!(form(["t", "", "", ""]).check(), Err(AppError::Invalid(expected)));
    }

    #[test]
    fn the_form_begins_with_what_was_saved() {
        let saved = form(["A title", "One\n\nTwo", "First.\nSecond.", "I, the head of {school}"]);
        assert_eq!(WordingForm::begin(saved.base, saved.check().expect("a wording")), saved);
    }
}
