//! What can be wrong with what somebody typed.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::clause::ClauseNumber;
use super::declaring::problems;

/// A derived reader of so many names would be a twentieth of what a browser downloads.
impl From<Problem> for &'static str {
    fn from(problem: Problem) -> Self {
        problem.key()
    }
}

impl TryFrom<Cow<'_, str>> for Problem {
    type Error = &'static str;

    fn try_from(key: Cow<'_, str>) -> Result<Self, Self::Error> {
        Self::from_key(&key).ok_or("no problem of ours")
    }
}

problems! {
    numbered {
        /// A clause of a commitment was not ticked.
        ClauseMissing(ClauseNumber), "Tick point {0} to say that you agree to it";
    }

    /// It was sent in another shape than it has.
    Unreadable, "", "unreadable", "What was sent could not be read, and nothing was saved. Fill in the form here and send it again";
    /// Somebody else has signed in since the page was made.
    OtherPerson, "", "other-person", "Somebody else had signed in when this form was opened, so it was not taken, and nothing was saved. What they typed is shown to them alone";

    // Signing in, and addresses anywhere.
    /// No email was typed.
    EmailMissing, "email", "email-missing", "Enter your work email";
    /// What was typed is no address.
    EmailShape, "email", "email-shape", "Enter an address with an @, like name@school.org.uk";
    /// A blank stands in it.
    EmailSpace, "email", "email-space", "There is a space in this address: take it out";
    /// Several were typed.
    EmailSeveral, "email", "email-several", "Enter one address: there are several here";
    /// It has a letter that no mail can be sent to.
    EmailLetter, "email", "email-letter", "There is a letter in this address that mail can’t be sent to, like é, or one of another alphabet that looks like ours. Type the address by hand";
    /// Longer than any address.
    EmailTooLong, "email", "email-too-long", "This address is too long";
    /// No password was typed.
    PasswordMissing, "password", "password-missing", "Enter your password";
    /// Email and password do not belong together. Which of the two is wrong is not told.
    WrongPair, "password", "wrong-pair", "Check your email and password: they do not match an account. Passwords can be pasted";
    /// A session was taken from the browser, but could not be ended on the server.
    SignOutUnkept, "", "sign-out-unkept", "You are signed out in this browser, but the server could not keep that: its disk may be full. If somebody else has used this account, sign in again later and choose \"Sign out everywhere\" on your account page";

    // Boards.
    /// A new thing has no title.
    TitleMissing, "title", "title-missing", "Enter a title";
    /// Its title is too long.
    TitleTooLong, "title", "title-too-long", "Use at most 120 letters for the title";
    /// No year group was chosen.
    YearGroupMissing, "year-groups", "year-group-missing", "Choose at least one year group";
    /// A board takes nothing more.
    BoardFull, "", "board-full", "There is no room for this step on that board: it is full. Choose another board";
    /// Somebody has started very many today.
    BoardsMany, "", "boards-many", "You have started 60 boards within a day, and no more can be started now. Come back tomorrow, or write on one that is there";
    /// No board was chosen.
    BoardMissing, "to", "board-missing", "Choose a board";
    /// The step has gone meanwhile.
    StepGone, "", "step-gone", "The step is not on the board any more";
    // Names, anywhere.
    /// No name was typed.
    NameMissing, "name", "name-missing", "Enter a name";
    /// The name is too long.
    NameTooLong, "name", "name-too-long", "Use at most 120 letters for the name";

    // People and accounts.
    /// The password to be chosen is too short.
    PasswordShort, "new_password", "password-short", "Use at least 12 characters: three or four words that have nothing to do with each other are easy to keep";
    /// It is too long.
    PasswordLong, "new_password", "password-long", "Use at most 200 characters for the password";
    /// It is on the lists.
    PasswordCommon, "new_password", "password-common", "This is one of the passwords that attackers try first. Choose words that nobody else puts together";
    /// It is made of their name.
    PasswordPersonal, "new_password", "password-personal", "This password is too close to your name or email address";
    /// It can be guessed.
    PasswordGuessable, "new_password", "password-guessable", "Repeats, sequences, keyboard rows and dates are easy to guess. Add a word or two that don’t belong there";
    /// The password they have is not this one.
    OldPasswordWrong, "old_password", "old-password-wrong", "This is not your present password";
    /// The same beside a new address.
    EmailPasswordWrong, "email_password", "email-password-wrong", "This is not your password";
    /// The new address is the old one.
    EmailSame, "email", "email-same", "This is the address you have already";
    /// Nobody was chosen.
    PersonMissing, "person", "person-missing", "Choose somebody, or enter the name and email of somebody else";
    /// They are it already.
    PersonHolds, "person", "person-holds", "This person is it already. Choose somebody else, or go back";
    /// The person no longer works there, or the account is closed.
    PersonGone, "person", "person-gone", "This person is not at the school any more. Choose somebody else";
    /// No day was given.
    DayMissing, "from", "day-missing", "Enter the day from which it holds";
    /// A day to look from in the audit that can't be read.
    AuditFrom, "from", "audit-from", "Enter the first day like 3 March 2027, or leave it empty";
    /// The same for the last day.
    AuditTo, "to", "audit-to", "Enter the last day like 3 March 2027, or leave it empty";
    /// The day is over.
    DayPast, "from", "day-past", "Choose today or a later day";
    /// The day is in another year.
    DayOutside, "from", "day-outside", "Choose a day in this academic year, 1 September to 31 August";
    /// No role was chosen.
    InviteRoleMissing, "role", "invite-role-missing", "Choose what they are to be";
    /// A role at a school needs the school.
    RoleSchoolMissing, "school", "role-school-missing", "Choose the school";
    /// The hub would have no admin left.
    LastAdmin, "", "last-admin", "This is the hub’s last admin. Make somebody else an admin first";
    /// Somebody else was quicker.
    InvitationOver, "", "invitation-over", "This invitation has been accepted or taken back already";
    // Forming groups, and a group's years.
    /// No school was chosen.
    SchoolsMissing, "schools", "schools-missing", "Choose at least one school";
    /// It was not said where they should go.
    PlaceMissing, "into", "place-missing", "Choose the group they should go into";
    /// A year has no project code.
    CodeMissing, "code", "code-missing", "Enter the project code of the year, like NCP27-11";
    /// It is no code.
    CodeShape, "code", "code-shape", "Use at most 20 letters, digits and dashes for the project code, like NCP27-11";
    /// The year's question is too long.
    FocusTooLong, "focus", "focus-too-long", "Use at most 300 letters for the question of the year";
    /// There is no such person.
    LeadUnknown, "lead", "lead-unknown", "Choose a lead from the list";
    /// Somebody else was quicker.
    UndoNotLast, "", "undo-not-last", "Somebody has done something since, so nothing was undone. Look at what there is to undo now";
    /// What a step did was changed.
    UndoChanged, "", "undo-changed", "This can’t be undone any more, because somebody has changed it since. It stays as it is; the step before it can still be undone";

    // The turn of the year.
    /// It was done before.
    TurnStands, "", "turn-stands", "The year has been turned into this one already. Take that back first, or form further groups by hand";
    /// Nothing was chosen.
    TurnNothing, "groups", "turn-nothing", "Choose at least one group that goes on";
    /// What was made has been used.
    TurnUsed, "", "turn-used", "This turn can’t be taken back, because what it made has been used since. Nothing was changed";
    /// It is October.
    TurnTooLate, "", "turn-too-late", "A turn of the year can be taken back until 30 September of the new year";
    // Mail.
    /// No message was chosen.
    NoMessageChosen, "messages", "no-message-chosen", "Choose at least one message";

    // The hub's settings.
    /// A hub without a name.
    HubNameMissing, "hub_name", "hub-name-missing", "Enter the hub’s name";
    /// Its name is too long.
    HubNameTooLong, "hub_name", "hub-name-too-long", "Use at most 120 letters for the hub’s name";
    /// What was sent as a logo is no picture that browsers show.
    LogoKind, "logo", "logo-kind", "Choose a PNG, JPEG or WebP picture";
    /// The logo is too large.
    LogoTooLarge, "logo", "logo-too-large", "Choose a file of at most 5 MB";

    // Schools.
    /// No phase was chosen.
    PhaseMissing, "phase", "phase-missing", "Choose a phase";
    /// The year is none, or not one the programme had.
    PhaseYear, "year", "phase-year", "Enter an academic year like 2023/24, since 2014";
    /// No file was chosen.
    ExtractMissing, "extract", "extract-missing", "Choose a file to bring in";
    // Commitments.
    /// The signature is missing.
    SignatureMissing, "typed_name", "signature-missing", "Type your name as your signature";
    /// The signature is too long.
    SignatureTooLong, "typed_name", "signature-too-long", "Use at most 120 letters for your signature";
    /// The name in print is missing.
    PrintedNameMissing, "printed_name", "printed-name-missing", "Enter your name in print";
    /// The name in print is too long.
    PrintedNameTooLong, "printed_name", "printed-name-too-long", "Use at most 120 letters for your name";
    /// The date is missing, or is none.
    SignedOnMissing, "signed_on", "signed-on-missing", "Enter the date, like 4 November 2026";
    /// The date is still to come.
    SignedOnFuture, "signed_on", "signed-on-future", "The date can’t be after today";
    /// The date is before the request.
    SignedOnEarly, "signed_on", "signed-on-early", "The date can’t be before the day the school was asked";
    /// The date on a signed paper is too old.
    SignedOnOld, "signed_on", "signed-on-old", "The date can’t be more than a year ago";
    /// A word or a date has changed.
    PaperChanged, "", "paper-changed", "A word or a date has changed since you opened this page. Please read it again, then sign";
    /// The address of a head is none.
    HeadEmailShape, "head_email", "head-email-shape", "Enter an address with an @, like head@school.org.uk, or leave it empty";
    /// A blank stands in it.
    HeadEmailSpace, "head_email", "head-email-space", "There is a space in this address: take it out";
    /// Several were typed.
    HeadEmailSeveral, "head_email", "head-email-several", "Enter one address: there are several here";
    /// It has a letter that no mail can be sent to.
    HeadEmailLetter, "head_email", "head-email-letter", "There is a letter in this address that mail can’t be sent to, like é, or one of another alphabet that looks like ours. Type the address by hand";
    /// The name of a head is too long.
    HeadNameTooLong, "head_name", "head-name-too-long", "Use at most 120 letters for the name";
    /// There is nowhere to send a letter.
    HeadNoAddress, "", "head-no-address", "There is no address to write to. Add the headteacher’s email first";
    /// There is no reason for setting a signature aside.
    AsideReasonMissing, "reason", "aside-reason-missing", "Say why, in a few words";
    /// The paper was not ticked.
    InkNotSeen, "ink_seen", "ink-not-seen", "Tick to say that you have seen the signed paper";
    /// The file is no picture.
    ScanType, "scan", "scan-type", "Choose a photo (JPEG or PNG) or a PDF";
    /// The file is too large.
    ExtractTooLarge, "extract", "extract-too-large", "This is more than 200 MB: choose the files as published";
    /// The browser broke off while it was sending.
    UploadBroken, "extract", "upload-broken", "The file did not arrive whole. Try again";
    // Expressions of interest: the public form.
    /// The form's answers are not there.
    InterestGone, "", "interest-gone", "Your answers are no longer here. They are kept for 30 days in the browser you began in, which must allow this site its cookie. Start again below";
    /// No school was typed.
    SchoolMissing, "school", "school-missing", "Enter the name of your school, its postcode or its URN";
    /// No school of ours has what was typed.
    SchoolUnknown, "school", "school-unknown", "We can’t find this school. Check the spelling, or add its town below: then we take it as you typed it";
    /// Longer than any school's name.
    SchoolTooLong, "school", "school-too-long", "Use at most 120 letters for the school";
    /// Several schools fit, and none was chosen.
    SchoolNotChosen, "school", "school-not-chosen", "Choose your school, or say that it is none of these";
    /// A school that we do not know needs its town.
    TownMissing, "town", "town-missing", "Enter the town or village your school is in";
    /// Longer than any town's name.
    TownTooLong, "town", "town-too-long", "Use at most 80 letters for the town";
    /// No name of the person who writes.
    YourNameMissing, "name", "your-name-missing", "Enter your name";
    /// No role in school.
    RoleMissing, "role", "role-missing", "Enter your role in school, like “maths lead”";
    /// Longer than any role.
    RoleTooLong, "role", "role-too-long", "Use at most 80 letters for your role";
    /// Neither a Work Group nor another answer was chosen.
    PhasesMissing, "phases", "phases-missing", "Choose every Work Group your school was in, or “None of these yet”";
    /// Work Groups and none at once.
    PhasesContradict, "phases", "phases-contradict", "Choose either Work Groups or “None of these yet”, not both";
    /// A Work Group without its year.
    ReadinessYearMissing, "readiness_year", "readiness-year-missing", "Choose the year of Mastery Readiness, or that you are not sure";
    /// A Work Group without its year.
    DevelopmentYearMissing, "development_year", "development-year-missing", "Choose the year of Development, or that you are not sure";
    /// A Work Group without its year.
    EmbeddingYearMissing, "embedding_year", "embedding-year-missing", "Choose the year of Embedding, or that you are not sure";
    /// A Work Group without its year.
    SustainingYearMissing, "sustaining_year", "sustaining-year-missing", "Choose the year of Sustaining, or that you are not sure";
    /// No number of teachers, or what was typed is none.
    TeachersMissing, "teachers", "teachers-missing", "Enter how many teachers teach maths, as a number from 1 to 300";
    /// No number of teachers who teach for mastery, or what was typed is none.
    UsingMissing, "using", "using-missing", "Enter how many already teach for mastery, as a number; 0 is an answer too";
    /// More than there are.
    UsingTooMany, "using", "using-too-many", "More teachers can’t teach for mastery than teach maths: check both numbers";
    /// Nothing was chosen.
    PledgesMissing, "pledges", "pledges-missing", "Choose what your school’s leaders can say yes to, or “None of these yet”";
    /// Something and nothing at once.
    PledgesContradict, "pledges", "pledges-contradict", "Choose either what leaders can say yes to or “None of these yet”, not both";
    /// Longer than anybody reads.
    NotesTooLong, "notes", "notes-too-long", "Use at most 2,000 letters";
    /// Sent faster than anybody reads.
    InterestTooQuick, "", "interest-too-quick", "Please look over your answers once more, then send them";
    /// The field that people do not see is filled in.
    TrapFilled, "website", "trap-filled", "Leave the last field empty: it is there to catch programs that send forms by themselves";
    /// Too many forms came from one network.
    InterestsTooMany, "", "interests-too-many", "Many forms have come from your network today. Yours is kept: send it tomorrow, or write to the hub at the address below";

    // Expressions of interest: the hub's inbox.
    /// An empty note.
    NoteMissing, "note", "note-missing", "Write a note first";
    /// Longer than anybody reads.
    NoteTooLong, "note", "note-too-long", "Use at most 2,000 letters for a note";
    /// Something that needs a reason was done without one.
    ReasonMissing, "reason", "reason-missing", "Say why, in a few words";
    /// A reason that is too long.
    ReasonTooLong, "reason", "reason-too-long", "Use at most 500 letters for the reason";
    /// A letter without a subject.
    SubjectMissing, "subject", "subject-missing", "Enter a subject for the letter, or choose to send none";
    /// A letter that says nothing.
    LetterMissing, "letter", "letter-missing", "Write the letter, or choose to send none";
    /// A letter that is too long.
    LetterTooLong, "letter", "letter-too-long", "Use at most 6,000 letters";
    /// The default letter was not completed.
    LetterUnfinished, "letter", "letter-unfinished", "Write your question in place of the words in brackets";
    /// Nothing is ticked in a list.
    NothingChosen, "chosen", "nothing-chosen", "Tick at least one school in the list first";
    /// What to do with what is ticked was not chosen.
    NothingToDo, "change", "nothing-to-do", "Choose what to do with the ticked schools";
    /// Accepting without knowing the school.
    NotMatched, "", "not-matched", "Match the school first: until it is known which one it is, it can’t be put into a group";
    /// In a group already.
    InterestInGroup, "", "interest-in-group", "This school has been accepted or is in a group already: take that back first";
    /// Already in that state.
    InterestSame, "", "interest-same", "Nothing was changed: somebody else has been here, look at it again";

    /// The file is too large.
    ScanTooLarge, "scan", "scan-too-large", "Choose a file of at most 5 MB";
    /// It was signed in the meantime.
    SignedAlready, "", "signed-already", "This commitment has been signed already";
    /// A wording without a title.
    WordingTitleMissing, "wording_title", "wording-title-missing", "Enter a title";
    /// A wording without clauses.
    WordingClausesMissing, "wording_clauses", "wording-clauses-missing", "Enter at least one point, each on a line of its own";
    /// A wording with too many.
    WordingClausesTooMany, "wording_clauses", "wording-clauses-too-many", "Use at most eight points: a head should be able to read them";
    /// A wording without a statement.
    WordingClosingMissing, "wording_closing", "wording-closing-missing", "Enter the statement above the signature";
    /// A statement without the school.
    WordingSchoolMissing, "wording_closing", "wording-school-missing", "Keep {{school}} in the statement: the school’s name takes its place";
    /// A wording that does not fit on a page.
    WordingTooLong, "wording_introduction", "wording-too-long", "Use at most 6,000 letters in all, so that it fits on a page";
    /// Somebody else saved one.
    WordingMoved, "", "wording-moved", "Somebody has saved another version since you began. Yours is still below: compare them before you save it";

    // Files of schools.
    /// An extract without a byte.
    ExtractEmpty, "extract", "extract-empty", "This file is empty. Choose the extract as published";
    /// The ZIP that the extract comes in.
    ExtractZipped, "extract", "extract-zipped", "This is a ZIP. Unpack it first, then choose the .csv file that was in it";
    /// Links without a byte.
    LinksEmpty, "links", "links-empty", "This file is empty. Choose the links as published, or none";
    /// The ZIP that the links come in.
    LinksZipped, "links", "links-zipped", "This is a ZIP. Unpack it first, then choose the .csv file that was in it";
    /// What an import does would be mixed up with it.
    ImportUnderWay, "", "import-under-way", "Schools are being brought in at the moment, so nothing was changed. Try again when that is done";
    // Letters that can't be sent.
    /// Without a mail server nobody can sign in by a link.
    NoMailServer, "email", "no-mail-server", "No mail server is set up here, so no link can be sent. Write to the hub";
    /// Without a mail server a password is the only way in.
    PasswordNeeded, "new_password", "password-needed", "Choose a password: no mail server is set up here, so it is the only way to sign in";
    // Forming groups, and a group's settings and workshops.
    /// Something is wrong with the workshops; which of them the page finds again in what was typed.
    WorkshopsWrong, "workshops", "workshops-wrong", "Look at the workshops that are marked below";
    /// A hub has a group of this name.
    GroupNameTaken, "name", "group-name-taken", "Choose another name: the hub has a group that is called so";
    /// A new group of a suggestion has no name.
    ProposedNameMissing, "suggestion", "proposed-name-missing", "Give each new group of the suggestion a name";
    /// Such a name is too long.
    ProposedNameLong, "suggestion", "proposed-name-long", "Use at most 120 letters for the name of a group";
    /// Such a name is taken, or there twice.
    ProposedNameTaken, "suggestion", "proposed-name-taken", "Choose other names in the suggestion: no two groups of the hub are called the same";
    /// The code for a suggestion's groups can't be used.
    ProposedCode, "proposed_code", "proposed-code", "Enter the project code of the new groups, like NCP26-11: letters, digits and hyphens, at most 20";
    /// The code for a group's new year can't be used.
    YearCode, "year_code", "year-code", "Enter the project code of the year, like NCP26-11: letters, digits and hyphens, at most 20";
    /// A year that is over.
    YearOver, "status", "year-over", "This year is finished. Call it running again before you change anything else of it";
    /// A lead would leave their group without one.
    LeadNeeded, "lead", "lead-needed", "Choose who leads the group: only the hub can leave that open";
    /// Somebody has changed a setting meanwhile.
    SettingsMoved, "", "settings-moved", "Somebody has changed the same setting since you opened this page. Yours is still below: save it to replace theirs";
    /// Too long for a telephone number.
    PhoneTooLong, "contact_phone", "phone-too-long", "Use at most 40 letters for the telephone";
    /// Too long for a name.
    ContactTooLong, "contact_name", "contact-too-long", "Use at most 120 letters for the name";
    /// Too long for a sentence.
    ControllerTooLong, "controller", "controller-too-long", "Use at most 500 letters to say who answers for personal data";
    // Papers, and the turn of the year.
    /// Something else than strokes was sent as a drawn signature.
    DrawingBroken, "typed_name", "drawing-broken", "The drawn signature can’t be read: clear it and draw it again, or sign by typing your name alone";
    /// Recording a paper without the name on it.
    InkNameMissing, "printed_name", "ink-name-missing", "Enter the name in print that is on the paper";
    /// A name on a paper that is too long.
    InkNameTooLong, "printed_name", "ink-name-too-long", "Use at most 120 letters for the name on the paper";
    /// A version of the wording that there is not.
    InkVersion, "version", "ink-version", "Choose one of the versions of the wording";
    /// A group's code is missing, or of other signs.
    TurnCodes, "", "turn-codes", "Enter a project code like NCP27-11 for each of these groups: at most 20 letters, digits and dashes";
    // Expressions of interest, more of them.
    /// Somebody else has decided.
    InterestMoved, "", "interest-moved", "Nothing was changed: somebody decided on this a moment ago. Look at what they decided first";
    /// Nothing is left to take back.
    NothingToUndo, "", "nothing-to-undo", "Nothing was changed: there is no decision left to take back";
    /// It lies under “Removed”.
    InterestRemoved, "", "interest-removed", "This was removed as not from a school: put it back first";
    /// A subject that no mail program shows whole.
    SubjectTooLong, "subject", "subject-too-long", "Use at most 200 letters for the subject";
    /// Declining several at once, with letters.
    InterestsUnconfirmed, "confirmed", "interests-unconfirmed", "This declines several schools and writes to each. Tick that you mean it, then press the button again";
    /// What was sent can no longer be changed here.
    InterestClosed, "", "interest-closed", "The hub has answered this form already, or it was sent more than a day ago. To change something, write to the hub at the address below";
}
