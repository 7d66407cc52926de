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

    // People and accounts.
    /// The password to be chosen is too short.
    PasswordShort, "new_password", "password-short", "Use at least 12 characters: three or four words that have nothing to do with each other are easy to keep";
    /// It is too long.
    PasswordLong, "new_password", "password-long", "Use at most 200 characters for the password";
    /// It is on the lists.
    PasswordCommon, "new_password", "password-common", "This is one of the passwords that attackers try first. Choose words that nobody else puts together";
    /// It is made of their name.
    PasswordPersonal, "new_password", "password-personal", "This password is too close to your name or email address";
    /// It can be guessed.
    PasswordGuessable, "new_password", "password-guessable", "Repeats, sequences, keyboard rows and dates are easy to guess. Add a word or two that don't belong there";
    /// The password they have is not this one.
    OldPasswordWrong, "old_password", "old-password-wrong", "This is not your present password";
    /// The same beside a new address.
    EmailPasswordWrong, "email_password", "email-password-wrong", "This is not your password";
    /// The new address is the old one.
    EmailSame, "email", "email-same", "This is the address you have already";
    /// Nobody was chosen.
    PersonMissing, "person", "person-missing", "Choose somebody, or enter the name and email of somebody else";
    /// They are it already.
    PersonHolds, "person", "person-holds", "This person is it already. Choose somebody else, or go back";
    /// The person no longer works there, or the account is closed.
    PersonGone, "person", "person-gone", "This person is not at the school any more. Choose somebody else";
    /// No day was given.
    DayMissing, "from", "day-missing", "Enter the day from which it holds";
    /// The day is over.
    DayPast, "from", "day-past", "Choose today or a later day";
    /// The day is in another year.
    DayOutside, "from", "day-outside", "Choose a day in this academic year, 1 September to 31 August";
    /// No role was chosen.
    RoleMissing, "role", "role-missing", "Choose what they are to be";
    /// A role at a school needs the school.
    SchoolMissing, "school", "role-school-missing", "Choose the school";
    /// The hub would have no admin left.
    LastAdmin, "", "last-admin", "This is the hub's last admin. Make somebody else an admin first";
    /// Somebody else was quicker.
    InvitationOver, "", "invitation-over", "This invitation has been accepted or taken back already";
}
