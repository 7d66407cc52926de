//! What is typed into the hub's settings.

use model::email::EmailAddress;

use crate::accounts::credentials::address;
use crate::error::{AppError, Problem};

/// A name is at most this long, so that it fits on a letter's head.
const MAX_NAME: usize = 120;

/// The hub's name and address, if they can be taken.
///
/// # Errors
/// [`AppError::Invalid`] with all problems at once.
pub fn check(name: &str, email: &str) -> Result<(String, EmailAddress), AppError> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let wrong = match name.chars().count() {
        0 => Some(Problem::HubNameMissing),
        length if length > MAX_NAME => Some(Problem::HubNameTooLong),
        _ => None,
    };
    match (address(email), wrong) {
        (Ok(email), None) => Ok((name, email)),
        (email, wrong) => Err(AppError::Invalid(wrong.into_iter().chain(email.err()).collect())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hub_needs_a_name_and_an_address() {
        let problems = vec![Problem::HubNameMissing, Problem::EmailShape];
        assert_eq!(check(" ", "hello").err(), Some(AppError::Invalid(problems)));
        let good = check(" Lantern  Vale ", "Hello@lanternvale.example");
        assert_eq!(good.map(|(name, email)| (name, email.to_string())), Ok(("Lantern Vale".into(), "hello@lanternvale.example".into())));
    }
}
