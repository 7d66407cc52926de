//! What the mail pages show, in words that can be read as they are.

use app::ui::fields::Choice;
use app::ui::frame::Frame;
use model::ids::MessageId;
use model::mail::{Folder, Step};

use super::words::Sign;

/// The list of messages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailData {
    /// What every page shows.
    pub frame: Frame,
    /// How mail is doing.
    pub health: Health,
    /// The drawer that is open.
    pub folder: Folder,
    /// How many messages each drawer has, in the order of [`Folder::ALL`].
    pub counts: Vec<u32>,
    /// Every kind of message there is.
    pub kinds: Vec<Choice>,
    /// The kind that is asked for; empty for all.
    pub kind: String,
    /// What is searched for; empty for all.
    pub search: String,
    /// The messages, the newest first.
    pub messages: Vec<MailRow>,
    /// The oldest shown, when there are older ones.
    pub older: Option<MessageId>,
    /// Whether messages wait until somebody has looked at them.
    pub look_first: bool,
}

/// How mail is doing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Health {
    /// Whether a mail server is set up.
    pub configured: bool,
    /// Whether something is wrong with it.
    pub is_failing: bool,
    /// In one or two sentences.
    pub words: String,
}

/// A message in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailRow {
    pub id: MessageId,
    /// To whom: name, or the address where there is none.
    pub to: String,
    /// The address where there is a name, else empty.
    pub email: String,
    /// The subject line.
    pub subject: String,
    /// What it is.
    pub kind: String,
    /// When it was written.
    pub written: String,
    /// Where it stands.
    pub state: (Sign, String),
    /// Why it did not get through; empty when it did.
    pub why: String,
    /// Whether it still has a secret link.
    pub has_link: bool,
}

/// One message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageData {
    /// What every page shows.
    pub frame: Frame,
    /// What a list shows of it.
    pub row: MailRow,
    /// The drawer it lies in.
    pub folder: Folder,
    /// Who caused it; empty for the server itself.
    pub by: String,
    /// Where answers go.
    pub reply_to: String,
    /// When it may have arrived already, if that can't be known.
    pub uncertain: Option<String>,
    /// The plain text, without its secret.
    pub text: String,
    /// The same as HTML.
    pub html: String,
    /// The digest it belongs to.
    pub digest: Option<MessageId>,
    /// A digest's parts: id and subject.
    pub parts: Vec<(MessageId, String)>,
    /// What can be done to it with one press.
    pub steps: Vec<Step>,
    /// Whether it can still be withdrawn.
    pub open: bool,
    /// How it can be sent by hand.
    pub by_hand: ByHand,
}

/// How a message can be sent by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ByHand {
    /// It need not, or can't any more.
    No,
    /// Its link is for the eyes of one person alone, so nobody else may copy it.
    Personal,
    /// Its link makes somebody one of the hub's own people, so only an admin may copy it.
    AdminsOnly,
    /// With this text, in which the real link stands, and this `mailto:` address.
    Copy {
        /// The text.
        text: String,
        /// The address that opens a mail program with it.
        mailto: String,
        /// Whether that address holds the text; long ones don't fit.
        whole: bool,
    },
}
