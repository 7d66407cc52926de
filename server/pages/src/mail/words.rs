//! Where a message stands, in words, and what its text looks like without its secret.

use std::fmt::Write as _;

use app::notice::Notice;
use model::mail::{Folder, MessageState, Step};

/// The sign beside a state's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// All is done.
    Done,
    /// On its way.
    Half,
    /// Not yet.
    Ring,
    /// Somebody should look.
    Warning,
}

/// All that the words depend on. Moments are words already.
#[derive(Clone, Debug)]
pub struct Delivery {
    /// Where it stands.
    pub state: MessageState,
    /// Whether a mail server is set up.
    pub configured: bool,
    /// Whether it goes at once.
    pub urgent: bool,
    /// How often it was tried in vain.
    pub attempts: u32,
    /// When it is tried next.
    pub due: String,
    /// When the next digest goes.
    pub next_digest: String,
    /// When it was sent.
    pub sent: String,
    /// Whether it went in a digest.
    pub in_digest: bool,
    /// Whether nobody but its recipient may see its link.
    pub personal: bool,
}

/// Every kind of message in words. A test finds kinds that are written and not here.
const KINDS: [(&str, &str); 23] = [
    ("sign_in", "Sign-in link"),
    ("change_email", "Change of email"),
    ("account.email_changed", "Notice to the earlier address"),
    ("invitation", "Invitation"),
    ("invitation.hub", "Invitation to the hub"),
    ("role.handed_over", "Change of who represents a school"),
    ("role.lead_followed", "Change of Work Group Lead"),
    ("role.head_followed", "Change of headteacher"),
    ("interest.confirmation", "Receipt for an expression of interest"),
    ("interest.received", "Expression of interest received"),
    ("interest.arrived", "New expression of interest"),
    ("interest.decision", "Answer to an expression of interest"),
    ("commitment.request", "Commitment to sign"),
    ("commitment.reminder", "Reminder of a commitment"),
    ("commitment.copy", "Copy of a commitment"),
    ("commitment.signed", "Notice of a signature"),
    ("rollover.staying", "Question whether a school stays"),
    ("workshop.changed", "Change of a workshop"),
    ("poll.asked", "Question which dates suit"),
    ("poll.answer", "Link to an answer to a date poll"),
    ("twilight.return", "Way back of a guest"),
    ("twilight.claim", "Link by which a guest keeps their work"),
    ("digest", "Several messages in one"),
];

/// What a message is: `commitment.request` is a “Commitment to sign”.
pub fn kind(key: &str) -> String {
    KINDS.iter().find(|(known, _)| *known == key).map_or_else(
        || {
            let words = key.replace(['.', '_', '-'], " ");
            let mut letters = words.chars();
            letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
        },
        |(_, words)| (*words).to_owned(),
    )
}

/// The name of a drawer.
pub fn folder(folder: Folder) -> &'static str {
    match folder {
        Folder::Waiting => "Waiting",
        Folder::Held => "Held",
        Folder::Sent => "Sent",
        Folder::Trouble => "Trouble",
        Folder::Withdrawn => "Withdrawn",
    }
}

/// What an empty drawer says: a title and a sentence.
pub fn empty(folder: Folder, filtered: bool) -> (&'static str, &'static str) {
    if filtered {
        return ("Nothing fits", "No message here is of this kind, or goes to somebody with these letters in their name or address.");
    }
    match folder {
        Folder::Waiting => ("Nothing waits", "Messages that are on their way will be listed here."),
        Folder::Held => ("Nothing is held", "Messages that somebody should look at before they go will be listed here."),
        Folder::Sent => ("Nothing was sent yet", "Messages that have gone out will be listed here, with the day and time."),
        Folder::Trouble => ("No trouble", "Messages that did not get through will be listed here, with the reason."),
        Folder::Withdrawn => ("Nothing was withdrawn", "Messages that were called back before they went will be listed here."),
    }
}

/// Where a message stands: a sign and a sentence.
pub fn state(of: &Delivery) -> (Sign, String) {
    match of.state {
        MessageState::Held => (Sign::Ring, "Held until somebody releases it".to_owned()),
        MessageState::Waiting if !of.configured && of.personal => (Sign::Ring, "Can only go through a mail server".to_owned()),
        MessageState::Waiting if !of.configured => (Sign::Ring, "Waits to be copied and sent by hand".to_owned()),
        MessageState::Waiting if of.attempts > 0 => {
            let times = if of.attempts == 1 { "once".to_owned() } else { format!("{} times", of.attempts) };
            (Sign::Warning, format!("Not through yet: tried {times}, next {}", of.due))
        }
        MessageState::Waiting if !of.urgent => (Sign::Ring, format!("Goes with the digest, {}", of.next_digest)),
        MessageState::Waiting => (Sign::Half, "Goes in a moment".to_owned()),
        MessageState::Sending => (Sign::Half, "Is being sent".to_owned()),
        MessageState::Sent if of.in_digest => (Sign::Done, format!("Sent in a digest, {}", of.sent)),
        MessageState::Sent => (Sign::Done, format!("Sent {}", of.sent)),
        MessageState::ByHand => (Sign::Done, format!("Sent by hand, {}", of.sent)),
        MessageState::Withdrawn => (Sign::Ring, "Withdrawn, never sent".to_owned()),
        MessageState::Failed => (Sign::Warning, "Given up".to_owned()),
    }
}

/// The words on the button for a step.
pub fn button(step: Step) -> &'static str {
    match step {
        Step::Hold => "Hold",
        Step::Release => "Release",
        Step::SendNow => "Send now",
        Step::ByHand => "Mark as sent",
        Step::Withdraw => "Withdraw",
    }
}

