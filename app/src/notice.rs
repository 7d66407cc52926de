//! What has just been done, said at the top of the page that a form leads to. In the address is only a word of a closed list.

use std::fmt;

/// Declares every notice: its name, its word in an address, and its sentence.
macro_rules! notices {
    ($($(#[$doc:meta])* $name:ident, $key:literal, $words:literal;)*) => {
        /// Something that was done.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Notice {
            $($(#[$doc])* $name,)*
        }

        impl Notice {
            /// Every notice.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// Its word in an address.
            pub fn key(self) -> &'static str {
                match self {
                    $(Self::$name => $key,)*
                }
            }
        }

        impl fmt::Display for Notice {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(match self {
                    $(Self::$name => $words,)*
                })
            }
        }
    };
}

notices! {
    /// A form's changes were kept.
    Saved, "saved", "Saved.";
    // People and accounts.
    /// A link to sign in was asked for.
    LinkSent, "link-sent", "If this address has an account, a link is on its way to it.";
    /// An invitation was accepted for an account that is not signed in.
    Joined, "joined", "You have joined. Sign in, and you will find it on your page.";
    /// A password was set.
    PasswordSet, "password-set", "Your password is set. You are signed out everywhere else.";
    /// A new address is to be confirmed.
    AddressAsked, "address-asked", "A link is on its way to the new address. It changes when you press the button on the link's page.";
    /// A new address was confirmed.
    AddressChanged, "address-changed", "Your address is changed. Sign in with the new one from now on.";
    /// An invitation was sent.
    Invited, "invited", "The invitation is on its way. It is good for 14 days.";
    /// An invitation was sent once more.
    InvitedAgain, "invited-again", "The invitation is sent again. The earlier link opens nothing any more.";
    /// An invitation was taken back.
    InvitationTakenBack, "invitation-taken-back", "The invitation is taken back. Its link opens nothing any more.";
    /// Somebody represents a school from now or a day on.
    HandedOver, "handed-over", "Done. Everybody concerned is told.";
    /// A planned handover was dropped.
    HandoverCancelled, "handover-cancelled", "The planned change is dropped. Everything stays as it was.";
    /// A deputy is one no more.
    DeputyEnded, "deputy-ended", "They are deputy no more.";
    /// A hub role was changed.
    RoleChanged, "role-changed", "The role in the hub is changed.";
    /// An account was closed.
    AccountClosed, "account-closed", "The account is closed. What they wrote stays.";
    /// An account was opened again.
    AccountOpened, "account-opened", "The account is open again.";
    /// A person's place was changed.
    PersonMoved, "person-moved", "Their place is changed.";

    // Expressions of interest.
    /// A decision was taken, and a letter goes out.
    InterestDecidedWithLetter, "interest-decided-letter", "Done. The letter is on its way to the outbox.";
    /// A decision was taken.
    InterestDecided, "interest-decided", "Done. No letter was sent.";
    /// A decision was taken back.
    InterestUndone, "interest-undone", "Taken back. No letter about it has gone out.";
    /// A decision was taken back too late for its letter.
    InterestUndoneAfterLetter, "interest-undone-late", "Taken back, but the letter about it has gone out already: tell the school.";
    /// It was given to somebody.
    InterestAssigned, "interest-assigned", "Assigned.";
    /// A note was added.
    InterestNoted, "interest-noted", "The note is kept.";
    /// The school was matched.
    InterestMatched, "interest-matched", "The school is matched.";
    /// Several were changed.
    InterestsChanged, "interests-changed", "Done for all that were ticked.";
    /// Several were changed, others not.
    InterestsLeft, "interests-left", "Some were left as they are, and are still ticked in the list below: open each to see what it needs first.";
}

impl Notice {
    /// The notice whose word this is.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|notice| notice.key() == key)
    }

    /// A page's address with this notice on top.
    pub fn on(self, page: &str) -> String {
        let (page, place) = page.split_once('#').map_or((page, String::new()), |(page, place)| (page, format!("#{place}")));
        let separator = if page.contains('?') { '&' } else { '?' };
        format!("{page}{separator}done={}{place}", self.key())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_notice_reads_back_from_its_word() {
        for notice in Notice::ALL {
            assert_eq!(Notice::from_key(notice.key()), Some(*notice));
        }
        assert_eq!(Notice::Saved.on("/hub?x=1#y"), "/hub?x=1&done=saved#y");
    }
}
