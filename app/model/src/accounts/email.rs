//! Email addresses as people type them.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::text::invisible;

/// An email address in the one form we store and compare: in lower case, without what programs put around it or into it when it is
/// copied (`Name <a@b>`, `mailto:a@b`, characters that show nothing).
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
    /// There is a blank in it.
    #[error("There is a space in this address: take it out")]
    Space,
    /// There are two of them, or more.
    #[error("Enter one address: there are several here")]
    Several,
    /// It has a letter that mail servers do not take, perhaps one of another alphabet that looks like ours.
    #[error(
        "There is a letter in this address that mail can’t be sent to, like é, or one of another alphabet that looks like ours. Type the address by hand"
    )]
    Letter,
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
        let text = invisible::strip(text);
        if text.trim().is_empty() {
            return Err(EmailProblem::Empty);
        }
        let text = meant(&text)?.to_lowercase();
        if text.len() > 254 {
            return Err(EmailProblem::TooLong);
        }
        match text.split_once('@') {
            Some((name, domain)) if is_name(name) && is_domain(domain) => Ok(Self(text)),
            Some(_) if text.contains(char::is_whitespace) => Err(EmailProblem::Space),
            Some(_) if !text.is_ascii() => Err(EmailProblem::Letter),
            _ => Err(EmailProblem::NoAt),
        }
    }
}

/// The address alone, of what mail programs copy: `Name <a@b>`, `mailto:a@b?subject=…`, `'a@b';`.
fn meant(text: &str) -> Result<String, EmailProblem> {
    if several(text) {
        return Err(EmailProblem::Several);
    }
    let inside = text.rsplit_once('<').map_or(text, |(_, rest)| rest.split('>').next().unwrap_or_default());
    let bare = inside.trim().trim_end_matches([',', ';', '.']).trim_end();
    let quotes = [('"', '"'), ('\'', '\''), ('“', '”'), ('‘', '’'), ('(', ')'), ('[', ']')];
    let unquoted = quotes.iter().find_map(|(open, shut)| bare.strip_prefix(*open)?.strip_suffix(*shut)).unwrap_or(bare).trim();
    Ok(linked(unquoted).map_or_else(|| unquoted.to_owned(), |address| address.trim().trim_end_matches('.').to_owned()))
}

/// The address of a link, `mailto:a@b?subject=…`.
fn linked(text: &str) -> Option<String> {
    let scheme = "mailto:";
    let start = text.get(..scheme.len()).filter(|start| start.eq_ignore_ascii_case(scheme))?;
    text[start.len()..].split('?').next().map(decoded)
}

/// Whether there is a second address after a comma, a semicolon or a blank. Many programs put the address in the place of a name.
fn several(text: &str) -> bool {
    let lower = text.to_lowercase();
    let parts = lower.split(|letter: char| letter.is_whitespace() || matches!(letter, ',' | ';' | '<' | '>'));
    let parts = parts.map(|part| part.trim_matches(['"', '\'', '“', '”', '‘', '’', '(', ')', '[', ']', '.']));
    let parts = parts.map(|part| linked(part).unwrap_or_else(|| part.to_owned()));
    let mut addresses = parts.filter(|part| part.split_once('@').is_some_and(|(name, domain)| !name.is_empty() && !domain.is_empty()));
    let first = addresses.next();
    addresses.any(|other| Some(other) != first)
}

/// What an address in a link means: `%27` is an apostrophe (RFC 6068). What is no such sign stays.
fn decoded(text: &str) -> String {
    let mut rest = text;
    let mut plain = String::with_capacity(text.len());
    while let Some((before, after)) = rest.split_once('%') {
        plain.push_str(before);
        match after.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok()).filter(|byte| byte.is_ascii_graphic()) {
            Some(byte) => {
                plain.push(char::from(byte));
                rest = &after[2..];
            }
            None => {
                plain.push('%');
                rest = after;
            }
        }
    }
    plain.push_str(rest);
    plain
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
    fn an_address_is_read_out_of_what_programs_copy() {
        for text in [
            "priya@oak.example",
            "\u{200b}priya@oak.example\u{feff}",
            "\u{a0}priya@\u{ad}oak.example\u{0}",
            "\u{202a}Priya@Oak.Example\u{202c}",
            "Priya Nair <priya@oak.example>",
            "\"Nair, Priya\" <priya@oak.example>;",
            "<priya@oak.example>",
            "priya@oak.example <Priya@oak.example>",
            "mailto:priya@oak.example",
            "MailTo:priya@oak.example?subject=Hello%20there",
            "Priya <mailto:priya@oak.example>",
            "'priya@oak.example'",
            "“priya@oak.example”",
            "priya@oak.example,",
            "priya@oak.example.",
            "(priya@oak.example)",
            "[Priya@oak.example].",
            "priya@oak.example <mailto:priya@oak.example>",
            "priya@oak.example<mailto:priya@oak.example?subject=Maths>",
        ] {
            assert_eq!(text.parse::<EmailAddress>().map(String::from), Ok("priya@oak.example".to_owned()), "{text:?}");
        }
        assert_eq!("mailto:o%27neill@oak.example".parse::<EmailAddress>().map(String::from), Ok("o'neill@oak.example".to_owned()));
    }

    #[test]
    fn what_is_not_an_address_says_why() {
        assert_eq!("".parse::<EmailAddress>(), Err(EmailProblem::Empty));
        for text in
            ["priya.oak.example", "@oak", "priya@", "a@b@c", "a@b", "a@b..c", "a@.b.c", "\"x\"@y.z", "a..b@c.example", "a@-b.example"]
        {
            assert_eq!(text.parse::<EmailAddress>(), Err(EmailProblem::NoAt), "{text}");
        }
        assert_eq!("a b@c".parse::<EmailAddress>(), Err(EmailProblem::Space));
        assert_eq!("asha\u{a0}bell@oak.example".parse::<EmailAddress>(), Err(EmailProblem::Space));
        for text in ["é@ü.example", "\u{430}sha@oak.example"] {
            assert_eq!(text.parse::<EmailAddress>(), Err(EmailProblem::Letter), "{text}");
        }
        for text in ["a@b.example, c@d.example", "A <a@b.example>; C <c@d.example>", "a@b.example c@d.example"] {
            assert_eq!(text.parse::<EmailAddress>(), Err(EmailProblem::Several), "{text}");
        }
        for text in ["\u{200b}", "\u{a0}\u{feff}\u{0}"] {
            assert_eq!(text.parse::<EmailAddress>(), Err(EmailProblem::Empty), "{text:?}");
        }
        for text in ["asha+maths@oak.example", "o'neill@st-marys.sch.uk", "a.b_c@1st.example"] {
            assert!(text.parse::<EmailAddress>().is_ok(), "{text}");
        }
        assert_eq!(format!("{}@b", "a".repeat(254)).parse::<EmailAddress>(), Err(EmailProblem::TooLong));
    }
}
