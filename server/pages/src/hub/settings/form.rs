//! What is typed into the hub's settings.

use app::accounts::credentials::address;
use app::error::{AppError, Problem};
use model::accounts::email::EmailAddress;
use model::text::line::{Line, LineProblem};

/// A name is at most this long, so that it fits on a letter's head.
const MAX_NAME: usize = 120;

/// A telephone is at most this long, with an extension and when somebody answers.
const MAX_PHONE: usize = 40;

/// Who answers for personal data is at most this long: it is one sentence.
const MAX_CONTROLLER: usize = 500;

/// Whom to ask for, their telephone, and who answers for the data. The first two stand at the foot of every page, all in one line.
///
/// # Errors
/// Everything that can't be taken.
pub fn contact(name: &str, phone: &str, controller: &str) -> Result<[Line; 3], Vec<Problem>> {
    let taken = [
        Line::optional(name, MAX_NAME).map_err(|_| Problem::ContactTooLong),
        Line::optional(phone, MAX_PHONE).map_err(|_| Problem::PhoneTooLong),
        Line::optional(controller, MAX_CONTROLLER).map_err(|_| Problem::ControllerTooLong),
    ];
    match taken {
        [Ok(name), Ok(phone), Ok(controller)] => Ok([name, phone, controller]),
        taken => Err(taken.into_iter().filter_map(Result::err).collect()),
    }
}

/// The hub's name and address, if they can be taken.
///
/// # Errors
/// [`AppError::Invalid`] with all problems at once.
pub fn check(name: &str, email: &str) -> Result<(String, EmailAddress), AppError> {
    let name = Line::parse(name, MAX_NAME).map_err(|problem| match problem {
        LineProblem::Empty => Problem::HubNameMissing,
        LineProblem::TooLong => Problem::HubNameTooLong,
    });
    match (name, address(email)) {
        (Ok(name), Ok(email)) => Ok((name.into(), email)),
        (name, email) => Err(AppError::Invalid(name.err().into_iter().chain(email.err()).collect())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_at_the_foot_of_every_page_is_short() {
        assert!(contact("Omar Haddad", "01632 960 001, mornings", "Lantern Vale Maths Hub").is_ok());
        let wrong = vec![Problem::ContactTooLong, Problem::PhoneTooLong];
        assert_eq!(contact(&"a".repeat(121), &"1".repeat(3000), ""), Err(wrong));
        let taken = contact("Nell\r\nAshby", " 01632 960 001 ", "").map(|taken| taken.map(String::from));
        assert_eq!(taken, Ok(["Nell Ashby", "01632 960 001", ""].map(str::to_owned)));
    }

    #[test]
    fn a_hub_needs_a_name_and_an_address() {
        let problems = vec![Problem::HubNameMissing, Problem::EmailShape];
        assert_eq!(check(" ", "hello").err(), Some(AppError::Invalid(problems)));
        let good = check(" Lantern  Vale ", "Hello@lanternvale.example");
        assert_eq!(good.map(|(name, email)| (name, email.to_string())), Ok(("Lantern Vale".into(), "hello@lanternvale.example".into())));
    }
}
