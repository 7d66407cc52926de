//! What people are told when somebody takes, gives up or follows in a role: headteacher, Work Group Lead, lead participant, deputy.

use super::Letter;
use crate::accounts::email::EmailAddress;

/// Who arranged a change. Answers to the letter go to them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arranger<'a> {
    pub name: &'a str,
    pub email: &'a EmailAddress,
}

impl Arranger<'_> {
    /// The last paragraph of every letter about what somebody arranged.
    pub(super) fn paragraph(&self) -> String {
        format!("{} arranged this. If it is not right, answer this letter, or write to {}.", self.name, self.email)
    }
}

/// To whoever was a school's headteacher: `new` is from `day` on.
pub fn head_followed(new: &str, school: &str, day: &str, by: Arranger<'_>) -> Letter {
    Letter {
        subject: format!("{new} follows you as headteacher"),
        paragraphs: vec![
            format!("From {day} {new} is the headteacher of {school} in Twilight, after you."),
            "Your account stays, with the rights of the school's teachers. What you have signed stays as it is.".to_owned(),
            by.paragraph(),
        ],
        ..Letter::default()
    }
}

/// To whoever led a group's year (`Two Rivers Work Group, NCP26-11, academic year 2026/27`): `new` does from today on.
pub fn lead_followed(new: &str, year: &str, by: Arranger<'_>) -> Letter {
    Letter {
        subject: format!("{new} follows you as Work Group Lead"),
        paragraphs: vec![
            format!("From today {new} is the Work Group Lead of the {year}, after you. Thank you for all you did."),
            "What you prepared for the group stays there.".to_owned(),
            by.paragraph(),
        ],
        ..Letter::default()
    }
}

/// A change of who represents a school in a group's year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts<'a> {
    /// As what: `lead participant` or `deputy`.
    pub role: &'a str,
    /// The school's name.
    pub school: &'a str,
    /// Like `Two Rivers Work Group, NCP26-11, academic year 2026/27`.
    pub year: &'a str,
    /// The day from which it holds, like `Tue 3 Nov 2026`.
    pub day: &'a str,
    pub by: Arranger<'a>,
}

/// To whoever has it from now on.
pub fn given(facts: &Facts<'_>) -> Letter {
    let Facts { role, school, year, day, by } = facts;
    Letter {
        subject: format!("You are {role} of {school}"),
        paragraphs: vec![format!("From {day} you are {role} of {school} in the {year}."), by.paragraph()],
        ..Letter::default()
    }
}

/// To whoever had it before: now it is `new`.
pub fn followed(facts: &Facts<'_>, new: &str) -> Letter {
    let Facts { role, school, year, day, by } = facts;
    Letter {
        subject: format!("{new} follows you as {role}"),
        paragraphs: vec![
            format!("From {day} {new} is {role} of {school} in the {year}, after you. Thank you for all you did."),
            by.paragraph(),
        ],
        ..Letter::default()
    }
}

/// To whoever had it, when nobody follows.
pub fn ended(facts: &Facts<'_>) -> Letter {
    let Facts { role, school, year, day, by } = facts;
    Letter {
        subject: format!("You are {role} of {school} no more"),
        paragraphs: vec![
            format!("From {day} you are {role} of {school} in the {year} no more. Thank you for all you did."),
            by.paragraph(),
        ],
        ..Letter::default()
    }
}

/// To whoever was told of a change that does not come. `instead` is a sentence about what does.
pub fn called_off(facts: &Facts<'_>, instead: &str) -> Letter {
    let Facts { role, school, day, by, .. } = facts;
    Letter {
        subject: format!("{school}: the change of {role} does not take place"),
        paragraphs: vec![
            format!("You were told of a change of {role} of {school} on {day}. It does not take place. {instead}"),
            by.paragraph(),
        ],
        ..Letter::default()
    }
}

#[cfg(test)]
mod tests {
    use super::super::written;
    use super::*;

    fn email() -> EmailAddress {
        EmailAddress::kept("helen@oakhollow.example")
    }

