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

    // Forming groups, and a group's years.
    /// No school was chosen.
    SchoolsMissing, "schools", "schools-missing", "Choose at least one school";
    /// It was not said where they should go.
    PlaceMissing, "into", "place-missing", "Choose the group they should go into";
    /// A year has no project code.
    CodeMissing, "code", "code-missing", "Enter the project code of the year, like NCP27-11";
    /// It is no code.
    CodeShape, "code", "code-shape", "Use at most 20 letters, digits and dashes for the project code, like NCP27-11";
    /// The year's question is too long.
    FocusTooLong, "focus", "focus-too-long", "Use at most 300 letters for the question of the year";
    /// There is no such person.
    LeadUnknown, "lead", "lead-unknown", "Choose a lead from the list";
    /// Somebody else was quicker.
    UndoNotLast, "", "undo-not-last", "Somebody has done something since, so nothing was undone. Look at what there is to undo now";
    /// What a step did was changed.
    UndoChanged, "", "undo-changed", "This can’t be undone any more, because somebody has changed it since. It stays as it is; the step before it can still be undone";

    // The turn of the year.
    /// It was done before.
    TurnStands, "", "turn-stands", "The year has been turned into this one already. Take that back first, or form further groups by hand";
    /// Nothing was chosen.
    TurnNothing, "groups", "turn-nothing", "Choose at least one group that goes on";
    /// What was made has been used.
    TurnUsed, "", "turn-used", "This turn can’t be taken back, because what it made has been used since. Nothing was changed";
    /// It is October.
    TurnTooLate, "", "turn-too-late", "A turn of the year can be taken back until 30 September of the new year";
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
