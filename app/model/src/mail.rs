//! The hub's messages as they are read: where each stands, the drawers they lie in, and how mail is doing.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::ids::MessageId;

/// Where a message stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MessageState {
    /// Somebody at the hub will look at it first.
    Held,
    /// It goes as soon as it may.
    Waiting,
    /// It is being sent right now.
    Sending,
    /// The mail server took it.
    Sent,
    /// Somebody sent it with a mail program of their own.
    ByHand,
    /// It will never be sent.
    Withdrawn,
    /// It was given up: the mail server refused it, or three days were not enough.
    Failed,
}

impl MessageState {
    /// Every state.
    pub const ALL: [Self; 7] = [Self::Held, Self::Waiting, Self::Sending, Self::Sent, Self::ByHand, Self::Withdrawn, Self::Failed];

    /// The word stored in the database.
    pub fn key(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Waiting => "waiting",
            Self::Sending => "sending",
            Self::Sent => "sent",
            Self::ByHand => "by_hand",
            Self::Withdrawn => "withdrawn",
            Self::Failed => "failed",
        }
    }

    /// The state whose stored word this is.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }

    /// Whether it may still be sent, by whatever way.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Held | Self::Waiting | Self::Failed)
    }
}

/// Whether only the person that a message of this kind is sent to may ever see its link: whoever has it is signed in as them.
pub fn is_personal(kind: &str) -> bool {
    matches!(kind, "sign_in" | "change_email" | RETURN_LINK | CLAIM)
}

/// The kind of the letter by which a guest of a twilight comes back. Nobody is to know later where it went: it is deleted once it has gone.
pub const RETURN_LINK: &str = "twilight.return";

/// The kind of the letter by which a guest's work becomes somebody's own. It is deleted as well: the account has the address, if there will be one.
pub const CLAIM: &str = "twilight.claim";

/// An invitation to work for the hub.
pub const INVITATION_TO_HUB: &str = "invitation.hub";

/// Whether whoever holds the link of a message of this kind becomes one of the hub's own people: then only those who may give
/// such roles may see it.
pub fn gives_hub_role(kind: &str) -> bool {
    kind == INVITATION_TO_HUB
}

/// A drawer of the outbox.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Folder {
    /// On their way.
    #[default]
    Waiting,
    /// Waiting for the hub.
    Held,
    /// Sent, by Twilight or by hand.
    Sent,
    /// Given up, or not through at the first try.
    Trouble,
    /// Never sent.
    Withdrawn,
}

impl Folder {
    /// Every drawer, in the order of the page.
    pub const ALL: [Self; 5] = [Self::Waiting, Self::Held, Self::Sent, Self::Trouble, Self::Withdrawn];

    /// Its word in an address.
    pub fn key(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Held => "held",
            Self::Sent => "sent",
            Self::Trouble => "trouble",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The drawer whose word this is.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|folder| folder.key() == key)
    }
}

/// Somebody as a letter's head names them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Addressee {
    /// May be empty.
    pub name: String,
    pub email: String,
}

/// A message in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its id; later messages have greater ones.
    pub id: MessageId,
    /// What it is, like `invitation`.
    pub kind: String,
    /// To whom.
    pub to: Addressee,
    /// The subject line.
    pub subject: String,
    /// Where it stands.
    pub state: MessageState,
    /// Whether it goes at once, and not in the next digest.
    pub urgent: bool,
    /// When it was written.
    pub created_at: DateTime<Utc>,
    /// When it may next be tried.
    pub due_at: DateTime<Utc>,
    /// How often it was tried in vain.
    pub attempts: u32,
    /// Why the last try came to nothing.
    pub last_error: Option<String>,
    /// When an earlier try handed it over without an answer: it may have arrived.
    pub uncertain_at: Option<DateTime<Utc>>,
    /// When it was sent.
    pub sent_at: Option<DateTime<Utc>>,
    /// The digest it belongs to.
    pub digest: Option<MessageId>,
    /// Whether the last try never came as far as this message, because no mail server talked to us.
    pub unreachable: bool,
    /// Whether it still has its secret link.
    pub has_link: bool,
}

/// A message with all it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneMessage {
    /// What a list shows of it.
    pub listed: Listed,
    /// The plain body, with `{link}` where the secret address belongs.
    pub text: String,
    /// The same as HTML.
    pub html: String,
    /// Where answers go.
    pub reply_to: String,
    /// Who caused it, by name.
    pub by: Option<String>,
    /// A digest's parts: id and subject.
    pub parts: Vec<(MessageId, String)>,
}

/// That the mail server could not be reached, or would not talk to us.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    pub at: DateTime<Utc>,
    pub why: String,
}

/// What is known of the mail server.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Health {
    /// When it last took a message.
    pub worked: Option<DateTime<Utc>>,
    /// When it last did not. Older than `worked` when all is well again.
    pub failed: Option<Failure>,
}

impl Health {
    /// Whether the last try to talk to the mail server failed.
    pub fn is_failing(&self) -> bool {
        self.failed.as_ref().is_some_and(|failed| self.worked.is_none_or(|worked| worked < failed.at))
    }
}

/// What somebody at the hub can do to a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    /// Keep it back.
    Hold,
    /// Let it go, when its time has come.
    Release,
    /// Let it go at once.
    SendNow,
    /// Note that it was sent with a mail program of one's own.
    ByHand,
    /// See to it that it is never sent.
    Withdraw,
}

impl Step {
    /// Its word in a form.
    pub fn key(self) -> &'static str {
        match self {
            Self::Hold => "hold",
            Self::Release => "release",
            Self::SendNow => "send-now",
            Self::ByHand => "by-hand",
            Self::Withdraw => "withdraw",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_reads_back() {
        for state in MessageState::ALL {
            assert_eq!(MessageState::from_key(state.key()), Some(state));
        }
        for folder in Folder::ALL {
            assert_eq!(Folder::from_key(folder.key()), Some(folder));
        }
    }
}
