//! The letter that invites somebody to be something.

use super::Letter;

/// What an invitation tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts<'a> {
    /// Who invites, by name.
    pub by: &'a str,
    /// The school of whoever invites; may be empty.
    pub school: &'a str,
    /// What its reader is invited to be, to be read after "to be".
    pub to_be: &'a str,
    /// The hub's name.
    pub hub: &'a str,
    /// The last day of the link, like `Tue 17 Nov 2026`.
    pub until: &'a str,
}

/// The invitation. Its button leads to its page.
pub fn invitation(facts: &Facts<'_>) -> Letter {
    let Facts { by, school, to_be, hub, until } = facts;
    let inviter = if school.is_empty() { (*by).to_owned() } else { format!("{by}, {school},") };
    Letter {
        subject: format!("{by} invites you to Twilight"),
        paragraphs: vec![
            format!("{inviter} invites you to be {to_be}."),
            format!("Twilight is where the Work Groups of {hub} plan their lessons and workshops together."),
        ],
        button: "Read the invitation".to_owned(),
        after: vec![
            format!("The link is for you alone and good until {until}. It asks your name, and you can choose a password."),
            format!("If you did not expect this, you need do nothing. Answers to this letter go to {by}."),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::super::written;
    use super::*;

    const FACTS: Facts<'_> = Facts {
        by: "Helen Frost",
        school: "Oak Hollow",
        to_be: "deputy for Elm Bank in the Two Rivers Work Group, 2026/27",
        hub: "Lantern Vale Maths Hub",
        until: "Tue 17 Nov 2026",
    };

    #[test]
    fn an_invitation() {
        assert_eq!(
            written(&invitation(&FACTS)),
            "Helen Frost invites you to Twilight

Hello Amy Ash,

Helen Frost, Oak Hollow, invites you to be deputy for Elm Bank in the Two Rivers Work Group, 2026/27.

Twilight is where the Work Groups of Lantern Vale Maths Hub plan their lessons and workshops together.

Read the invitation:
{link}

The link is for you alone and good until Tue 17 Nov 2026. It asks your name, and you can choose a password.

If you did not expect this, you need do nothing. Answers to this letter go to Helen Frost.

Kind regards,

Lantern Vale Maths Hub
hello@lanternvale.example
"
        );
    }

    #[test]
    fn who_has_no_school_invites_by_name_alone() {
        let letter = invitation(&Facts { school: "", to_be: "on the staff of Lantern Vale Maths Hub", ..FACTS });
        assert_eq!(letter.paragraphs[0], "Helen Frost invites you to be on the staff of Lantern Vale Maths Hub.");
    }
}
