//! What can be wrong with what somebody typed.

use serde::{Deserialize, Serialize};

/// Declares every problem once: its name, the field it belongs to (the field's `name` and `id`; empty for a whole form),
/// its word in an address, and its sentence. A closed list, so that a message can't be smuggled in from outside.
macro_rules! problems {
    ($($(#[$doc:meta])* $name:ident, $field:literal, $key:literal, $words:literal;)*) => {
        /// What is wrong with one field.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error, Serialize, Deserialize)]
        pub enum Problem {
            $(
                $(#[$doc])*
                #[error($words)]
                #[serde(rename = $key)]
                $name,
            )*
        }

        impl Problem {
            /// Every problem, to read them back from an address.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The `name` of the field it belongs to, which is also its `id`; empty for the whole form.
            pub fn field(self) -> &'static str {
                match self {
                    $(Self::$name => $field,)*
                }
            }

            /// Its word in an address.
            pub fn key(self) -> &'static str {
                match self {
                    $(Self::$name => $key,)*
                }
            }
        }
    };
}

problems! {
    // Signing in, and addresses anywhere.
    /// No email was typed.
    EmailMissing, "email", "email-missing", "Enter your work email";
    /// What was typed is no address.
    EmailShape, "email", "email-shape", "Enter an address with an @, like name@school.org.uk";
    /// Longer than any address.
    EmailTooLong, "email", "email-too-long", "This address is too long";
    /// No password was typed.
    PasswordMissing, "password", "password-missing", "Enter your password";
    /// Email and password do not belong together. Which of the two is wrong is not told.
    WrongPair, "password", "wrong-pair", "Check your email and password: they do not match an account. Passwords can be pasted";

    // Boards.
    /// A new thing has no title.
    TitleMissing, "title", "title-missing", "Enter a title";
    /// Its title is too long.
    TitleTooLong, "title", "title-too-long", "Use at most 120 letters for the title";
    /// No year group was chosen.
    YearGroupMissing, "year-groups", "year-group-missing", "Choose at least one year group";

    // Names, anywhere.
    /// No name was typed.
    NameMissing, "name", "name-missing", "Enter a name";
    /// The name is too long.
    NameTooLong, "name", "name-too-long", "Use at most 120 letters for the name";

    // Mail.
    /// No message was chosen.
    NoMessageChosen, "messages", "no-message-chosen", "Choose at least one message";

    // The hub's settings.
    /// A hub without a name.
    HubNameMissing, "hub_name", "hub-name-missing", "Enter the hub’s name";
    /// Its name is too long.
    HubNameTooLong, "hub_name", "hub-name-too-long", "Use at most 120 letters for the hub’s name";
    /// What was sent as a logo is no picture that browsers show.
    LogoKind, "logo", "logo-kind", "Choose a PNG, JPEG or WebP picture";
    /// The logo is too large.
    LogoTooLarge, "logo", "logo-too-large", "Choose a picture of at most 300 kB";
}