/// What is said once a step is done.
pub fn notice(step: Step) -> Notice {
    match step {
        Step::Hold => Notice::MailHeld,
        Step::Release => Notice::MailReleased,
        Step::SendNow => Notice::MailHurried,
        Step::ByHand => Notice::MailByHand,
        Step::Withdraw => Notice::MailWithdrawn,
    }
}

/// A body as it may be shown: “the link” stands for every secret address, and in HTML it leads nowhere.
pub fn without_links(body: &str) -> String {
    let mut shown = String::with_capacity(body.len());
    let mut rest = body;
    while let Some((before, after)) = rest.split_once("{link") {
        shown.push_str(before);
        let Some((_, after)) = after.split_once('}') else {
            break;
        };
        shown.push_str(if before.ends_with("href=\"") { "#" } else { "the link" });
        rest = after;
    }
    shown.push_str(rest);
    shown
}

/// Longer addresses are cut off by some systems and programs, without a word: Windows hands over about two thousand letters.
const LONGEST_ADDRESS: usize = 1_900;

/// The address that opens a new message in somebody's own mail program (RFC 6068), and whether the text is in it: one that is too
/// long has to be pasted.
pub fn mailto(to: &str, subject: &str, body: &str) -> (String, bool) {
    let address = format!("mailto:{}?subject={}", escape(to), escape(subject));
    let whole = format!("{address}&body={}", escape(&body.replace("\r\n", "\n").replace('\n', "\r\n")));
    if whole.len() <= LONGEST_ADDRESS { (whole, true) } else { (address, false) }
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~@".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_that_nobody_has_put_into_words_reads_well_enough() {
        assert_eq!(kind("commitment.request"), "Commitment to sign");
        assert_eq!(kind("something.new_here"), "Something new here");
        assert_eq!(kind(""), "");
    }

    #[test]
    fn a_preview_never_holds_a_place_for_a_secret() {
        let html = r#"<a href="{link}">Open</a> {link} <a href="{link:0193-ab}">{link:0193-ab}</a>"#;
        assert_eq!(without_links(html), r##"<a href="#">Open</a> the link <a href="#">the link</a>"##);
        assert_eq!(without_links("nothing {here}"), "nothing {here}");
    }

    #[test]
    fn a_mailto_address_keeps_lines_and_letters() {
        let (address, whole) = mailto("head+1@ash.example", "Sign & send", "Hello Zoë,\n\nhttps://a.example/?b=1&c=2");
        assert_eq!(
            address,
            "mailto:head%2B1@ash.example?subject=Sign%20%26%20send&body=Hello%20Zo%C3%AB%2C%0D%0A%0D%0A\
             https%3A%2F%2Fa.example%2F%3Fb%3D1%26c%3D2"
        );
        assert!(whole);
        let (address, whole) = mailto("head@ash.example", "Dates", &"six dates ".repeat(200));
        assert_eq!((address.as_str(), whole), ("mailto:head@ash.example?subject=Dates", false), "too long to be carried over");
    }

    /// Every literal after which a source file goes on as after a kind of message.
    fn kinds_in(text: &str) -> Vec<String> {
        let literal = |rest: &str| rest.split('"').next().unwrap_or_default().to_owned();
        let mut found: Vec<String> =
            ["kind: \"", "INVITATION_TO_HUB } else { \"", "KIND: &str = \"", "INVITATION_TO_HUB: &str = \"", "DIGEST: &str = \""]
                .iter()
                .flat_map(|before| text.split(before).skip(1).map(literal))
                .collect();
        // Letters that are handed to a function with their kind.
        let lines = text.lines().filter(|line| line.contains("letters::") || line.contains("tell(changes"));
        found.extend(lines.flat_map(|line| line.split('"').skip(1).step_by(2)).filter(|word| word.contains('.')).map(str::to_owned));
        found.retain(|kind| !kind.is_empty() && kind.chars().all(|letter| letter.is_ascii_lowercase() || "._".contains(letter)));
        found
    }

    #[test]
    fn every_kind_that_is_written_has_words_of_its_own() {
        let files = crate::sources::below(&["../store/src", "../../app/model/src", "src", "../../app/src"]);
        let files = files.iter().filter(|(_, text)| text.contains("NewMessage") || text.contains("outbox"));
        let found: Vec<String> = files.flat_map(|(_, text)| kinds_in(text)).collect();
        for known in ["invitation", "invitation.hub", "digest", "rollover.staying", "commitment.copy", "role.lead_followed"] {
            assert!(found.iter().any(|kind| kind == known), "the search does not find {known}");
        }
        for kind in found {
            assert!(KINDS.iter().any(|(known, _)| *known == kind), "{kind} needs words in KINDS");
        }
    }

    #[test]
    fn every_state_says_what_happens_next() {
        let of = |state, configured, urgent, attempts| Delivery {
            state,
            configured,
            urgent,
            attempts,
            due: "today at 16:12".into(),
            next_digest: "Mon 23 Nov 2026, 07:30".into(),
            sent: "today at 16:00".into(),
            in_digest: false,
            personal: false,
        };
        let words = |delivery| super::state(&delivery).1;
        assert_eq!(words(of(MessageState::Waiting, false, true, 0)), "Waits to be copied and sent by hand");
        assert_eq!(words(of(MessageState::Waiting, true, true, 1)), "Not through yet: tried once, next today at 16:12");
        assert_eq!(words(of(MessageState::Waiting, true, false, 0)), "Goes with the digest, Mon 23 Nov 2026, 07:30");
        assert_eq!(words(of(MessageState::Sent, true, true, 0)), "Sent today at 16:00");
        assert_eq!(state(&of(MessageState::Failed, true, true, 9)).0, Sign::Warning);
    }
}
