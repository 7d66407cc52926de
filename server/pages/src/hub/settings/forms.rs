//! What is typed into the hub's settings.

use app::accounts::credentials::address;
use app::error::{AppError, Problem, Problems};
use model::text::invisible;
use model::text::line::{Line, LineProblem};
use serde::{Deserialize, Serialize};
use store::hub::HubFace;

use crate::kit::Form;

/// A name is at most this long, so that it fits on a letter's head.
const MAX_NAME: usize = 120;

/// A telephone is at most this long, with an extension and when somebody answers.
const MAX_PHONE: usize = 40;

/// Who answers for personal data is at most this long: it is one sentence.
const MAX_CONTROLLER: usize = 500;

/// Nobody is named as a guest for longer.
const MOST_GUEST_DAYS: u32 = 90;

/// The hub's name, whom to ask, and who answers for the data. All but the last stand at the foot of every page, each in one line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SettingsForm {
    pub hub_name: String,
    pub email: String,
    pub contact_name: String,
    pub contact_phone: String,
    pub controller: String,
    /// How long guests of twilights are named. Empty leaves it as it was.
    pub guest_days: String,
}

impl Form for SettingsForm {
    const ACTION: &'static str = "/api/hub-settings";

    fn page(&self) -> String {
        "/hub/settings".to_owned()
    }
}

impl From<HubFace> for SettingsForm {
    fn from(hub: HubFace) -> Self {
        let HubFace { name, contact_email, contact_name, contact_phone, controller, guest_days, .. } = hub;
        Self { hub_name: name, email: contact_email, contact_name, contact_phone, controller, guest_days: guest_days.to_string() }
    }
}

impl SettingsForm {
    /// The hub as it will be.
    ///
    /// # Errors
    /// Everything that can't be taken.
    pub fn check(&self, before: HubFace) -> Result<HubFace, AppError> {
        let mut problems = Problems::default();
        let name = problems.of(Line::parse(&self.hub_name, MAX_NAME).map_err(|problem| match problem {
            LineProblem::Empty => Problem::HubNameMissing,
            LineProblem::TooLong => Problem::HubNameTooLong,
        }));
        let email = problems.of(address(&self.email));
        let contact_name = problems.of(Line::optional(&self.contact_name, MAX_NAME).map_err(|_| Problem::ContactTooLong));
        let contact_phone = problems.of(Line::optional(&self.contact_phone, MAX_PHONE).map_err(|_| Problem::PhoneTooLong));
        let controller = problems.of(Line::optional(&self.controller, MAX_CONTROLLER).map_err(|_| Problem::ControllerTooLong));
        let guest_days = problems.of(days(&self.guest_days, before.guest_days).ok_or(Problem::GuestDaysWrong));
        let (Some(name), Some(email), Some(contact_name), Some(contact_phone), Some(controller), Some(guest_days)) =
            (name, email, contact_name, contact_phone, controller, guest_days)
        else {
            return Err(problems.into());
        };
        Ok(HubFace {
            name: name.into(),
            contact_email: email.to_string(),
            contact_name: contact_name.into(),
            contact_phone: contact_phone.into(),
            controller: controller.into(),
            guest_days,
            ..before
        })
    }
}

/// A number of days as it was typed.
fn days(typed: &str, before: u32) -> Option<u32> {
    let typed = invisible::code(typed);
    if typed.is_empty() { Some(before) } else { typed.parse().ok().filter(|days| (1..=MOST_GUEST_DAYS).contains(days)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(form: &SettingsForm) -> Result<HubFace, AppError> {
        form.check(HubFace { hold_mail: true, guest_days: 30, ..HubFace::default() })
    }

    #[test]
    fn everything_that_is_wrong_is_told_at_once() {
        let (email, contact_phone) = ("hello".to_owned(), "1".repeat(3000));
        let form =
            SettingsForm { hub_name: " ".to_owned(), email, contact_name: "a".repeat(121), contact_phone, ..SettingsForm::default() };
        let problems = vec![Problem::HubNameMissing, Problem::EmailShape, Problem::ContactTooLong, Problem::PhoneTooLong];
        assert_eq!(checked(&form), Err(AppError::Invalid(problems)));
    }

    #[test]
    fn what_is_taken_stands_in_one_line_and_nothing_else_changes() {
        let form = SettingsForm {
            hub_name: " Lantern  Vale ".to_owned(),
            email: "Hello@lanternvale.example".to_owned(),
            contact_name: "Nell\r\nAshby".to_owned(),
            contact_phone: " 01632 960 001 ".to_owned(),
            controller: String::new(),
            guest_days: " 14 ".to_owned(),
        };
        let hub = checked(&form).expect("a hub");
        assert_eq!((hub.name.as_str(), hub.contact_email.as_str()), ("Lantern Vale", "hello@lanternvale.example"));
        assert_eq!((hub.contact_name.as_str(), hub.contact_phone.as_str(), hub.hold_mail), ("Nell Ashby", "01632 960 001", true));
        assert_eq!(hub.guest_days, 14);
        for wrong in ["0", "91", "a month", "-1"] {
            let form = SettingsForm { guest_days: wrong.to_owned(), ..form.clone() };
            assert_eq!(checked(&form), Err(Problem::GuestDaysWrong.into()), "{wrong}");
        }
        assert_eq!(checked(&SettingsForm { guest_days: String::new(), ..form }).map(|hub| hub.guest_days), Ok(30));
    }

    #[test]
    fn the_form_begins_with_what_the_hub_is() {
        let form = SettingsForm {
            hub_name: "Lantern Vale".to_owned(),
            email: "hello@lanternvale.example".to_owned(),
            guest_days: "30".to_owned(),
            ..SettingsForm::default()
        };
        assert_eq!(SettingsForm::from(checked(&form).expect("a hub")), form);
    }
}
