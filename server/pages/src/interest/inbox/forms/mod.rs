//! What the hub sends when it decides on an expression of interest, notes, or looks after it.

mod bulk;

use app::error::{AppError, Problem, Problems};
use leptos_router::location::Url;
use model::calendar::academic_year::AcademicYear;
use model::ids::{InterestId, SchoolId};
use model::interest::{QUESTION_HERE, State};
use model::text::invisible;
use model::text::line::Line;
use serde::{Deserialize, Serialize};

use super::decision::paragraphs;
use crate::kit::Form;

pub use bulk::{Bulk, BulkForm};

/// A reason is at most this long: one sentence.
const MAX_REASON: usize = 500;

/// A subject is short enough for a mail program.
const MAX_SUBJECT: usize = 200;

/// A letter is at most this long.
const MAX_LETTER: usize = 6000;

/// A note is at most this long.
const MAX_NOTE: usize = 2000;

/// A letter as it was edited: subject and paragraphs.
pub type Edited = (String, Vec<String>);

fn page_of(id: InterestId) -> String {
    format!("/hub/interest/{id}")
}

/// Forms on the page of the one they are about, and where each is sent.
macro_rules! on_its_page {
    ($($form:ty, $action:literal;)*) => {$(
        impl Form for $form {
            const ACTION: &'static str = $action;

            fn page(&self) -> String {
                page_of(self.id)
            }
        }
    )*};
}

on_its_page! {
    UndoForm, "/api/interest-undo";
    AssignForm, "/api/interest-assign";
    YearForm, "/api/interest-year";
    NoteForm, "/api/interest-note";
    RemoveForm, "/api/interest-remove";
}

/// A decision on one that stands as it was looked at (`from`), and the letter unless `no_letter` is given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecideForm {
    pub id: InterestId,
    pub to: State,
    #[serde(default)]
    pub from: Option<State>,
    #[serde(default)]
    pub reason: String,
    #[serde(default)]
    pub subject: String,
    #[serde(default)]
    pub letter: String,
    #[serde(default)]
    pub no_letter: String,
}

impl Form for DecideForm {
    const ACTION: &'static str = "/api/interest-decide";

    fn page(&self) -> String {
        format!("{}/decide?to={}", page_of(self.id), self.to.key())
    }
}

impl DecideForm {
    /// The letter unless none is to be sent; a reason has to be there where one is `needed`.
    ///
    /// # Errors
    /// Everything that can't be taken.
    pub fn check(&self, needed: bool) -> Result<Option<Edited>, AppError> {
        let send = self.no_letter.is_empty() && self.to != State::Withdrawn;
        let (subject, letter) = (String::from(Line::tidied(&self.subject)), invisible::paragraphs(&self.letter));
        let longer = |text: &str, most: usize| text.chars().count() > most;
        let mut problems = Problems::default();
        problems.when(needed && invisible::paragraphs(&self.reason).is_empty(), Problem::ReasonMissing);
        problems.when(needed && longer(&self.reason, MAX_REASON), Problem::ReasonTooLong);
        problems.when(send && subject.is_empty(), Problem::SubjectMissing);
        problems.when(send && longer(&subject, MAX_SUBJECT), Problem::SubjectTooLong);
        problems.when(send && letter.is_empty(), Problem::LetterMissing);
        problems.when(send && longer(&letter, MAX_LETTER), Problem::LetterTooLong);
        problems.when(send && letter.contains(QUESTION_HERE), Problem::LetterUnfinished);
        problems.none()?;
        Ok(send.then(|| (subject, paragraphs(&letter))))
    }
}

/// Takes back the decision that was shown as the last (`change`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UndoForm {
    pub id: InterestId,
    #[serde(default)]
    pub change: String,
}

/// Gives one to somebody of the hub, by id, or to nobody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssignForm {
    pub id: InterestId,
    #[serde(default)]
    pub person: String,
}

/// In which year a school would begin.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct YearForm {
    pub id: InterestId,
    pub year: AcademicYear,
}

/// A note beside one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteForm {
    pub id: InterestId,
    #[serde(default)]
    pub note: String,
}

impl NoteForm {
    /// The note.
    ///
    /// # Errors
    /// It is empty or too long.
    pub fn check(&self) -> Result<String, AppError> {
        let note = invisible::paragraphs(&self.note);
        match note.chars().count() {
            0 => Err(Problem::NoteMissing.into()),
            1..=MAX_NOTE => Ok(note),
            _ => Err(Problem::NoteTooLong.into()),
        }
    }
}

/// Which school one is about, among those that were found by `q`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatchForm {
    pub id: InterestId,
    #[serde(default)]
    pub school: String,
    #[serde(default)]
    pub q: String,
}

impl Form for MatchForm {
    const ACTION: &'static str = "/api/interest-match";

    fn page(&self) -> String {
        format!("{}/school?q={}", page_of(self.id), Url::escape(&self.q))
    }
}

impl MatchForm {
    /// The school.
    ///
    /// # Errors
    /// None was chosen.
    pub fn check(&self) -> Result<SchoolId, AppError> {
        self.school.parse().map_err(|_| Problem::SchoolNotChosen.into())
    }
}

/// Takes what is from no school out of the inbox, or with `back` puts it back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoveForm {
    pub id: InterestId,
    #[serde(default)]
    pub back: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decision(needed: bool, reason: &str, subject: &str, letter: &str, send: bool) -> Result<Option<Edited>, AppError> {
        let (id, to, no_letter) = (InterestId::generate(), State::Accepted, if send { "" } else { "1" });
        let (reason, subject, letter) = (reason.to_owned(), subject.to_owned(), letter.to_owned());
        DecideForm { id, to, from: None, reason, subject, letter, no_letter: no_letter.to_owned() }.check(needed)
    }

    #[test]
    fn a_decision_tells_all_its_problems_at_once() {
        let wrong = decision(true, " ", "", "", true);
        assert_eq!(wrong, Err(AppError::Invalid(vec![Problem::ReasonMissing, Problem::SubjectMissing, Problem::LetterMissing])));
        assert_eq!(decision(false, "", "", "", false), Ok(None), "without a letter nothing has to be in it");
        let unfinished = decision(false, "", "Oak", &format!("Dear all\n\n{QUESTION_HERE}"), true);
        assert_eq!(unfinished, Err(AppError::Invalid(vec![Problem::LetterUnfinished])));
    }

    #[test]
    fn a_subject_is_short_enough_for_a_mail_program() {
        let long = decision(false, "", &"x".repeat(201), "Dear all", true);
        assert_eq!(long, Err(AppError::Invalid(vec![Problem::SubjectTooLong])));
        assert!(decision(false, "", &"x".repeat(200), "Dear all", true).is_ok());
    }

    #[test]
    fn a_letter_has_a_paragraph_for_each_empty_line() {
        let edited = decision(false, "", " Oak:  welcome ", "One\r\nline.\r\n\r\n\r\n\r\nTwo.\r\n", true);
        assert_eq!(edited, Ok(Some(("Oak: welcome".into(), vec!["One\nline.".into(), "Two.".into()]))));
    }

    #[test]
    fn a_form_comes_back_to_its_own_page() {
        let id = InterestId::generate();
        let form = MatchForm { id, school: String::new(), q: "elm & oak".to_owned() };
        assert_eq!(form.page(), format!("/hub/interest/{id}/school?q=elm%20%26%20oak"));
        assert_eq!(form.check(), Err(AppError::Invalid(vec![Problem::SchoolNotChosen])));
    }
}
