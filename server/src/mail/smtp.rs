//! One connection to a mail server, step by step, so that the moment at which a message is handed over is known.

use std::error::Error as _;
use std::fmt::Display;
use std::time::Duration;

use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt, Rset};
use lettre::transport::smtp::extension::{ClientId, Extension, MailBodyParameter, MailParameter};
use lettre::transport::smtp::{Error, response::Response};

use tracing::warn;

use super::config::{Login, Pace, SmtpServer, Tls};
use super::letter::Parcel;

/// An open connection.
pub(super) struct Connection {
    smtp: AsyncSmtpConnection,
    command: Duration,
    message: Duration,
}

/// Why a step did not succeed, with a sentence for the hub.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum SmtpError {
    /// The server refused this message for good.
    Refused(String),
    /// The server refused it for now.
    NotNow(String),
    /// The connection broke, or the server fell silent or talked nonsense: it is of no more use.
    Broken(String),
}

impl SmtpError {
    /// The sentence.
    pub fn words(&self) -> &str {
        match self {
            Self::Refused(words) | Self::NotNow(words) | Self::Broken(words) => words,
        }
    }
}

impl Connection {
    /// Connects, makes the connection private and signs in, as the server's address asks for.
    ///
    /// # Errors
    /// Why not, for the hub and the log: it holds no password.
    pub async fn open(server: &SmtpServer, pace: &Pace) -> Result<Self, SmtpError> {
        match tokio::time::timeout(pace.connect, connect(server, pace.connect)).await {
            Ok(Ok(smtp)) => Ok(Self { smtp, command: pace.command, message: pace.message }),
            Ok(Err(words)) => Err(SmtpError::Broken(words)),
            Err(_) => Err(SmtpError::Broken(format!("The mail server {} did not answer in time", server.host))),
        }
    }

    /// Says from whom a message comes. A refusal here is about us, not about the message.
    ///
    /// # Errors
    /// [`SmtpError`].
    pub async fn from(&mut self, parcel: &Parcel) -> Result<(), SmtpError> {
        let mut parameters = Vec::new();
        let info = self.smtp.server_info();
        if parcel.unusual {
            if !info.supports_feature(Extension::SmtpUtfEight) {
                return Err(SmtpError::Refused("The mail server can't send to an address with letters like these".to_owned()));
            }
            parameters.push(MailParameter::SmtpUtfEight);
        }
        if !parcel.text.is_ascii() && info.supports_feature(Extension::EightBitMime) {
            parameters.push(MailParameter::Body(MailBodyParameter::EightBitMime));
        }
        self.say(Mail::new(parcel.envelope.from().cloned(), parameters), "The mail server does not let us send").await
    }

    /// Says to whom it goes.
    ///
    /// # Errors
    /// [`SmtpError`].
    pub async fn to(&mut self, parcel: &Parcel) -> Result<(), SmtpError> {
        for address in parcel.envelope.to() {
            self.say(Rcpt::new(address.clone(), Vec::new()), "The mail server refused the address").await?;
        }
        Ok(())
    }

    /// Asks to hand a message over.
    ///
    /// # Errors
    /// [`SmtpError`].
    pub async fn ask_to_hand_over(&mut self) -> Result<(), SmtpError> {
        self.say(Data, "The mail server did not want the message").await
    }

    /// Hands the message over, and waits for the word that it was taken.
    ///
    /// # Errors
    /// [`SmtpError`]. After [`SmtpError::Broken`] nobody knows whether it was taken.
    pub async fn hand_over(&mut self, parcel: &Parcel) -> Result<(), SmtpError> {
        // As one piece, end and all: with the end sent for itself, the kernel would hold it back until the rest has arrived
        // (Nagle's algorithm), and the moment in which nobody knows would last that much longer.
        let answer = tokio::time::timeout(self.message, self.smtp.command(stuffed(&parcel.text))).await;
        understand(answer.ok(), "The mail server refused the message")
    }

