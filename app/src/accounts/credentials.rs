//! What is typed to sign in, before anybody looks whether it is right.

use model::email::EmailAddress;

use crate::error::{AppError, Problem};

/// Whether the form is filled in at all.
///
/// # Errors
/// [`AppError::Invalid`] with all its problems at once.
pub fn check(email: &str, password: &str) -> Result<EmailAddress, AppError> {
    let address = super::typed::email(email);
    let missing = password.is_empty().then_some(Problem::PasswordMissing);
    match (address, missing) {
        (Ok(address), None) => Ok(address),
        (address, missing) => Err(AppError::Invalid(address.err().into_iter().chain(missing).collect())),
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
