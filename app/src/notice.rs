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
    AddressAsked, "address-asked", "A link is on its way to the new address. It changes when you press the button on the link’s page.";
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

    // Schools.
    /// A year of a phase was added.
    PhaseAdded, "phase-added", "The year is added.";
    /// A year of a phase was taken back.
    PhaseRemoved, "phase-removed", "The year is removed.";
    /// A school that had another's number is one of its own again.
    NumberTakenBack, "number-taken-back", "They are two schools again, linked. Later imports leave them apart.";
    // Forming groups, and the turn of the year.
    /// Schools have another group, or none.
    SchoolsMoved, "schools-moved", "The schools have been moved.";
    /// They were there already.
    NothingMoved, "nothing-moved", "Nothing had to be moved.";
    /// A new group is there.
    GroupFormed, "group-formed", "The group has been formed. Put schools into it, and name its lead.";
    /// A group has one more year.
    GroupYearMade, "group-year-made", "The group has its year now. Put schools into it.";
    /// A year goes on from here.
    GroupYearStarted, "year-started", "The year has been started.";
    /// The last step is gone.
    StepUndone, "step-undone", "Undone.";
    /// What was suggested was done.
    SuggestionFollowed, "suggestion-followed", "Done as suggested. One press on Undo takes all of it back.";
    /// The year was turned.
    YearTurned, "year-turned", "The year has been turned. Until 30 September of the new year this can be taken back.";
    /// And back.
    TurnTakenBack, "turn-taken-back", "The turn of the year has been taken back. Everything is as it was before.";
    // Mail.
    /// Messages are kept back.
    MailHeld, "mail-held", "Held. It stays here until somebody releases it.";
    /// Messages go on.
    MailReleased, "mail-released", "Released.";
    /// A message goes at once.
    MailHurried, "mail-hurried", "It goes as soon as the mail server takes it.";
    /// A message will never be sent.
    MailWithdrawn, "mail-withdrawn", "Withdrawn. It will not be sent.";
    /// Somebody sent a message themselves.
    MailByHand, "mail-by-hand", "Marked as sent by hand. Its link is no longer kept here.";
    /// Something could not be done to a message any more.
    MailTooLate, "mail-too-late", "It had gone already, or was withdrawn: nothing was changed.";
    /// Messages wait to be looked at.
    MailLooked, "mail-looked", "From now on messages wait here until somebody has looked at them.";
    /// Messages go by themselves.
    MailUnlooked, "mail-unlooked", "From now on messages go by themselves. Those that are held stay so until they are released.";
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
    // Commitments.
    /// Heads were asked.
    HeadsAsked, "heads-asked", "The letters are on their way.";
    /// There was nobody to ask.
    NobodyToAsk, "nobody-to-ask", "There was nobody left to write to: add the missing addresses first.";
    /// Heads were reminded.
    HeadsReminded, "heads-reminded", "The reminders are on their way. Whoever had a letter in the last three days was left in peace.";
    /// There was nobody to remind.
    NobodyToRemind, "nobody-to-remind", "Nobody was reminded: all who have not signed had a letter in the last three days, or have no address.";
    /// A link was renewed.
    LinkRenewed, "link-renewed", "Older links open nothing any more. A letter with a new one is on its way.";
    /// A head was named.
    HeadSaved, "head-saved", "Saved. Links that went to another address open nothing any more.";
    /// A signature was set aside.
    SetAside, "set-aside", "The signature is set aside. It stays in the record; the school is to sign anew.";
    /// A paper was recorded.
    InkRecorded, "ink-recorded", "Recorded. It counts the same, and the copies are on their way.";
    /// The lead participant agreed.
    LeadAgreed, "lead-agreed", "Thank you. You have agreed.";
    /// A head signed.
    CommitmentSigned, "commitment-signed", "Thank you. It is signed, and copies are on their way to you and to your lead participant.";
    /// A wording was saved.
    WordingSaved, "wording-saved", "Saved as a new version. Commitments that nobody has signed yet are asked for with it from now on.";
    /// A wording that says the same.
    WordingSame, "wording-same", "Nothing was changed: it says what it said before.";
    // Letters that do not go by themselves.
    /// An invitation has to be sent by hand.
    InvitedByHand, "invited-by-hand", "The invitation is written and good for 14 days. No mail server is set up, so somebody at the hub has to send it by hand.";
    /// An invitation is looked at first.
    InvitedHeld, "invited-held", "The invitation is written and good for 14 days. It goes out once somebody at the hub has looked at it.";
    /// An invitation has to be sent by hand once more.
    InvitedAgainByHand, "invited-again-by-hand", "Written anew; the earlier link opens nothing any more. No mail server is set up, so somebody at the hub has to send it by hand.";
    /// An invitation is looked at once more.
    InvitedAgainHeld, "invited-again-held", "Written anew; the earlier link opens nothing any more. It goes out once somebody at the hub has looked at it.";
    /// Somebody represents a school, and is told by hand.
    HandedOverWaits, "handed-over-waits", "Done. Letters to everybody concerned wait at the hub, which sends them.";
    /// Something could not be done to some messages any more.
    MailSomeTooLate, "mail-some-too-late", "Some of them had gone already, or were withdrawn: those stay as they are.";
    /// An address was changed, and its owner signs in with a password.
    AddressChangedPlain, "address-changed-plain", "Your address is changed. Sign in with it and your password.";

    // Workshops.
    /// Dates that stand in signed commitments were changed.
    WorkshopsMoved, "workshops-moved", "Saved. Heads have signed with a date that is another now: their copies keep it, and a letter tells each of them whose address is known.";
    /// One more is in the year.
    WorkshopAdded, "workshop-added", "The workshop is added. Set its date below, or leave it to be confirmed.";
    /// One less is.
    WorkshopRemoved, "workshop-removed", "The workshop is removed.";
    /// One is not to be held.
    WorkshopCancelled, "workshop-cancelled", "It is cancelled, and a letter tells everybody concerned. It can be held after all.";
    /// One is to be held again.
    WorkshopHeld, "workshop-held", "It is held after all, and a letter tells everybody concerned.";
    /// One became two.
    WorkshopSplit, "workshop-split", "It is in two parts, and a letter tells everybody concerned.";

    /// Guests have other tables.
    GuestsMixed, "guests-mixed", "The guests are mixed. Each sees on their own page at which table they sit.";
    /// A guest sits elsewhere.
    GuestSeated, "guest-seated", "That is where they sit from now on: their own page says so.";
    /// There was no table to sit at.
    NobodyMixed, "nobody-mixed", "Nobody was seated: set the tables first.";
    /// Something was pressed that was meant for another moment.
    RunMovedOn, "run-moved-on", "Somebody was quicker: the workshop has moved on. This is how it stands.";

    // Templates of plans.
    /// A plan was kept as a template.
    TemplateKept, "template-kept", "The template is kept. It stands among what a plan can start from.";
    /// A template was given another name.
    TemplateRenamed, "template-renamed", "The template has its new name.";
    /// A template was deleted.
    TemplateDeleted, "template-deleted", "The template is deleted. Plans that were made from it stay as they are.";

    // When schools are closed.
    /// Term dates were entered.
    TermDatesSaved, "term-dates-saved", "The term dates are saved. Warnings beside the dates of workshops go by them from now on.";
    /// The usual ones hold again.
    TermDatesUsual, "term-dates-usual", "The usual dates hold again.";
    /// A school is closed on a day.
    ClosedDayAdded, "closed-day-added", "The day is in the list. Groups are warned when a workshop is on it.";
    /// A school is open on a day after all.
    ClosedDayRemoved, "closed-day-removed", "The day is taken out of the list.";
    /// Several days came from a file.
    ClosedDaysImported, "closed-days-imported", "The days that you chose are in the list.";

    /// A host's pack was filled in.
    HostPackSaved, "host-pack-saved", "The host pack is saved.";

    // Calendars.
    /// A link that calendars read by is gone.
    CalendarLinkStopped, "calendar-link-stopped", "The link is stopped. Calendars that read by it get nothing more.";

    // Date polls.
    /// A poll was opened.
    PollOpened, "poll-opened", "The poll is open. Give its link to the schools, or have letters sent to them below.";
    /// An answer was kept.
    PollAnswered, "poll-answered", "Thank you. Your answer is kept, and you can change it here until the poll ends.";
    /// An answer was kept, and a letter with its link is on its way.
    PollAnsweredByMail, "poll-answered-by-mail", "Thank you. Your answer is kept, and its address is on its way to you by email.";
    /// An answer was kept, and no letter was written.
    PollAnsweredNoMail, "poll-answered-no-mail", "Thank you. Your answer is kept. No letter was sent, because several have gone to that address today: copy the address below.";
    /// Letters go to those who have not answered.
    PollAsked, "poll-asked", "Letters are on their way to those who have not answered.";
    /// The same letters have to be sent by hand.
    PollAskedByHand, "poll-asked-by-hand", "Letters to those who have not answered are written. No mail server is set up, so somebody at the hub has to send them by hand.";
    /// The same letters are looked at first.
    PollAskedHeld, "poll-asked-held", "Letters to those who have not answered are written. They go out once somebody at the hub has looked at them.";
    /// There was nobody to write to.
    PollNobodyToAsk, "poll-nobody-to-ask", "Nobody was written to: every school has answered, or has nobody here who represents it.";
    /// A poll was closed with a date.
    PollDateChosen, "poll-date-chosen", "The poll is closed, and the workshop has its date.";
    /// A poll was closed without a date.
    PollShut, "poll-shut", "The poll is closed. The workshop’s date is still to be confirmed.";
    /// A poll takes answers until another day.
    PollGoesOn, "poll-goes-on", "Schools can answer until that day.";
    /// A poll's link was replaced.
    PollLinkRenewed, "poll-link-renewed", "There is a new link. The old one leads nowhere any more; whoever has answered can still change their answer.";
    /// An answer was removed.
    PollAnswerRemoved, "poll-answer-removed", "The answer is removed.";

    // One letter.
    /// One head was asked.
    HeadAsked, "head-asked", "The letter is on its way.";
    /// One head was reminded.
    HeadReminded, "head-reminded", "The reminder is on its way.";
    // Expressions of interest, more of them.
    /// It was taken out of the inbox.
    InterestRemoved, "interest-removed", "Removed. It lies under “Removed”, and can be put back.";
    /// It is in the inbox again.
    InterestPutBack, "interest-put-back", "It is in the inbox again, as it was.";
    /// Answers in a browser were deleted.
    InterestForgotten, "interest-forgotten", "The answers are deleted from this computer.";
    // Twilights.
    /// A twilight has a code.
    TwilightCodeMade, "twilight-code-made", "The code opens the door now. A code that was there before opens nothing any more.";
    /// A twilight's code was stopped.
    TwilightCodeStopped, "twilight-code-stopped", "Nobody can join by the code any more. Whoever is in stays in.";
    /// A guest was taken out.
    GuestRemoved, "guest-removed", "They are out, and don’t count as having been there. What they wrote stays.";
    /// A guest's way back is on its way to them.
    ReturnLinkSent, "return-link-sent", "Your link is on its way. The address is deleted once it has gone.";
    /// The link by which a guest keeps their work is on its way.
    ClaimLinkSent, "claim-link-sent", "The link is on its way. It is good for one day.";
    /// A guest's work is somebody's own.
    GuestWorkKept, "guest-work-kept", "What you did as a guest stands under your name now.";
    /// The same, in an account that has not signed in here.
    GuestWorkKeptThere, "guest-work-kept-there", "What you did as a guest stands under your name now. Sign in to see it in your account.";
    /// It is a guest's again.
    GuestWorkGivenBack, "guest-work-given-back", "It is a guest’s again. Every word stays where it is.";
}

impl Notice {
    /// The notice whose word this is.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|notice| notice.key() == key)
    }

    /// Whether somebody should look twice: not everything is as they wished.
    pub fn is_warning(self) -> bool {
        matches!(
            self,
            Self::MailTooLate
                | Self::MailSomeTooLate
                | Self::InvitedByHand
                | Self::InvitedHeld
                | Self::InvitedAgainByHand
                | Self::InvitedAgainHeld
                | Self::HandedOverWaits
                | Self::PollAskedByHand
                | Self::PollAskedHeld
        )
    }

    /// The drawer of the hub's mail in which what it speaks of lies.
    pub fn drawer(self) -> Option<&'static str> {
        match self {
            Self::InvitedByHand | Self::InvitedAgainByHand | Self::HandedOverWaits | Self::PollAskedByHand => {
                Some("/hub/mail?folder=waiting")
            }
            Self::InvitedHeld | Self::InvitedAgainHeld | Self::PollAskedHeld => Some("/hub/mail?folder=held"),
            _ => None,
        }
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
