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

    // Any form.
    Unreadable, "", "unreadable", "What was sent could not be read, and nothing was saved. Fill in the form here and send it again";
    OtherPerson, "", "other-person", "Somebody else had signed in when this form was opened, so it was not taken, and nothing was saved. What they typed is shown to them alone";

    // Signing in, and addresses anywhere.
    EmailMissing, "email", "email-missing", "Enter your work email";
    EmailShape, "email", "email-shape", "Enter an address with an @, like name@school.org.uk";
    EmailSpace, "email", "email-space", "There is a space in this address: take it out";
    EmailSeveral, "email", "email-several", "Enter one address: there are several here";
    EmailLetter, "email", "email-letter", "There is a letter in this address that mail can’t be sent to, like é, or one of another alphabet that looks like ours. Type the address by hand";
    EmailTooLong, "email", "email-too-long", "This address is too long";
    PasswordMissing, "password", "password-missing", "Enter your password";
    /// Which of the two is wrong is not told.
    WrongPair, "password", "wrong-pair", "Check your email and password: they do not match an account. Passwords can be pasted";
    SignOutUnkept, "", "sign-out-unkept", "You are signed out in this browser, but the server could not keep that: its disk may be full. If somebody else has used this account, sign in again later and choose \"Sign out everywhere\" on your account page";
    NoMailServer, "email", "no-mail-server", "No mail server is set up here, so no link can be sent. Write to the hub";
    PasswordNeeded, "new_password", "password-needed", "Choose a password: no mail server is set up here, so it is the only way to sign in";

    // Boards.
    TitleMissing, "title", "title-missing", "Enter a title";
    TitleTooLong, "title", "title-too-long", "Use at most 120 letters for the title";
    YearGroupMissing, "year-groups", "year-group-missing", "Choose at least one year group";
    BoardFull, "", "board-full", "There is no room for this step on that board: it is full. Choose another board";
    BoardsMany, "", "boards-many", "You have started 60 boards within a day, and no more can be started now. Come back tomorrow, or write on one that is there";
    BoardMissing, "to", "board-missing", "Choose a board";
    BoardLocked, "to", "board-locked", "Choose another board: the lead has locked this one for now";
    StepGone, "", "step-gone", "The step is not on the board any more";

    // Names, anywhere.
    NameMissing, "name", "name-missing", "Enter a name";
    NameTooLong, "name", "name-too-long", "Use at most 120 letters for the name";

    // People and accounts.
    PasswordShort, "new_password", "password-short", "Use at least 12 characters: three or four words that have nothing to do with each other are easy to keep";
    PasswordLong, "new_password", "password-long", "Use at most 200 characters for the password";
    PasswordCommon, "new_password", "password-common", "This is one of the passwords that attackers try first. Choose words that nobody else puts together";
    PasswordPersonal, "new_password", "password-personal", "This password is too close to your name or email address";
    PasswordGuessable, "new_password", "password-guessable", "Repeats, sequences, keyboard rows and dates are easy to guess. Add a word or two that don’t belong there";
    OldPasswordWrong, "old_password", "old-password-wrong", "This is not your present password";
    EmailPasswordWrong, "email_password", "email-password-wrong", "This is not your password";
    EmailSame, "email", "email-same", "This is the address you have already";
    PersonMissing, "person", "person-missing", "Choose somebody, or enter the name and email of somebody else";
    PersonHolds, "person", "person-holds", "This person is it already. Choose somebody else, or go back";
    PersonGone, "person", "person-gone", "This person is not at the school any more. Choose somebody else";
    DayMissing, "from", "day-missing", "Enter the day from which it holds";
    AuditFrom, "from", "audit-from", "Enter the first day like 3 March 2027, or leave it empty";
    AuditTo, "to", "audit-to", "Enter the last day like 3 March 2027, or leave it empty";
    DayPast, "from", "day-past", "Choose today or a later day";
    DayOutside, "from", "day-outside", "Choose a day in this academic year, 1 September to 31 August";
    InviteRoleMissing, "role", "invite-role-missing", "Choose what they are to be";
    RoleSchoolMissing, "school", "role-school-missing", "Choose the school";
    LastAdmin, "", "last-admin", "This is the hub’s last admin. Make somebody else an admin first";
    InvitationOver, "", "invitation-over", "This invitation has been accepted or taken back already";

    // Forming groups.
    SchoolsMissing, "schools", "schools-missing", "Choose at least one school";
    PlaceMissing, "into", "place-missing", "Choose the group they should go into";
    CodeMissing, "code", "code-missing", "Enter the project code of the year, like NCP27-11";
    CodeShape, "code", "code-shape", "Use at most 20 letters, digits and dashes for the project code, like NCP27-11";
    FocusTooLong, "focus", "focus-too-long", "Use at most 300 letters for the question of the year";
    UndoNotLast, "", "undo-not-last", "Somebody has done something since, so nothing was undone. Look at what there is to undo now";
    UndoChanged, "", "undo-changed", "This can’t be undone any more, because somebody has changed it since. It stays as it is; the step before it can still be undone";
    GroupNameTaken, "name", "group-name-taken", "Choose another name: the hub has a group that is called so";
    ProposedNameMissing, "suggestion", "proposed-name-missing", "Give each new group of the suggestion a name";
    ProposedNameLong, "suggestion", "proposed-name-long", "Use at most 120 letters for the name of a group";
    ProposedNameTaken, "suggestion", "proposed-name-taken", "Choose other names in the suggestion: no two groups of the hub are called the same";
    ProposedCode, "proposed_code", "proposed-code", "Enter the project code of the new groups, like NCP26-11: letters, digits and hyphens, at most 20";

    // A group's settings and workshops.
    LeadUnknown, "lead", "lead-unknown", "Choose a lead from the list";
    WorkshopsWrong, "workshops", "workshops-wrong", "Look at the workshops that are marked below";
    WorkshopsMoved, "", "workshops-moved", "Somebody has changed the workshops since you opened this page, and nothing was saved. What you typed is still below: look it over, then press the button again";
    WorkshopsFull, "", "workshops-full", "A year has eight workshops at most";
    WorkshopsFewest, "", "workshops-fewest", "A year keeps five workshops. One that is not to be held can be cancelled";
    WorkshopDated, "", "workshop-dated", "This workshop has a date, so it stays in the list. It can be cancelled";
    WorkshopInUse, "", "workshop-in-use", "Something was begun for this workshop, so it stays in the list. It can be cancelled";
    WorkshopCancelled, "", "workshop-cancelled", "This workshop is cancelled. Hold it after all before you split it";
    WorkshopDayTaken, "", "workshop-day-taken", "Another workshop is on this day by now, so this one stays cancelled. Move the other one first";
    WorkshopReasonLong, "reason", "workshop-reason-long", "Use at most 300 letters for the reason";
    HalfTermMissing, "half_term", "half-term-missing", "Choose the half-term";
    YearCode, "year_code", "year-code", "Enter the project code of the year, like NCP26-11: letters, digits and hyphens, at most 20";
    YearOver, "status", "year-over", "This year is finished. Call it running again before you change anything else of it";
    LeadNeeded, "lead", "lead-needed", "Choose who leads the group: only the hub can leave that open";
    SettingsMoved, "", "settings-moved", "Somebody has changed the same setting since you opened this page. Yours is still below: save it to replace theirs";

    // When schools are closed.
    TermDatesWrong, "term-dates", "term-dates-wrong", "Look at the dates that are marked below";
    ClosedDayMissing, "day", "closed-day-missing", "Enter the day, like 4 January 2027";
    ClosedDayYear, "day", "closed-day-year", "Choose a day in this academic year or one of the two after it";
    ClosedDayWeekend, "day", "closed-day-weekend", "Choose a day from Monday to Friday";
    ClosedWordsTooLong, "words", "closed-words-too-long", "Use at most 100 letters to say why";
    ClosedDaysMany, "", "closed-days-many", "A school can have 30 closed days in a year, and nothing was changed. Take some out first";
    ClosedTextMissing, "text", "closed-text-missing", "Paste at least one line";
    ClosedTextTooLong, "text", "closed-text-too-long", "Paste at most 100,000 letters, or choose the file above";
    ClosedFileMissing, "file", "closed-file-missing", "Choose a file";
    ClosedFileTooLarge, "file", "closed-file-too-large", "Choose a file of at most 500 kB";
    ClosedChoiceMissing, "days", "closed-choice-missing", "Choose at least one day";

    // What a host says to its guests.
    HostRoomTooLong, "room", "host-room-too-long", "Use at most 500 letters for the room";
    HostHolds, "holds", "host-holds", "Enter how many people the room holds as a number up to 1,000, or leave it empty";
    HostParkingTooLong, "parking", "host-parking-too-long", "Use at most 500 letters for parking";
    HostWifiTooLong, "wifi", "host-wifi-too-long", "Use at most 500 letters for the wifi";
    HostRefreshmentsTooLong, "refreshments", "host-refreshments-too-long", "Use at most 500 letters for tea and coffee";
    HostAccessTooLong, "access", "host-access-too-long", "Use at most 500 letters for access";
    HostBringTooLong, "bring", "host-bring-too-long", "Use at most 500 letters for what to bring";
    HostMoved, "", "host-moved", "Another school hosts this workshop now, so nothing was saved. Open the host pack again to see which";

    // Calendars.
    CalendarMissing, "shows", "calendar-missing", "Choose what the calendar shows";
    CalendarLinksMany, "", "calendar-links-many", "You have 20 links already. Stop one that no calendar uses any more, then make another";

    // Templates of plans.
    TemplateWhoseMissing, "whose", "template-whose-missing", "Choose who may start from it";
    TemplateNameTaken, "name", "template-name-taken", "Choose another name: there is a template that is called so";
    TemplatesMany, "", "templates-many", "There are 30 templates already. Delete one that nobody starts from any more, then keep this one";
    TemplateTooLong, "", "template-too-long", "There is more in this plan than a template can hold. Copy the plan itself when you start the next one";

    // Date polls.
    PollWorkshopMissing, "workshop", "poll-workshop-missing", "Choose the workshop";
    PollSentenceTooLong, "sentence", "poll-sentence-too-long", "Use at most 300 letters for what you want to say";
    PollDatesWrong, "dates", "poll-dates-wrong", "Look at the dates that are marked below";
    PollLastDayMissing, "last_day", "poll-last-day-missing", "Enter the last day for answers, like 3 March 2027";
    PollLastDayPast, "last_day", "poll-last-day-past", "Choose today or a later day";
    PollLastDayLate, "last_day", "poll-last-day-late", "Choose a day before the first of the dates";
    PollOpenAlready, "", "poll-open-already", "The schools are being asked about this workshop already: look at that poll first";
    PollDated, "", "poll-dated", "This workshop has a date by now, so nothing was changed. To choose by the poll, leave its day empty among the workshops first";
    PollCancelled, "", "poll-cancelled", "This workshop is cancelled, so nothing was changed";
    PollClosed, "", "poll-closed", "This poll is closed already, so nothing was changed. Look at what came of it";
    PollAskedToday, "", "poll-asked-today", "They had a letter within a day. Leave them in peace until tomorrow";
    PollTooLate, "", "poll-too-late", "It is too late for that: the date is over, or the poll was closed more than 30 days ago. Open a new one";
    PollDateMoved, "", "poll-date-moved", "The date that was chosen has been changed since, so nothing was changed. Change it among the workshops";
    PollSchoolMissing, "school", "poll-school-missing", "Choose your school, or “Another school”";
    PollOtherMissing, "other_school", "poll-other-missing", "Enter the name of your school";
    PollOtherTooLong, "other_school", "poll-other-too-long", "Use at most 120 letters for the school";
    PollRepliesMissing, "replies", "poll-replies-missing", "Say for each date whether it suits you";
    PollCommentTooLong, "comment", "poll-comment-too-long", "Use at most 200 letters for the comment";
    PollFull, "", "poll-full", "This poll has 200 answers, and takes no more. Write to whoever asked you";
    PollAnswersMany, "", "poll-answers-many", "Many answers have come from your network today. Send yours tomorrow, or write to whoever asked you";

    // The turn of the year.
    TurnStands, "", "turn-stands", "The year has been turned into this one already. Take that back first, or form further groups by hand";
    TurnNothing, "groups", "turn-nothing", "Choose at least one group that goes on";
    TurnUsed, "", "turn-used", "This turn can’t be taken back, because what it made has been used since. Nothing was changed";
    TurnTooLate, "", "turn-too-late", "A turn of the year can be taken back until 30 September of the new year";
    TurnCodes, "", "turn-codes", "Enter a project code like NCP27-11 for each of these groups: at most 20 letters, digits and dashes";

    // Mail and letters.
    NoMessageChosen, "messages", "no-message-chosen", "Choose at least one message";

    // The hub's settings.
    HubNameMissing, "hub_name", "hub-name-missing", "Enter the hub’s name";
    HubNameTooLong, "hub_name", "hub-name-too-long", "Use at most 120 letters for the hub’s name";
    LogoKind, "logo", "logo-kind", "Choose a PNG, JPEG or WebP picture";
    LogoTooLarge, "logo", "logo-too-large", "Choose a file of at most 5 MB";
    PhoneTooLong, "contact_phone", "phone-too-long", "Use at most 40 letters for the telephone";
    ContactTooLong, "contact_name", "contact-too-long", "Use at most 120 letters for the name";
    GuestDaysWrong, "guest_days", "guest-days-wrong", "Enter a number of days from 1 to 90";
    ControllerTooLong, "controller", "controller-too-long", "Use at most 500 letters to say who answers for personal data";

    // Schools, and bringing them in.
    PhaseMissing, "phase", "phase-missing", "Choose a phase";
    PhaseYear, "year", "phase-year", "Enter an academic year like 2023/24, since 2014";
    ExtractMissing, "extract", "extract-missing", "Choose a file to bring in";
    ExtractTooLarge, "extract", "extract-too-large", "This is more than 200 MB: choose the files as published";
    UploadBroken, "extract", "upload-broken", "The file did not arrive whole. Try again";
    ExtractEmpty, "extract", "extract-empty", "This file is empty. Choose the extract as published";
    ExtractZipped, "extract", "extract-zipped", "This is a ZIP. Unpack it first, then choose the .csv file that was in it";
    LinksEmpty, "links", "links-empty", "This file is empty. Choose the links as published, or none";
    LinksZipped, "links", "links-zipped", "This is a ZIP. Unpack it first, then choose the .csv file that was in it";
    ImportUnderWay, "", "import-under-way", "Schools are being brought in at the moment, so nothing was changed. Try again when that is done";

    // Commitments.
    SignatureMissing, "typed_name", "signature-missing", "Type your name as your signature";
    SignatureTooLong, "typed_name", "signature-too-long", "Use at most 120 letters for your signature";
    PrintedNameMissing, "printed_name", "printed-name-missing", "Enter your name in print";
    PrintedNameTooLong, "printed_name", "printed-name-too-long", "Use at most 120 letters for your name";
    SignedOnMissing, "signed_on", "signed-on-missing", "Enter the date, like 4 November 2026";
    SignedOnFuture, "signed_on", "signed-on-future", "The date can’t be after today";
    SignedOnEarly, "signed_on", "signed-on-early", "The date can’t be before the day the school was asked";
    SignedOnOld, "signed_on", "signed-on-old", "The date can’t be more than a year ago";
    PaperChanged, "", "paper-changed", "A word or a date has changed since you opened this page. Please read it again, then sign";
    HeadEmailShape, "head_email", "head-email-shape", "Enter an address with an @, like head@school.org.uk, or leave it empty";
    HeadEmailSpace, "head_email", "head-email-space", "There is a space in this address: take it out";
    HeadEmailSeveral, "head_email", "head-email-several", "Enter one address: there are several here";
    HeadEmailLetter, "head_email", "head-email-letter", "There is a letter in this address that mail can’t be sent to, like é, or one of another alphabet that looks like ours. Type the address by hand";
    HeadNameTooLong, "head_name", "head-name-too-long", "Use at most 120 letters for the name";
    HeadNoAddress, "", "head-no-address", "There is no address to write to. Add the headteacher’s email first";
    AsideReasonMissing, "reason", "aside-reason-missing", "Say why, in a few words";
    InkNotSeen, "ink_seen", "ink-not-seen", "Tick to say that you have seen the signed paper";
    ScanType, "scan", "scan-type", "Choose a photo (JPEG or PNG) or a PDF";
    ScanTooLarge, "scan", "scan-too-large", "Choose a file of at most 5 MB";
    SignedAlready, "", "signed-already", "This commitment has been signed already";
    WordingTitleMissing, "wording_title", "wording-title-missing", "Enter a title";
    WordingClausesMissing, "wording_clauses", "wording-clauses-missing", "Enter at least one point, each on a line of its own";
    WordingClausesTooMany, "wording_clauses", "wording-clauses-too-many", "Use at most eight points: a head should be able to read them";
    WordingClosingMissing, "wording_closing", "wording-closing-missing", "Enter the statement above the signature";
    WordingSchoolMissing, "wording_closing", "wording-school-missing", "Keep {{school}} in the statement: the school’s name takes its place";
    WordingTooLong, "wording_introduction", "wording-too-long", "Use at most 6,000 letters in all, so that it fits on a page";
    WordingMoved, "", "wording-moved", "Somebody has saved another version since you began. Yours is still below: compare them before you save it";
    DrawingBroken, "typed_name", "drawing-broken", "The drawn signature can’t be read: clear it and draw it again, or sign by typing your name alone";
    InkNameMissing, "printed_name", "ink-name-missing", "Enter the name in print that is on the paper";
    InkNameTooLong, "printed_name", "ink-name-too-long", "Use at most 120 letters for the name on the paper";
    InkVersion, "version", "ink-version", "Choose one of the versions of the wording";

    // Expressions of interest: the public form.
    InterestGone, "", "interest-gone", "Your answers are no longer here. They are kept for 30 days in the browser you began in, which must allow this site its cookie. Start again below";
    SchoolMissing, "school", "school-missing", "Enter the name of your school, its postcode or its URN";
    SchoolUnknown, "school", "school-unknown", "We can’t find this school. Check the spelling, or add its town below: then we take it as you typed it";
    SchoolTooLong, "school", "school-too-long", "Use at most 120 letters for the school";
    SchoolNotChosen, "school", "school-not-chosen", "Choose your school, or say that it is none of these";
    TownMissing, "town", "town-missing", "Enter the town or village your school is in";
    TownTooLong, "town", "town-too-long", "Use at most 80 letters for the town";
    YourNameMissing, "name", "your-name-missing", "Enter your name";
    RoleMissing, "role", "role-missing", "Enter your role in school, like “maths lead”";
    RoleTooLong, "role", "role-too-long", "Use at most 80 letters for your role";
    PhasesMissing, "phases", "phases-missing", "Choose every Work Group your school was in, or “None of these yet”";
    PhasesContradict, "phases", "phases-contradict", "Choose either Work Groups or “None of these yet”, not both";
    ReadinessYearMissing, "readiness_year", "readiness-year-missing", "Choose the year of Mastery Readiness, or that you are not sure";
    DevelopmentYearMissing, "development_year", "development-year-missing", "Choose the year of Development, or that you are not sure";
    EmbeddingYearMissing, "embedding_year", "embedding-year-missing", "Choose the year of Embedding, or that you are not sure";
    SustainingYearMissing, "sustaining_year", "sustaining-year-missing", "Choose the year of Sustaining, or that you are not sure";
    TeachersMissing, "teachers", "teachers-missing", "Enter how many teachers teach maths, as a number from 1 to 300";
    UsingMissing, "using", "using-missing", "Enter how many already teach for mastery, as a number; 0 is an answer too";
    UsingTooMany, "using", "using-too-many", "More teachers can’t teach for mastery than teach maths: check both numbers";
    PledgesMissing, "pledges", "pledges-missing", "Choose what your school’s leaders can say yes to, or “None of these yet”";
    PledgesContradict, "pledges", "pledges-contradict", "Choose either what leaders can say yes to or “None of these yet”, not both";
    NotesTooLong, "notes", "notes-too-long", "Use at most 2,000 letters";
    InterestTooQuick, "", "interest-too-quick", "Please look over your answers once more, then send them";
    TrapFilled, "website", "trap-filled", "Leave the last field empty: it is there to catch programs that send forms by themselves";
    InterestsTooMany, "", "interests-too-many", "Many forms have come from your network today. Yours is kept: send it tomorrow, or write to the hub at the address below";

    // Expressions of interest: the hub's inbox.
    NoteMissing, "note", "note-missing", "Write a note first";
    NoteTooLong, "note", "note-too-long", "Use at most 2,000 letters for a note";
    ReasonMissing, "reason", "reason-missing", "Say why, in a few words";
    ReasonTooLong, "reason", "reason-too-long", "Use at most 500 letters for the reason";
    SubjectMissing, "subject", "subject-missing", "Enter a subject for the letter, or choose to send none";
    LetterMissing, "letter", "letter-missing", "Write the letter, or choose to send none";
    LetterTooLong, "letter", "letter-too-long", "Use at most 6,000 letters";
    LetterUnfinished, "letter", "letter-unfinished", "Write your question in place of the words in brackets";
    NothingChosen, "chosen", "nothing-chosen", "Tick at least one school in the list first";
    NothingToDo, "change", "nothing-to-do", "Choose what to do with the ticked schools";
    NotMatched, "", "not-matched", "Match the school first: until it is known which one it is, it can’t be put into a group";
    InterestInGroup, "", "interest-in-group", "This school has been accepted or is in a group already: take that back first";
    InterestSame, "", "interest-same", "Nothing was changed: somebody else has been here, look at it again";
    InterestMoved, "", "interest-moved", "Nothing was changed: somebody decided on this a moment ago. Look at what they decided first";
    NothingToUndo, "", "nothing-to-undo", "Nothing was changed: there is no decision left to take back";
    InterestRemoved, "", "interest-removed", "This was removed as not from a school: put it back first";
    SubjectTooLong, "subject", "subject-too-long", "Use at most 200 letters for the subject";
    InterestsUnconfirmed, "confirmed", "interests-unconfirmed", "This declines several schools and writes to each. Tick that you mean it, then press the button again";
    InterestClosed, "", "interest-closed", "The hub has answered this form already, or it was sent more than a day ago. To change something, write to the hub at the address below";

    // Joining a twilight, and its door.
    JoinCodeMissing, "code", "join-code-missing", "Enter the code from the board or the poster: six letters and digits";
    JoinCodeWrong, "code", "join-code-wrong", "This code opens no door. Check it against the board or the poster";
    JoinDoorShut, "", "join-door-shut", "The door of this twilight is not open";
    FirstNameMissing, "name", "first-name-missing", "Enter your first name";
    FirstNameTooLong, "name", "first-name-too-long", "Use at most 40 letters for your first name";
    JoinSchoolMissing, "school", "join-school-missing", "Choose your school, or “Another school”";
    JoinSchoolUntyped, "school_typed", "join-school-untyped", "Enter the name of your school";
    JoinSchoolTooLong, "school_typed", "join-school-too-long", "Use at most 120 letters for your school";
    TableGone, "", "table-gone", "This table is not there any more: choose another";
    ReturnLettersMany, "email", "return-letters-many", "Three letters have been sent for you already. Photograph the square code, or copy the address";
    ClaimLettersMany, "email", "claim-letters-many", "Three links have been sent for you already. Use the newest, and look for it among unwanted letters too";
    GuestLettersMany, "email", "guest-letters-many", "No more letters go to this address today. Use the link in the newest of those that have gone there";
    CapacityWrong, "capacity", "capacity-wrong", "Enter how many guests there is room for, as a number from 1 to 300";
    OpensBeforeWrong, "opens_before", "opens-before-wrong", "Enter a number of minutes from 0 to 1440";
    GraceWrong, "grace", "grace-wrong", "Enter a number of minutes from 0 to 1440";
    TableNameTooLong, "tables", "table-name-too-long", "Use at most 40 letters for the name of a table";
    TableBoardGone, "tables", "table-board-gone", "One of these boards has left the group’s list: choose another for its table";
    PaperCountWrong, "paper", "paper-count-wrong", "Enter each count as a number from 0 to 300, or leave it empty";

    // Running a workshop.
    RunLineMissing, "text", "run-line-missing", "Enter the line that all devices are to show";
    RunLineTooLong, "text", "run-line-too-long", "Use at most 140 letters for the line";
    RunBoardGone, "board", "run-board-gone", "Choose one of the group’s boards: this one has left its list";
}
