//! What is written about somebody's own account.

use super::Letter;
use crate::accounts::email::EmailAddress;

/// The link that signs its reader in. The button uses it up.
pub fn sign_in() -> Letter {
    Letter {
        subject: "Your link to sign in to Twilight".to_owned(),
        paragraphs: vec!["Open this link and press the button on its page. It works once, within the next hour.".to_owned()],
        button: "Sign in to Twilight".to_owned(),
        after: vec!["If you did not ask for it, you need do nothing: without the link nobody gets in.".to_owned()],
    }
}

/// To an address that somebody would like to have, though another account has it.
pub fn address_taken() -> Letter {
    Letter {
        subject: "This address already has a Twilight account".to_owned(),
        paragraphs: vec![
            "Somebody asked to use this address for another account of Twilight. It belongs to an account already, so nothing was changed."
                .to_owned(),
        ],
        ..Letter::default()
    }
}

/// To the address that an account is to have from now on.
pub fn confirm_address(new: &EmailAddress) -> Letter {
    Letter {
        subject: "Confirm your new address for Twilight".to_owned(),
        paragraphs: vec![format!(
            "From now on you would sign in to Twilight with {new}. Open this link within an hour and press the button on its page."
        )],
        button: "Use this address".to_owned(),
        after: vec!["If you did not ask for it, you need do nothing.".to_owned()],
    }
}

/// To the address that an account had before: whom to write to if it was somebody else who changed it.
pub fn address_changed(hub: &str, contact_email: &str) -> Letter {
    Letter {
        subject: "Your Twilight account has another address now".to_owned(),
        paragraphs: vec![
            "The email address of your Twilight account was changed, and this one no longer signs in.".to_owned(),
            format!("If it was not you, write to {hub} at {contact_email} at once."),
        ],
        ..Letter::default()
    }
}

#[cfg(test)]
mod tests {
    use super::super::written;
    use super::*;

    #[test]
    fn a_link_to_sign_in() {
        assert_eq!(
            written(&sign_in()),
            "Your link to sign in to Twilight

Hello Amy Ash,

Open this link and press the button on its page. It works once, within the next hour.

Sign in to Twilight:
{link}

If you did not ask for it, you need do nothing: without the link nobody gets in.

Kind regards,

Lantern Vale Maths Hub
hello@lanternvale.example
"
        );
    }

    #[test]
    fn an_address_that_is_taken() {
        assert_eq!(
            written(&address_taken()),
            "This address already has a Twilight account

Hello Amy Ash,

Somebody asked to use this address for another account of Twilight. It belongs to an account already, so nothing was changed.

Kind regards,

Lantern Vale Maths Hub
hello@lanternvale.example
"
        );
    }

    #[test]
    fn an_address_to_be_confirmed() {
        assert_eq!(
            written(&confirm_address(&EmailAddress::kept("amy@elmbank.example"))),
            "Confirm your new address for Twilight

Hello Amy Ash,

From now on you would sign in to Twilight with amy@elmbank.example. Open this link within an hour and press the button on its page.

Use this address:
{link}

If you did not ask for it, you need do nothing.

Kind regards,

Lantern Vale Maths Hub
hello@lanternvale.example
"
        );
    }

    #[test]
    fn an_address_that_was_changed() {
        assert_eq!(
            written(&address_changed("Lantern Vale Maths Hub", "hello@lanternvale.example")),
            "Your Twilight account has another address now

Hello Amy Ash,

The email address of your Twilight account was changed, and this one no longer signs in.

If it was not you, write to Lantern Vale Maths Hub at hello@lanternvale.example at once.

Kind regards,

Lantern Vale Maths Hub
hello@lanternvale.example
"
        );
    }
}
