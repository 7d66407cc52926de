//! Addresses of the web as people paste them: where a call is joined.

use std::fmt;

use crate::text::line::Line;

/// What each of them begins with. Another scheme would be read along on the way, or would act in the page that it stands on.
const SCHEME: &str = "https://";
/// Bytes. Invitations to calls have addresses of some three hundred.
const MOST: usize = 500;

/// An address that begins with `https://`, whole and on one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebAddress(String);

/// Why a text is no such address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WebAddressProblem {
    /// It begins with something else, or with nothing of the kind.
    #[error("it does not begin with https://")]
    NotSecure,
    /// There is no host in it, somebody's name before the host, a blank, or a letter that no address has.
    #[error("it is no address of the web")]
    Shape,
    #[error("it is too long")]
    TooLong,
}

impl WebAddress {
    /// What somebody typed or pasted.
    ///
    /// # Errors
    /// [`WebAddressProblem`].
    pub fn parse(text: &str) -> Result<Self, WebAddressProblem> {
        let text = Line::tidied(text);
        let (scheme, rest) = text.split_at_checked(SCHEME.len()).ok_or(WebAddressProblem::NotSecure)?;
        if !scheme.eq_ignore_ascii_case(SCHEME) {
            return Err(WebAddressProblem::NotSecure);
        }
        if text.len() > MOST {
            return Err(WebAddressProblem::TooLong);
        }
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        if !is_host(host) || !rest.bytes().all(is_of_an_address) {
            return Err(WebAddressProblem::Shape);
        }
        Ok(Self(format!("{SCHEME}{rest}")))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for WebAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<WebAddress> for String {
    fn from(address: WebAddress) -> Self {
        address.0
    }
}

/// A name with a dot in it, perhaps with a port. An `@` would make what stands before it look like the host.
fn is_host(host: &str) -> bool {
    let (name, port) = host.split_once(':').unwrap_or((host, "443"));
    let is_label = |label: &str| {
        let of_letters = label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        !label.is_empty() && of_letters && !label.starts_with('-') && !label.ends_with('-')
    };
    let is_port = (1..=5).contains(&port.len()) && port.bytes().all(|byte| byte.is_ascii_digit());
    name.contains('.') && name.split('.').all(is_label) && is_port
}

/// Signs that addresses have; all others are written as `%7B` and the like (RFC 3986, 2).
fn is_of_an_address(byte: u8) -> bool {
    byte.is_ascii_graphic() && !matches!(byte, b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<String, WebAddressProblem> {
        WebAddress::parse(text).map(String::from)
    }

    #[test]
    fn an_address_is_kept_as_it_was_pasted() {
        for text in [
            "https://meet.example/two-rivers",
            "https://teams.example/l/meetup-join/19%3ameeting_Zm9%40thread.v2/0?context=%7b%22Tid%22%3a%221%22%7d",
            "https://zoom.example:8443/j/123?pwd=a_b-c~d#start",
        ] {
            assert_eq!(read(text).as_deref(), Ok(text));
        }
        assert_eq!(read("\u{feff} HTTPS://meet.example/a\u{200b}\n").as_deref(), Ok("https://meet.example/a"));
    }

    #[test]
    fn nothing_but_https_is_an_address() {
        for text in [
            "",
            "meet.example/a",
            "http://meet.example/a",
            "javascript:alert(1)",
            "JavaScript://meet.example/%0aalert(1)",
            "data:text/html,<b>",
            "https:/\\meet.example",
            "//meet.example",
            "é",
        ] {
            assert_eq!(read(text), Err(WebAddressProblem::NotSecure), "{text:?}");
        }
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for text in [
            "https://",
            "https:///a",
            "https://meet",
            "https://meet..example",
            "https://-meet.example",
            "https://amy@meet.example/a",
            "https://meet.example:port/a",
            "https://meet.example/a b",
            "https://meet.example/\"><script>",
            "https://m\u{435}et.example/a",
        ] {
            assert_eq!(read(text), Err(WebAddressProblem::Shape), "{text:?}");
        }
        assert_eq!(read(&format!("https://meet.example/{}", "a".repeat(500))), Err(WebAddressProblem::TooLong));
    }
}
