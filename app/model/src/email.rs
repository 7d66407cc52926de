//! Email addresses as people type them.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// An email address in the one form we store and compare: trimmed and in lower case.
///
/// Only the shape is checked (something, an @, a domain): whether it exists, only a letter can tell.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EmailAddress(String);

/// Why a text is not an email address, in words for the person who typed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EmailProblem {
    /// Nothing was typed.
    #[error("Enter your work email")]
    Empty,
    /// There is no @ with something on both sides.
    #[error("Enter an address with an @, like name@school.org.uk")]
    NoAt,
    /// More than the 254 characters that a mail server takes (RFC 5321 §4.5.3.1).
    #[error("This address is too long")]
    TooLong,
}

impl EmailAddress {
    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for EmailAddress {
    type Err = EmailProblem;

    fn from_str(text: &str) -> Result<Self, EmailProblem> {
        let text = text.trim().to_lowercase();
        if text.is_empty() {
            return Err(EmailProblem::Empty);
        }
        if text.len() > 254 {
            return Err(EmailProblem::TooLong);
        }
        match text.split_once('@') {
            Some((name, domain)) if is_plain(name) && is_plain(domain) && !domain.contains('@') => Ok(Self(text)),
            _ => Err(EmailProblem::NoAt),
        }
    }
}

fn is_plain(part: &str) -> bool {
    !part.is_empty() && !part.chars().any(|c| c.is_whitespace() || c.is_control())
}

impl TryFrom<String> for EmailAddress {
    type Error = EmailProblem;

    fn try_from(text: String) -> Result<Self, EmailProblem> {
        text.parse()
    }
}

impl From<EmailAddress> for String {
    fn from(address: EmailAddress) -> Self {
        address.0
    }
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_stored_trimmed_and_in_lower_case() {
        let address: Result<EmailAddress, _> = " Priya@Oak.Example ".parse();
        assert_eq!(address.map(String::from), Ok("priya@oak.example".to_owned()));
    }

    #[test]
    fn what_is_not_an_address_says_why() {
        assert_eq!("".parse::<EmailAddress>(), Err(EmailProblem::Empty));
        for text in ["priya.oak.example", "@oak", "priya@", "a@b@c", "a b@c"] {
            assert_eq!(text.parse::<EmailAddress>(), Err(EmailProblem::NoAt), "{text}");
        }
        assert_eq!(format!("{}@b", "a".repeat(254)).parse::<EmailAddress>(), Err(EmailProblem::TooLong));
    }
}
