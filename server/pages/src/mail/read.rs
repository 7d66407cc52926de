//! From what the outbox holds to what the pages show.

use app::ui::frame::Frame;
use chrono::{DateTime, Utc};
use model::calendar::clock::{day_and_time, when};
use model::mail::{Addressee, Folder, Listed, MessageState, OneMessage, Step, is_personal};

use super::view::{ByHand, Health, MailRow, MessageData};
use super::words::{self, Delivery};

/// So many messages are listed at once.
pub const A_PAGE: u32 = 50;

/// What every message's words depend on.
pub struct When {
    now: DateTime<Utc>,
    configured: bool,
    next_digest: Option<DateTime<Utc>>,
}

impl When {
    pub fn at(now: DateTime<Utc>, configured: bool, next_digest: Option<DateTime<Utc>>) -> Self {
        Self { now, configured, next_digest }
    }
}

/// How mail is doing, in a sentence or two.
pub fn health(health: model::mail::Health, at: &When) -> Health {
    if !at.configured {
        let words = "No mail server is set up, so nothing leaves by itself. Open a message, send it with your own mail program, \
                     and mark it as sent.";
        return Health { configured: false, is_failing: false, words: words.to_owned() };
    }
    let worked = health.worked.map(|worked| when(worked, at.now));
    let failed = health.failed.filter(|failed| health.worked.is_none_or(|worked| worked < failed.at));
    let (is_failing, words) = match (failed, worked) {
        (Some(failed), worked) => {
            let before = worked.map_or_else(|| "It has not worked yet".to_owned(), |worked| format!("It last worked {worked}"));
            (
                true,
                format!(
                    "Mail does not get through: {}. Last tried {}. {before}. Nothing is lost: it is tried again and again.",
                    failed.why.trim_end_matches('.'),
                    when(failed.at, at.now)
                ),
            )
        }
        (None, Some(worked)) => (false, format!("Mail goes out by itself. The last message left {worked}.")),
        (None, None) => (false, "Mail goes out by itself. Nothing has been sent yet.".to_owned()),
    };
    Health { configured: true, is_failing, words }
}

/// A message as a list shows it.
pub fn row(message: Listed, at: &When) -> MailRow {
    let state = words::state(&Delivery {
        state: message.state,
        configured: at.configured,
        urgent: message.urgent,
        attempts: message.attempts,
        due: when(message.due_at, at.now),
        next_digest: at.next_digest.map(day_and_time).unwrap_or_default(),
        sent: message.sent_at.map(|sent| when(sent, at.now)).unwrap_or_default(),
        in_digest: message.digest.is_some(),
        personal: is_personal(&message.kind),
    });
    let Addressee { name, email } = message.to;
    let (to, email) = if name.trim().is_empty() { (email, String::new()) } else { (name, email) };
    MailRow {
        id: message.id,
        to,
        email,
        subject: message.subject,
        has_link: message.has_link,
        kind: words::kind(&message.kind),
        written: when(message.created_at, at.now),
        state,
        // What is wrong with the mail server is said once, above all of them.
        why: message.last_error.filter(|_| !message.unreachable).unwrap_or_default(),
    }
}

/// Whether somebody has to send the message themselves, if anybody does: there is no mail server, or it has given up.
pub fn needs_a_hand(message: &Listed, configured: bool) -> bool {
    message.state.is_open() && (!configured || message.state == MessageState::Failed)
}

/// What is copied.
pub fn copy(message: &Listed, text: String) -> ByHand {
    let (mailto, whole) = words::mailto(&message.to.email, &message.subject, &text);
    ByHand::Copy { text, mailto, whole }
}

/// One message with all that can be done to it.
pub fn message(message: OneMessage, by_hand: ByHand, frame: Frame, at: &When) -> MessageData {
    let listed = message.listed;
    let steps = match listed.state {
        MessageState::Held if at.configured && !listed.urgent => vec![Step::Release, Step::SendNow],
        MessageState::Held => vec![Step::Release],
        MessageState::Waiting if at.configured && (!listed.urgent || listed.attempts > 0) => vec![Step::SendNow, Step::Hold],
        MessageState::Waiting => vec![Step::Hold],
        MessageState::Failed if at.configured => vec![Step::SendNow],
        _ => Vec::new(),
    };
    let folder = match listed.state {
        MessageState::Held => Folder::Held,
        MessageState::Waiting | MessageState::Sending => Folder::Waiting,
        MessageState::Sent | MessageState::ByHand => Folder::Sent,
        MessageState::Withdrawn => Folder::Withdrawn,
        MessageState::Failed => Folder::Trouble,
    };
    MessageData {
        frame,
        folder,
        by: message.by.unwrap_or_default(),
        reply_to: message.reply_to,
        uncertain: listed.uncertain_at.filter(|_| listed.state.is_open()).map(|uncertain| when(uncertain, at.now)),
        text: words::without_links(&message.text),
        html: words::without_links(&message.html),
        digest: listed.digest,
        parts: message.parts,
        steps,
        open: listed.state.is_open(),
        by_hand,
        row: row(listed, at),
    }
}
