//! A message as it travels: its headers and both its bodies (RFC 5322, RFC 2046).

use std::error::Error;
use std::time::SystemTime;

use chrono::{DateTime, Utc};
use lettre::address::Envelope;
use lettre::message::header::{Header, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use lettre::{Address, Message};
use store::outbox::Outgoing;

/// Ready to be handed over.
pub(super) struct Parcel {
    /// From whom to whom, for the mail server.
    pub envelope: Envelope,
    /// Whether an address has letters beyond ASCII, which not every server can send to (RFC 6531).
    pub unusual: bool,
    /// Headers and bodies.
    pub text: String,
}

/// Nobody wrote it by hand, so that nobody's holiday notice answers (RFC 3834).
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

/// Puts a message into its envelope. The Message-ID is made of the message's own id: the same with every try, so that a mail
/// system that has it already can drop a second copy.
///
/// # Errors
/// A sentence for the hub when its address is none that mail can be sent to.
pub(super) fn pack(message: &Outgoing, from: &Mailbox, now: DateTime<Utc>) -> Result<Parcel, String> {
    let (name, address) = &message.to;
    let address: Address = address.parse().map_err(|_| "This is not an address that mail can be sent to".to_owned())?;
    let sender = Mailbox::new(from.name.clone().or_else(|| Some(message.hub_name.clone())), from.email.clone());
    let envelope = Envelope::new(Some(from.email.clone()), vec![address.clone()]).map_err(|error| error.to_string())?;
    let mut letter = Message::builder()
        .from(sender)
        .to(Mailbox::new(Some(name.clone()).filter(|name| !name.trim().is_empty()), address))
        .subject(message.subject.clone())
        .date(SystemTime::from(now))
        .message_id(Some(format!("<{}@{}>", message.id, from.email.domain())))
        .header(AutoSubmitted);
    if let Ok(reply_to) = message.reply_to.parse::<Address>() {
        letter = letter.reply_to(Mailbox::new(Some(message.hub_name.clone()), reply_to));
    }
    let body = MultiPart::alternative_plain_html(message.text.clone(), message.html.clone());
    let letter = letter.multipart(body).map_err(|error| error.to_string())?;
    let unusual = std::iter::once(&from.email).chain(envelope.to()).any(|address| !<Address as AsRef<str>>::as_ref(address).is_ascii());
    let text = String::from_utf8(letter.formatted()).map_err(|error| error.to_string())?;
    Ok(Parcel { envelope, unusual, text })
}
