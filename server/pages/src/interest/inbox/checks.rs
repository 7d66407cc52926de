//! What the hub types when it decides, notes or changes several: cleaned, or refused with all that is wrong at once.

use app::error::{AppError, Problem};
use model::interest::{QUESTION_HERE, State};
use model::text::invisible;
use model::text::line::Line;

/// A letter as it was edited: subject and paragraphs.
pub type Edited = (String, Vec<String>);

/// What several are to become.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bulk {
    /// Decided on.
    Decide(State),
    /// Given to somebody, by id, or to nobody.
    Assign(Option<String>),
    /// Taken out of the inbox, because they are from no school.
    Remove,
}

/// A decision: `reason` only where one is `needed`; the letter unless none is to be sent.
///
/// # Errors
/// [`AppError::Invalid`] with all problems at once.
pub fn decision(needed: bool, reason: &str, subject: &str, letter: &str, send: bool) -> Result<Option<Edited>, AppError> {
    let (subject, letter) = (String::from(Line::tidied(subject)), invisible::paragraphs(letter));
    let problems: Vec<Problem> = [
        (needed && invisible::paragraphs(reason).is_empty(), Problem::ReasonMissing),
        (needed && reason.chars().count() > 500, Problem::ReasonTooLong),
        (send && subject.is_empty(), Problem::SubjectMissing),
        (send && subject.chars().count() > 200, Problem::SubjectTooLong),
        (send && letter.is_empty(), Problem::LetterMissing),
        (send && letter.chars().count() > 6000, Problem::LetterTooLong),
        (send && letter.contains(QUESTION_HERE), Problem::LetterUnfinished),
    ]
    .into_iter()
    .filter_map(|(wrong, problem)| wrong.then_some(problem))
    .collect();
    if !problems.is_empty() {
        return Err(AppError::Invalid(problems));
    }
    Ok(send.then(|| (subject, paragraphs(&letter))))
}

/// What stands between empty lines.
pub fn paragraphs(text: &str) -> Vec<String> {
    text.split("\n\n").map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// A note.
///
/// # Errors
/// [`AppError::Invalid`] when it is empty or too long.
pub fn note(note: &str) -> Result<String, AppError> {
    let note = invisible::paragraphs(note);
    match note.chars().count() {
        0 => Err(AppError::Invalid(vec![Problem::NoteMissing])),
        1..=2000 => Ok(note),
        _ => Err(AppError::Invalid(vec![Problem::NoteTooLong])),
    }
}

/// What is to be done with what is ticked: `to-accepted`, `assign-` with an id or without, `remove`. Declining several, with
/// `letters`, has to be meant: `sure`.
///
/// # Errors
/// [`AppError::Invalid`] with all problems at once.
pub fn bulk(chosen: &[String], change: &str, letters: bool, sure: bool) -> Result<Bulk, AppError> {
    let remove = (change == "remove").then_some(Bulk::Remove);
    let assign = change.strip_prefix("assign-").map(|id| Bulk::Assign((!id.is_empty()).then(|| id.to_owned())));
    let decide = change.strip_prefix("to-").and_then(State::from_key).filter(|state| State::DECISIONS.contains(state));
    match (remove.or(assign).or(decide.map(Bulk::Decide)), chosen.is_empty()) {
        (Some(Bulk::Decide(State::Declined)), false) if letters && !sure && chosen.len() > 1 => {
            Err(AppError::Invalid(vec![Problem::InterestsSure]))
        }
        (Some(bulk), false) => Ok(bulk),
        (bulk, nothing) => {
            let what = bulk.is_none().then_some(Problem::NothingToDo);
            Err(AppError::Invalid(nothing.then_some(Problem::NothingChosen).into_iter().chain(what).collect()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decision_tells_all_its_problems_at_once() {
        let wrong = decision(true, " ", "", "", true);
        assert_eq!(wrong, Err(AppError::Invalid(vec![Problem::ReasonMissing, Problem::SubjectMissing, Problem::LetterMissing])));
        assert_eq!(decision(false, "", "", "", false), Ok(None), "without a letter nothing has to be in it");
        let unfinished = decision(false, "", "Oak", &format!("Dear all\n\n{QUESTION_HERE}"), true);
        assert_eq!(unfinished, Err(AppError::Invalid(vec![Problem::LetterUnfinished])));
    }

    #[test]
    fn declining_several_with_letters_has_to_be_meant() {
        let (one, two) = (["a".to_owned()], ["a".to_owned(), "b".to_owned()]);
        assert_eq!(bulk(&two, "to-declined", true, false), Err(AppError::Invalid(vec![Problem::InterestsSure])));
        for decided in
            [bulk(&two, "to-declined", true, true), bulk(&two, "to-declined", false, false), bulk(&one, "to-declined", true, false)]
        {
            assert_eq!(decided, Ok(Bulk::Decide(State::Declined)));
        }
        assert_eq!(bulk(&two, "to-waiting", true, false), Ok(Bulk::Decide(State::Waiting)));
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
    fn several_are_decided_on_or_given_to_somebody() {
        let some = ["id".to_owned()];
        let bulk = |chosen: &[String], change| bulk(chosen, change, false, false);
        assert_eq!(bulk(&some, "to-waiting"), Ok(Bulk::Decide(State::Waiting)));
        assert_eq!(bulk(&some, "assign-"), Ok(Bulk::Assign(None)));
        assert_eq!(bulk(&some, "assign-x"), Ok(Bulk::Assign(Some("x".into()))));
        assert_eq!(bulk(&some, "remove"), Ok(Bulk::Remove));
        assert_eq!(bulk(&[], "to-new"), Err(AppError::Invalid(vec![Problem::NothingChosen, Problem::NothingToDo])));
    }
}
