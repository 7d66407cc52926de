//! What may be typed for a group and its year.

use app::error::{AppError, Problem};
use model::groups::YearStatus;
use model::text::invisible;
use model::text::line::Line;

/// Codes are at most this long.
const MAX_CODE: usize = 20;
/// Names and titles are at most this long.
const MAX_TITLE: usize = 120;
/// A question is at most this long.
const MAX_FOCUS: usize = 300;

/// What was typed for a group, tidied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupWords {
    pub name: String,
    /// Its year's project code.
    pub code: String,
    /// What the year is called.
    pub title: String,
    /// Its question.
    pub focus: String,
}

/// A group's name as it was typed, without needless spaces.
///
/// # Errors
/// [`AppError::Invalid`] when it is missing or too long.
pub fn checked_name(name: &str) -> Result<String, AppError> {
    let name = tidy(name);
    match name.chars().count() {
        0 => Err(AppError::Invalid(vec![Problem::NameMissing])),
        count if count > MAX_TITLE => Err(AppError::Invalid(vec![Problem::NameTooLong])),
        _ => Ok(name),
    }
}

/// Everything that can be typed for a group's year.
///
/// # Errors
/// [`AppError::Invalid`] with all that is wrong.
pub fn checked(name: &str, code: &str, title: &str, focus: &str) -> Result<GroupWords, AppError> {
    let (name, code, title, focus) = (checked_name(name), checked_code(code), tidy(title), tidy(focus));
    let mut problems = Vec::new();
    for error in [name.as_ref().err(), code.as_ref().err()].into_iter().flatten() {
        if let AppError::Invalid(own) = error {
            problems.extend(own.iter().copied());
        }
    }
    if title.chars().count() > MAX_TITLE {
        problems.push(Problem::TitleTooLong);
    }
    if focus.chars().count() > MAX_FOCUS {
        problems.push(Problem::FocusTooLong);
    }
    match (name, code) {
        (Ok(name), Ok(code)) if problems.is_empty() => Ok(GroupWords { name, code, title, focus }),
        _ => Err(AppError::Invalid(problems)),
    }
}

fn tidy(text: &str) -> String {
    Line::tidied(text).into()
}

/// A project code as it was meant: without spaces.
///
/// # Errors
/// [`AppError::Invalid`] when it is missing, too long, or of other signs than letters, digits and dashes.
pub fn checked_code(code: &str) -> Result<String, AppError> {
    let code = invisible::code(code);
    if code.is_empty() {
        return Err(AppError::Invalid(vec![Problem::CodeMissing]));
    }
    let plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '/');
    if code.chars().count() > MAX_CODE || !code.chars().all(plain) {
        return Err(AppError::Invalid(vec![Problem::CodeShape]));
    }
    Ok(code)
}

/// A year's state in words.
pub fn status_words(status: YearStatus) -> &'static str {
    match status {
        YearStatus::Forming => "Being formed",
        YearStatus::Running => "Running",
        YearStatus::Finished => "Finished",
    }
}

/// The state whose word was sent.
///
/// # Errors
/// [`AppError::NotFound`] for any other word: no form of ours sends one.
pub fn checked_status(status: &str) -> Result<YearStatus, AppError> {
    YearStatus::from_key(status).ok_or(AppError::NotFound)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_problems_of_a_new_group_are_told_at_once() {
        let long = "a".repeat(301);
        let wanted = vec![Problem::NameMissing, Problem::CodeMissing, Problem::TitleTooLong, Problem::FocusTooLong];
        assert_eq!(checked(" ", "", &long, &long), Err(AppError::Invalid(wanted)));
        let words = checked(" Two  Rivers ", "NCP27-11", "", "").expect("words");
        assert_eq!((words.name.as_str(), words.code.as_str()), ("Two Rivers", "NCP27-11"));
    }

    #[test]
    fn a_code_is_short_and_of_usual_signs() {
        assert_eq!(checked_code(" NCP27-11 ").ok().as_deref(), Some("NCP27-11"));
        assert_eq!(checked_code("NCP27\u{2011}11\u{200b}").ok().as_deref(), Some("NCP27-11"), "as word processors write it");
        assert_eq!(checked_code("\u{200b}"), Err(AppError::Invalid(vec![Problem::CodeMissing])));
        assert_eq!(checked_code(" "), Err(AppError::Invalid(vec![Problem::CodeMissing])));
        assert_eq!(checked_code("<b>"), Err(AppError::Invalid(vec![Problem::CodeShape])));
        assert_eq!(checked_code(&"A".repeat(21)), Err(AppError::Invalid(vec![Problem::CodeShape])));
    }
}
