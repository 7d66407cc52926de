//! What can be wrong with what somebody typed.

use serde::{Deserialize, Serialize};

/// What is wrong with one field, as a closed list: a message can't be smuggled in from outside, and each can be translated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Problem {
    /// No email was typed.
    #[error("Enter your work email")]
    EmailMissing,
    /// What was typed is no address.
    #[error("Enter an address with an @, like name@school.org.uk")]
    EmailShape,
    /// Longer than any address.
    #[error("This address is too long")]
    EmailTooLong,
    /// No password was typed.
    #[error("Enter your password")]
    PasswordMissing,
    /// Email and password do not belong together. Which of the two is wrong is not told.
    #[error("Check your email and password: they do not match an account. Passwords can be pasted")]
    WrongPair,
    /// A new thing has no title.
    #[error("Enter a title")]
    TitleMissing,
    /// Its title is too long.
    #[error("Use at most 120 letters for the title")]
    TitleTooLong,
    /// No year group was chosen.
    #[error("Choose at least one year group")]
    YearGroupMissing,
}

impl Problem {
    /// Every problem, to read them back from an address.
    pub const ALL: [Self; 8] = [
        Self::EmailMissing,
        Self::EmailShape,
        Self::EmailTooLong,
        Self::PasswordMissing,
        Self::WrongPair,
        Self::TitleMissing,
        Self::TitleTooLong,
        Self::YearGroupMissing,
    ];

    /// The `name` of the field it belongs to, which is also its `id`.
    pub fn field(self) -> &'static str {
        match self {
            Self::EmailMissing | Self::EmailShape | Self::EmailTooLong => "email",
            Self::PasswordMissing | Self::WrongPair => "password",
            Self::TitleMissing | Self::TitleTooLong => "title",
            Self::YearGroupMissing => "year-groups",
        }
    }

    /// Its word in an address.
    pub fn key(self) -> &'static str {
        match self {
            Self::EmailMissing => "email-missing",
            Self::EmailShape => "email-shape",
            Self::EmailTooLong => "email-too-long",
            Self::PasswordMissing => "password-missing",
            Self::WrongPair => "wrong-pair",
            Self::TitleMissing => "title-missing",
            Self::TitleTooLong => "title-too-long",
            Self::YearGroupMissing => "year-group-missing",
        }
    }
}
