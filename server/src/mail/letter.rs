//! A message as it travels: its headers and both its bodies (RFC 5322, RFC 2046).

use std::error::Error;
use std::time::SystemTime;

use chrono::{DateTime, Utc};
use lettre::address::Envelope;
use lettre::message::header::ContentType;
use lettre::message::header::{Header, HeaderName, HeaderValue};
use lettre::message::{Attachment, Mailbox, MultiPart, SinglePart};
use lettre::{Address, Message};
use model::accounts::email::EmailAddress;
use model::mail::Addressee;
use model::text::invisible::strip;
use model::text::line::Line;
use store::mail::{LOGO_ID, Outgoing};

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

/// The longest name or subject in a letter's head. Those of the outbox are shorter.
const LONGEST_LINE: usize = 300;

/// Puts a message into its envelope. Whatever the outbox holds, what goes into the head is one line: a header with a line break in it
/// is none, or somebody else's. The Message-ID is made of the message's own id: the same with every try, so that a mail
/// system that has it already can drop a second copy.
///
/// # Errors
/// A sentence for the hub when its address is none that mail can be sent to.
pub(super) fn pack(message: &Outgoing, from: &Mailbox, now: DateTime<Utc>) -> Result<Parcel, String> {
    let address = mailable(&message.to.email).ok_or_else(|| "This is not an address that mail can be sent to".to_owned())?;
    let sender = Mailbox::new(named(from.name.as_deref().unwrap_or(&message.hub_name)), from.email.clone());
    let envelope = Envelope::new(Some(from.email.clone()), vec![address.clone()]).map_err(|error| error.to_string())?;
    let mut letter = Message::builder()
        .from(sender)
        .to(Mailbox::new(named(&message.to.name), address))
        .subject(String::from(Line::cut(&message.subject, LONGEST_LINE)))
        .date(SystemTime::from(now))
        .message_id(Some(format!("<{}@{}>", message.id, from.email.domain())))
        .header(AutoSubmitted);
    let Addressee { name: reader, email: reply_to } = &message.reply_to;
    if let Some(reply_to) = mailable(reply_to) {
        let reader = if reader.is_empty() { &message.hub_name } else { reader };
        letter = letter.reply_to(Mailbox::new(named(reader), reply_to));
    }
    let body = bodies(message);
    let letter = letter.multipart(body).map_err(|error| error.to_string())?;
    let unusual = std::iter::once(&from.email).chain(envelope.to()).any(|address| !<Address as AsRef<str>>::as_ref(address).is_ascii());
    let text = String::from_utf8(letter.formatted()).map_err(|error| error.to_string())?;
    Ok(Parcel { envelope, unusual, text })
}

/// An address that was kept, as mail servers take it: one from before addresses were read as they are today may have something in it
/// that nobody sees, and a letter must not fail for that.
fn mailable(kept: &str) -> Option<Address> {
    let read = kept.parse::<EmailAddress>();
    read.as_ref().map_or(kept, EmailAddress::as_str).parse().ok()
}

/// A name as it may stand in a letter's head; `None` without one.
fn named(name: &str) -> Option<String> {
    Some(Line::cut(name, LONGEST_LINE).into()).filter(|name: &String| !name.is_empty())
}

/// Both bodies; the HTML one with the hub's logo beside it, if there is one, so that nothing is fetched from anywhere.
fn bodies(message: &Outgoing) -> MultiPart {
    // A zero byte in a body is reason enough for a mail server to refuse it for good.
    let (text, html) = (strip(&message.text), strip(&message.html));
    let logo = message.logo.as_ref().and_then(|logo| Some((&logo.bytes, ContentType::parse(&logo.media_type).ok()?)));
    let Some((bytes, kind)) = logo else {
        return MultiPart::alternative_plain_html(text, html);
    };
    let logo = Attachment::new_inline(LOGO_ID.to_owned()).body(bytes.clone(), kind);
    let html = MultiPart::related().singlepart(SinglePart::html(html)).singlepart(logo);
    MultiPart::alternative().singlepart(SinglePart::plain(text)).multipart(html)
}
