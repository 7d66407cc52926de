//! The mail server, and how patient we are with it.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use axum::http::Uri;
use chrono::{DateTime, Utc};

/// An address of a mail server as it was given, which may hold a password: it is shown to nobody, not even in an error.
#[derive(Clone, PartialEq, Eq)]
pub struct SmtpUrl(String);

/// A mail server.
#[derive(Clone, PartialEq, Eq)]
pub struct SmtpServer {
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is kept private.
    pub tls: Tls,
    /// What it asks for, if it does.
    pub login: Option<Login>,
}

/// As whom one signs in to a mail server. It is shown to nobody.
#[derive(Clone, PartialEq, Eq)]
pub struct Login {
    pub user: String,
    pub password: String,
}

/// How the connection to a mail server is kept private.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tls {
    /// Not at all: for a relay on the same machine or network.
    None,
    /// It begins in the open and must become private (STARTTLS) before anything is said.
    Required,
    /// From the first byte (`smtps`).
    Wrapped,
}

/// What is wrong with the address of a mail server. Never with the address in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SmtpProblem {
    /// It is no address of that kind.
    #[error(
        "TWILIGHT_SMTP is not understood: write it like smtps://user:password@mail.example, smtp://mail.example:587 or \
         smtp://localhost, with %40 for an @ in user or password"
    )]
    Shape,
    /// After the question mark is something unknown.
    #[error("TWILIGHT_SMTP may end in ?tls=required or ?tls=none, and in nothing else")]
    Option,
}

impl FromStr for SmtpUrl {
    type Err = std::convert::Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(Self(text.trim().to_owned()))
    }
}

impl fmt::Debug for SmtpUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SmtpUrl(..)")
    }
}

impl fmt::Debug for SmtpServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let login = if self.login.is_some() { "with a password" } else { "without a password" };
        write!(f, "{}:{}, {:?}, {login}", self.host, self.port, self.tls)
    }
}

impl SmtpUrl {
    /// The server that it names.
    ///
    /// # Errors
    /// [`SmtpProblem`].
    pub fn server(&self) -> Result<SmtpServer, SmtpProblem> {
        let uri: Uri = self.0.parse().map_err(|_| SmtpProblem::Shape)?;
        let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
            return Err(SmtpProblem::Shape);
        };
        let host = authority.host().trim_matches(['[', ']']).to_owned();
        let here = matches!(host.as_str(), "localhost" | "127.0.0.1" | "::1");
        let tls = match (scheme, uri.query()) {
            ("smtps", None | Some("")) => Tls::Wrapped,
            ("smtp", Some("tls=required")) => Tls::Required,
            ("smtp", Some("tls=none")) => Tls::None,
            // Nothing leaves this machine in the open unless somebody has asked for it.
            ("smtp", None | Some("")) => {
                if here {
                    Tls::None
                } else {
                    Tls::Required
                }
            }
            ("smtp" | "smtps", Some(_)) => return Err(SmtpProblem::Option),
            _ => return Err(SmtpProblem::Shape),
        };
        if host.is_empty() || !matches!(uri.path(), "" | "/") {
            return Err(SmtpProblem::Shape);
        }
        let port = authority.port_u16().unwrap_or(match tls {
            Tls::None => 25,
            Tls::Required => 587,
            Tls::Wrapped => 465,
        });
        let login = match authority.as_str().rsplit_once('@') {
            None => None,
            Some((login, _)) => {
                let (user, password) = login.split_once(':').ok_or(SmtpProblem::Shape)?;
                let plain = |text: &str| unescape(text).ok_or(SmtpProblem::Shape);
                Some(Login { user: plain(user)?, password: plain(password)? })
            }
        };
        Ok(SmtpServer { host, port, tls, login })
    }
}

/// Reads `%40` as `@`, and so on.
fn unescape(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        if byte != b'%' {
            bytes.push(byte);
            rest = after;
            continue;
        }
        let digits = std::str::from_utf8(after.get(..2)?).ok()?;
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
        rest = after.get(2..)?;
    }
    String::from_utf8(bytes).ok()
}

/// How long things take. Only tests have another than the usual one.
#[derive(Clone)]
pub struct Pace {
    /// How often the outbox is looked at: urgent messages leave within about twice this.
    pub poll: Duration,
    /// How long to wait for a connection, with its greeting, privacy and password.
    pub connect: Duration,
    /// How long to wait for the answer to a command.
    pub command: Duration,
    /// How long to wait for the answer to a message that was handed over. Long (RFC 5321 §4.5.3.2.6): to give up too early is
    /// what makes messages arrive twice.
    pub message: Duration,
    /// The clock by which messages are due.
    pub clock: Clock,
}

/// Where the time comes from.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>);

impl Clock {
    /// A clock of one's own.
    pub fn new(now: impl Fn() -> DateTime<Utc> + Send + Sync + 'static) -> Self {
        Self(Arc::new(now))
    }

    /// What it shows.
    pub fn now(&self) -> DateTime<Utc> {
        (self.0)()
    }
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            poll: Duration::from_secs(1),
            connect: Duration::from_secs(30),
            command: Duration::from_secs(60),
            message: Duration::from_secs(600),
            clock: Clock::new(Utc::now),
        }
    }
}

impl fmt::Debug for Pace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pace").field("poll", &self.poll).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<SmtpServer, SmtpProblem> {
        text.parse::<SmtpUrl>().expect("any text").server()
    }

    #[test]
    fn an_address_names_server_port_privacy_and_login() {
        let server = |host: &str, port, tls, login: Option<(&str, &str)>| {
            Ok(SmtpServer {
                host: host.into(),
                port,
                tls,
                login: login.map(|(user, password)| Login { user: user.into(), password: password.into() }),
            })
        };
        assert_eq!(read("smtp://localhost"), server("localhost", 25, Tls::None, None));
        assert_eq!(read("smtp://127.0.0.1:1025/"), server("127.0.0.1", 1025, Tls::None, None));
        assert_eq!(read("smtp://relay.example?tls=none"), server("relay.example", 25, Tls::None, None));
        assert_eq!(read("smtp://mail.example"), server("mail.example", 587, Tls::Required, None), "never in the open by accident");
        let login = Some(("hub@a.example", "p:w@/"));
        assert_eq!(read("smtps://hub%40a.example:p:w%40%2F@mail.example"), server("mail.example", 465, Tls::Wrapped, login));
        assert_eq!(read("smtp://u:p@mail.example:2525?tls=required"), server("mail.example", 2525, Tls::Required, Some(("u", "p"))));
    }

    #[test]
    fn what_is_wrong_is_said_without_the_password() {
        for text in
            ["", "mail.example", "http://mail.example", "smtp://u@mail.example", "smtp://mail.example/path", "smtp://u:%4@mail.example"]
        {
            assert_eq!(read(text), Err(SmtpProblem::Shape), "{text}");
        }
        assert_eq!(read("smtp://mail.example?tls=maybe"), Err(SmtpProblem::Option));
        let url: SmtpUrl = "smtps://u:secret@mail.example".parse().expect("any text");
        let shown = format!("{url:?} {:?} {}", url.server(), SmtpProblem::Shape);
        assert!(!shown.contains("secret"), "{shown}");
    }
}