    fn facts(email: &EmailAddress) -> Facts<'_> {
        Facts {
            role: "lead participant",
            school: "Elm Bank",
            year: "Two Rivers Work Group, NCP26-11, academic year 2026/27",
            day: "Tue 3 Nov 2026",
            by: Arranger { name: "Helen Frost", email },
        }
    }

    #[test]
    fn a_head_who_is_followed() {
        assert_eq!(
            written(&head_followed("Judith Abara", "Elm Bank", "Tue 3 Nov 2026", facts(&email()).by)),
            "Judith Abara follows you as headteacher

Hello Amy Ash,

From Tue 3 Nov 2026 Judith Abara is the headteacher of Elm Bank in Twilight, after you.

Your account stays, with the rights of the school's teachers. What you have signed stays as it is.

Helen Frost arranged this. If it is not right, answer this letter, or write to helen@oakhollow.example.

Kind regards,

Lantern Vale Maths Hub
hello@lanternvale.example
"
        );
    }

    #[test]
    fn a_work_group_lead_who_is_followed() {
        assert_eq!(
            written(&lead_followed("Judith Abara", facts(&email()).year, facts(&email()).by)),
            "Judith Abara follows you as Work Group Lead

Hello Amy Ash,

From today Judith Abara is the Work Group Lead of the Two Rivers Work Group, NCP26-11, academic year 2026/27, after you. Thank you for all you did.

What you prepared for the group stays there.

Helen Frost arranged this. If it is not right, answer this letter, or write to helen@oakhollow.example.

Kind regards,

Lantern Vale Maths Hub
hello@lanternvale.example
"
        );
    }

    #[test]
    fn somebody_who_represents_a_school_from_now_on() {
        assert_eq!(
            written(&given(&facts(&email()))),
            "You are lead participant of Elm Bank

Hello Amy Ash,

From Tue 3 Nov 2026 you are lead participant of Elm Bank in the Two Rivers Work Group, NCP26-11, academic year 2026/27.

Helen Frost arranged this. If it is not right, answer this letter, or write to helen@oakhollow.example.

Kind regards,

Lantern Vale Maths Hub
hello@lanternvale.example
"
        );
    }

    #[test]
    fn somebody_who_is_followed() {
        assert_eq!(
            written(&followed(&facts(&email()), "Omar Quinn")),
            "Omar Quinn follows you as lead participant

Hello Amy Ash,

From Tue 3 Nov 2026 Omar Quinn is lead participant of Elm Bank in the Two Rivers Work Group, NCP26-11, academic year 2026/27, after you. Thank you for all you did.

Helen Frost arranged this. If it is not right, answer this letter, or write to helen@oakhollow.example.

Kind regards,

Lantern Vale Maths Hub
hello@lanternvale.example
"
        );
    }

    #[test]
    fn somebody_whom_nobody_follows() {
        assert_eq!(
            written(&ended(&facts(&email()))),
            "You are lead participant of Elm Bank no more

Hello Amy Ash,

From Tue 3 Nov 2026 you are lead participant of Elm Bank in the Two Rivers Work Group, NCP26-11, academic year 2026/27 no more. Thank you for all you did.

Helen Frost arranged this. If it is not right, answer this letter, or write to helen@oakhollow.example.

Kind regards,

Lantern Vale Maths Hub
hello@lanternvale.example
"
        );
    }

    #[test]
    fn a_change_that_does_not_come() {
        assert_eq!(
            written(&called_off(&facts(&email()), "Omar Quinn goes on as lead participant.")),
            "Elm Bank: the change of lead participant does not take place

Hello Amy Ash,

You were told of a change of lead participant of Elm Bank on Tue 3 Nov 2026. It does not take place. Omar Quinn goes on as lead participant.

Helen Frost arranged this. If it is not right, answer this letter, or write to helen@oakhollow.example.

Kind regards,

Lantern Vale Maths Hub
hello@lanternvale.example
"
        );
    }
}
