//! What is typed to sign in, before anybody looks whether it is right.

use model::accounts::email::{EmailAddress, EmailProblem};

use crate::error::{AppError, Problem};

/// An email address as it was typed.
///
/// # Errors
/// What is wrong with it.
pub fn address(email: &str) -> Result<EmailAddress, Problem> {
    email.parse().map_err(Problem::from)
}

/// Whether the form is filled in at all.
///
/// # Errors
/// [`AppError::Invalid`] with all its problems at once.
pub fn check(email: &str, password: &str) -> Result<EmailAddress, AppError> {
    let address = address(email);
    let missing = password.is_empty().then_some(Problem::PasswordMissing);
    match (address, missing) {
        (Ok(address), None) => Ok(address),
        (address, missing) => Err(AppError::Invalid(address.err().into_iter().chain(missing).collect())),
    }
}

impl From<EmailProblem> for Problem {
    fn from(problem: EmailProblem) -> Self {
        match problem {
            EmailProblem::Empty => Self::EmailMissing,
            EmailProblem::NoAt => Self::EmailShape,
            EmailProblem::Space => Self::EmailSpace,
            EmailProblem::Several => Self::EmailSeveral,
            EmailProblem::Letter => Self::EmailLetter,
            EmailProblem::TooLong => Self::EmailTooLong,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_tells_all_its_problems_at_once() {
        assert_eq!(check("", ""), Err(AppError::Invalid(vec![Problem::EmailMissing, Problem::PasswordMissing])));
        assert_eq!(check("priya", "x"), Err(AppError::Invalid(vec![Problem::EmailShape])));
        assert!(check("priya@oak.example", "x").is_ok());
    }
}