    /// Forgets a message that was begun.
    ///
    /// # Errors
    /// [`SmtpError`].
    pub async fn reset(&mut self) -> Result<(), SmtpError> {
        self.say(Rset, "The mail server lost its thread").await
    }

    /// Says goodbye, if there is still somebody to say it to.
    pub async fn close(mut self) {
        let _ = tokio::time::timeout(Duration::from_secs(5), self.smtp.quit()).await;
    }

    async fn say(&mut self, command: impl Display, about: &str) -> Result<(), SmtpError> {
        let answer = tokio::time::timeout(self.command, self.smtp.command(command)).await;
        understand(answer.ok(), about)
    }
}

/// A message as it is transmitted: a dot at the beginning of a line is doubled, and a dot alone is the end (RFC 5321 §4.5.2).
fn stuffed(text: &str) -> String {
    let mut stuffed = if text.starts_with('.') { ".".to_owned() } else { String::new() };
    stuffed.push_str(&text.replace("\r\n.", "\r\n.."));
    stuffed.push_str(if text.ends_with("\r\n") { ".\r\n" } else { "\r\n.\r\n" });
    stuffed
}

async fn connect(server: &SmtpServer, patience: Duration) -> Result<AsyncSmtpConnection, String> {
    let host = &server.host;
    let hello = ClientId::default();
    let tls = || TlsParameters::new(host.clone()).map_err(|error| format!("No private connection to {host} is possible: {}", why(&error)));
    let wrapped = if server.tls == Tls::Wrapped { Some(tls()?) } else { None };
    let address = (host.as_str(), server.port);
    let mut smtp = AsyncSmtpConnection::connect_tokio1(address, Some(patience), &hello, wrapped, None).await.map_err(|error| {
        warn!(%host, why = why(&error), "no connection to the mail server");
        format!("The mail server {host} does not answer")
    })?;
    if server.tls == Tls::Required {
        if !smtp.can_starttls() {
            return Err(format!("The mail server {host} offers no private connection (STARTTLS), and without one nothing is sent"));
        }
        smtp.starttls(tls()?, &hello).await.map_err(|error| format!("The private connection to {host} failed: {}", why(&error)))?;
    }
    if let Some(Login { user, password }) = &server.login {
        let credentials = Credentials::new(user.clone(), password.clone());
        // What the server says to this may hold the name: only its number is told.
        smtp.auth(DEFAULT_MECHANISMS, &credentials).await.map_err(|error| match error.status() {
            Some(code) => format!("The mail server {host} did not accept our name and password ({code})"),
            None => format!("The mail server {host} did not let us sign in"),
        })?;
    }
    Ok(smtp)
}

fn understand(answer: Option<Result<Response, Error>>, about: &str) -> Result<(), SmtpError> {
    match answer {
        Some(Ok(_)) => Ok(()),
        Some(Err(error)) => {
            let words = match error.status() {
                Some(code) => format!("{about}: {code} {}", why(&error)),
                None => {
                    warn!(why = why(&error), about, "the mail server broke off");
                    "The connection to the mail server broke off".to_owned()
                }
            };
            // 421 is a goodbye, whatever it was said to (RFC 5321 §3.8).
            let goodbye = error.status().is_some_and(|code| code.to_string() == "421");
            Err(if error.is_permanent() {
                SmtpError::Refused(words)
            } else if error.is_transient() && !goodbye {
                SmtpError::NotNow(words)
            } else {
                SmtpError::Broken(words)
            })
        }
        None => Err(SmtpError::Broken("The mail server did not answer in time".to_owned())),
    }
}

/// The innermost reason, which says most, at a length that fits a line or two.
fn why(error: &Error) -> String {
    let words = error.source().map_or_else(|| error.to_string(), ToString::to_string);
    words.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(300).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_begins_with_a_dot_does_not_end_the_message() {
        assert_eq!(stuffed("A: b\r\n\r\n.\r\n..x\r\na.b"), "A: b\r\n\r\n..\r\n...x\r\na.b\r\n.\r\n");
        assert_eq!(stuffed(".\r\n"), "..\r\n.\r\n");
    }
}
