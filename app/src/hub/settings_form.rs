//! What is typed into the hub's settings.

use model::email::EmailAddress;

use crate::accounts::credentials::address;
use crate::error::{AppError, Problem};

/// A name is at most this long, so that it fits on a letter's head.
const MAX_NAME: usize = 120;

/// A telephone is at most this long, with an extension and when somebody answers.
const MAX_PHONE: usize = 40;

/// Whom to ask for and their telephone, as far as they can be taken: both stand at the foot of every page.
pub fn contact(name: &str, phone: &str) -> Vec<Problem> {
    let long = [(name, MAX_NAME, Problem::ContactTooLong), (phone, MAX_PHONE, Problem::PhoneTooLong)];
    long.into_iter().filter(|(text, most, _)| text.chars().count() > *most).map(|(_, _, problem)| problem).collect()
}

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
    fn what_stands_at_the_foot_of_every_page_is_short() {
        assert_eq!(contact("Omar Haddad", "01632 960 001, mornings"), []);
        assert_eq!(contact(&"a".repeat(121), &"1".repeat(3000)), [Problem::ContactTooLong, Problem::PhoneTooLong]);
    }

    #[test]
    fn a_hub_needs_a_name_and_an_address() {
        let problems = vec![Problem::HubNameMissing, Problem::EmailShape];
        assert_eq!(check(" ", "hello").err(), Some(AppError::Invalid(problems)));
        let good = check(" Lantern  Vale ", "Hello@lanternvale.example");
        assert_eq!(good.map(|(name, email)| (name, email.to_string())), Ok(("Lantern Vale".into(), "hello@lanternvale.example".into())));
    }
}
