//! Email addresses as people type them.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// An email address in the one form we store and compare: trimmed and in lower case.
///
/// Only the shape is checked (what mail servers take without quotes, an @, a domain with a dot): whether it exists, only a letter can tell.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EmailAddress(String);

/// Why a text is not an email address, in words for the person who typed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EmailProblem {
    /// Nothing was typed.
    #[error("Enter your work email")]
    Empty,
    /// There is no @ with a name and a domain on its sides.
    #[error("Enter an address with an @, like name@school.org.uk")]
    NoAt,
    /// More than the 254 characters that a mail server takes (RFC 5321 §4.5.3.1).
    #[error("This address is too long")]
    TooLong,
}

impl EmailAddress {
    /// An address as it is kept: it was looked at when it came in, perhaps by an earlier version that took other shapes too.
    pub fn kept(text: &str) -> Self {
        Self(text.to_owned())
    }

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
            Some((name, domain)) if is_name(name) && is_domain(domain) => Ok(Self(text)),
            _ => Err(EmailProblem::NoAt),
        }
    }
}

/// A dot-atom of RFC 5322: no quotes, no dot at an end or beside another.
fn is_name(name: &str) -> bool {
    name.split('.')
        .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&byte)))
}

/// Labels of letters, digits and hyphens, two of them at least: names beyond ASCII are written as `xn--…` there.
fn is_domain(domain: &str) -> bool {
    let label = |label: &str| {
        let inside = label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        inside && !label.is_empty() && label.len() <= 63 && !label.starts_with('-') && !label.ends_with('-')
    };
    domain.contains('.') && domain.split('.').all(label)
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
        for text in [
            "priya.oak.example",
            "@oak",
            "priya@",
            "a@b@c",
            "a b@c",
            "a@b",
            "a@b..c",
            "a@.b.c",
            "a@b.c.",
            "\"x\"@y.z",
            "é@ü.example",
            "a..b@c.example",
            "a@-b.example",
        ] {
            assert_eq!(text.parse::<EmailAddress>(), Err(EmailProblem::NoAt), "{text}");
        }
        for text in ["asha+maths@oak.example", "o'neill@st-marys.sch.uk", "a.b_c@1st.example"] {
            assert!(text.parse::<EmailAddress>().is_ok(), "{text}");
        }
        assert_eq!(format!("{}@b", "a".repeat(254)).parse::<EmailAddress>(), Err(EmailProblem::TooLong));
    }
}
