//! Everything that can be configured, one struct for each concern. All of it can be given on the command line or as an
//! environment variable; `twilight serve --help` shows this page to whoever runs it.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use axum::http::Uri;
use clap::{Args, ValueEnum};
use lettre::message::Mailbox;

use crate::listen::{Bounds, Patience};
use crate::mail::config::{Pace, SmtpProblem, SmtpUrl};
use crate::mail::sender::Post;
use crate::site::Source;

/// Where everything is kept.
#[derive(Clone, Debug, Args)]
pub struct DatabaseConfig {
    /// The database: one SQLite file, with its log beside it while the server runs
    #[arg(long = "database", env = "TWILIGHT_DATABASE", value_name = "FILE", default_value = "twilight.db")]
    pub file: PathBuf,
}

/// How the server is reached.
#[derive(Clone, Debug, Args)]
pub struct ListenConfig {
    /// Where to listen
    #[arg(long, env = "TWILIGHT_ADDRESS", value_name = "HOST:PORT", default_value = "127.0.0.1:3000")]
    pub address: String,

    /// The address that people type, like `https://twilight.example`. With https, cookies are sent over nothing else
    #[arg(long, env = "TWILIGHT_ORIGIN", value_name = "URL")]
    pub origin: Option<Origin>,

    /// Believe the last X-Forwarded-For or Forwarded header: only behind a proxy of your own, which writes it. Behind one that is not
    /// declared, the limits on signing in take everybody for one visitor
    #[arg(long, env = "TWILIGHT_TRUST_PROXY")]
    pub trust_proxy: bool,

    /// How many connections one address may hold at once: a whole school shares one. Behind a proxy, how many requests and open boards
    #[arg(long, env = "TWILIGHT_CONNECTIONS_PER_ADDRESS", value_name = "NUMBER", default_value_t = 2000)]
    pub connections_per_address: usize,

    /// How long somebody may keep us waiting.
    #[arg(skip)]
    pub patience: Patience,
}

impl ListenConfig {
    /// How many connections there may be, where the system allows `most`. One address never holds more than half of them, but for a proxy of
    /// our own, which holds everybody's.
    pub fn bounds(&self, most: usize) -> Bounds {
        let per_address = if self.trust_proxy { most } else { self.requests_per_client(most) };
        Bounds { per_address, all: most, patience: self.patience }
    }

    /// How many requests one client may have under way, where the system allows `most` connections.
    pub fn requests_per_client(&self, most: usize) -> usize {
        self.connections_per_address.min(most / 2)
    }

    /// Whether people reach the site by https.
    pub fn secure(&self) -> bool {
        self.origin.as_ref().is_some_and(Origin::secure)
    }
}

/// What browsers download.
#[derive(Clone, Debug, Args)]
pub struct SiteConfig {
    /// A folder with the site (WASM, styles, fonts), as `cargo xtask site` writes it, to be served in place of the one inside this program
    #[arg(long = "site", env = "TWILIGHT_SITE", value_name = "FOLDER")]
    pub folder: Option<PathBuf>,
}

impl SiteConfig {
    /// Where its files come from.
    pub fn source(&self) -> Source {
        self.folder.clone().map_or_else(Source::default, Source::Folder)
    }
}

/// How messages leave.
#[derive(Clone, Debug, Default, Args)]
pub struct MailConfig {
    /// The mail server: smtps://user:password@mail.example, smtp://mail.example:587 (must become private: STARTTLS),
    /// smtp://localhost (in the open: only this machine, or with ?tls=none). Better set in the environment, where other people of
    /// the machine do not see the password. Without it nothing is sent, and the hub copies its messages by hand
    #[arg(long, env = "TWILIGHT_SMTP", value_name = "URL", hide_env_values = true, requires = "from")]
    pub smtp: Option<SmtpUrl>,

    /// In whose name messages are sent, like hub@twilight.example or 'Lantern Vale Maths Hub <hub@twilight.example>'. Answers go to
    /// the hub's contact address
    #[arg(id = "from", long = "mail-from", env = "TWILIGHT_MAIL_FROM", value_name = "ADDRESS")]
    pub from: Option<Mailbox>,

    /// How long things take.
    #[arg(skip)]
    pub pace: Pace,
}

impl MailConfig {
    /// What to send with; `None` when nothing is to be sent.
    ///
    /// # Errors
    /// When the mail server's address is not understood.
    pub fn post(&self) -> Result<Option<Post>, SmtpProblem> {
        let (Some(smtp), Some(from)) = (&self.smtp, &self.from) else {
            return Ok(None);
        };
        Ok(Some(Post { server: smtp.server()?, from: from.clone(), pace: self.pace.clone() }))
    }
}

/// What is told about what happens.
#[derive(Clone, Debug, Args)]
pub struct LogConfig {
    /// How much to log: error, warn, info, debug, or a list like info,twilight=debug
    #[arg(long = "log", env = "TWILIGHT_LOG", value_name = "LEVEL", default_value = "info", global = true)]
    pub filter: String,

    /// How to write it: for people, or one JSON object a line
    #[arg(long = "log-format", env = "TWILIGHT_LOG_FORMAT", value_name = "FORMAT", default_value = "text", global = true)]
    pub format: LogFormat,
}

/// How log lines are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// For people.
    Text,
    /// One JSON object a line.
    Json,
}

/// Everything that `serve` needs beside its database.
#[derive(Clone, Debug, Args)]
pub struct ServeConfig {
    /// How the server is reached.
    #[command(flatten)]
    pub listen: ListenConfig,
    /// What browsers download.
    #[command(flatten)]
    pub site: SiteConfig,
    /// How messages leave.
    #[command(flatten)]
    pub mail: MailConfig,
}

/// A web origin: `https://twilight.example` or `http://127.0.0.1:3000`, as browsers write it in the `Origin` header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin(String);

/// The text is not a web origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("write it like https://twilight.example: http or https, a host, perhaps a port, and nothing after it")]
pub struct OriginProblem;

impl Origin {
    /// Whether it is https.
    pub fn secure(&self) -> bool {
        self.0.starts_with("https:")
    }

    /// The origin as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Origin {
    type Err = OriginProblem;

    fn from_str(text: &str) -> Result<Self, OriginProblem> {
        let uri: Uri = text.trim().to_lowercase().parse().map_err(|_| OriginProblem)?;
        let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
            return Err(OriginProblem);
        };
        if !matches!(scheme, "http" | "https") || uri.path() != "/" || uri.query().is_some() || authority.as_str().contains('@') {
            return Err(OriginProblem);
        }
        // Browsers leave the scheme's own port out.
        let host = match (scheme, authority.port_u16()) {
            ("http", Some(80)) | ("https", Some(443)) => authority.host(),
            _ => authority.as_str(),
        };
        Ok(Self(format!("{scheme}://{host}")))
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_read_as_browsers_write_it() {
        for (text, origin) in [
            ("https://Twilight.Example/", "https://twilight.example"),
            ("https://twilight.example:443", "https://twilight.example"),
            ("http://127.0.0.1:3000", "http://127.0.0.1:3000"),
            ("http://[::1]:80", "http://[::1]"),
        ] {
            assert_eq!(text.parse::<Origin>().map(|origin| origin.to_string()), Ok(origin.to_owned()));
        }
    }

    #[test]
    fn what_is_no_origin_is_refused() {
        for text in ["", "twilight.example", "ftp://twilight.example", "https://twilight.example/app", "https://a@b.example"] {
            assert_eq!(text.parse::<Origin>(), Err(OriginProblem), "{text}");
        }
    }
}
