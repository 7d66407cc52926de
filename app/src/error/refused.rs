//! What the store answers when it can't, for whoever asked: each of its nouns says in a type of its own why something was not done.

use model::live::replica::Malformed;
use store::accounts::passwords::PasswordProblem;
use store::accounts::people;
use store::accounts::sign_in::SignInError;
use store::calendars::feeds;
use store::representatives::handover;
use store::schools::gias;
use store::{StoreError, boards, closed_days, commitments, forming, interest, invitations, polls, rollover, twilights, workshops};

use super::{AppError, Problem};

impl From<StoreError> for AppError {
    fn from(error: StoreError) -> Self {
        // What the disk does is everybody's trouble: the store says it once, and not for each of thirty people who click.
        if error.disk_error().is_some() {
            tracing::debug!(%error, "the store failed");
        } else {
            tracing::error!(%error, "the store failed");
        }
        Self::Unavailable
    }
}

impl From<Malformed> for AppError {
    fn from(error: Malformed) -> Self {
        tracing::error!(%error, "a document can't be read");
        Self::Unavailable
    }
}

impl From<PasswordProblem> for AppError {
    fn from(problem: PasswordProblem) -> Self {
        Self::Invalid(vec![match problem {
            PasswordProblem::TooShort => Problem::PasswordShort,
            PasswordProblem::TooLong => Problem::PasswordLong,
            PasswordProblem::Common => Problem::PasswordCommon,
            PasswordProblem::Personal => Problem::PasswordPersonal,
            PasswordProblem::Guessable => Problem::PasswordGuessable,
        }])
    }
}

impl From<SignInError> for AppError {
    fn from(error: SignInError) -> Self {
        match error {
            SignInError::Wrong => Problem::WrongPair.into(),
            SignInError::TooMany { minutes } => Self::TooMany { minutes },
            SignInError::Store(error) => error.into(),
        }
    }
}

impl From<boards::Refused> for AppError {
    fn from(refused: boards::Refused) -> Self {
        match refused {
            boards::Refused::TooMany => Problem::BoardsMany.into(),
            boards::Refused::Store(error) => error.into(),
        }
    }
}

impl From<feeds::Refused> for AppError {
    fn from(refused: feeds::Refused) -> Self {
        match refused {
            feeds::Refused::TooMany => Problem::CalendarLinksMany.into(),
            feeds::Refused::Store(error) => error.into(),
        }
    }
}

impl From<closed_days::Refused> for AppError {
    fn from(refused: closed_days::Refused) -> Self {
        match refused {
            closed_days::Refused::NotFound => Self::NotFound,
            closed_days::Refused::TooMany => Problem::ClosedDaysMany.into(),
            closed_days::Refused::Store(error) => error.into(),
        }
    }
}

impl From<commitments::Refused> for AppError {
    fn from(refused: commitments::Refused) -> Self {
        match refused {
            commitments::Refused::NotFound => Self::NotFound,
            commitments::Refused::NoAddress => Problem::HeadNoAddress.into(),
            commitments::Refused::Signed => Problem::SignedAlready.into(),
            commitments::Refused::Changed => Problem::PaperChanged.into(),
            commitments::Refused::NoVersion => Problem::InkVersion.into(),
            commitments::Refused::WordingMoved => Problem::WordingMoved.into(),
            commitments::Refused::Store(error) => error.into(),
        }
    }
}

impl From<forming::Refused> for AppError {
    fn from(refused: forming::Refused) -> Self {
        match refused {
            forming::Refused::NotFound => Self::NotFound,
            forming::Refused::NotLast => Problem::UndoNotLast.into(),
            forming::Refused::Changed => Problem::UndoChanged.into(),
            forming::Refused::Store(error) => error.into(),
        }
    }
}

impl From<gias::Refused> for AppError {
    fn from(refused: gias::Refused) -> Self {
        match refused {
            gias::Refused::NoSuchNumber | gias::Refused::NotApart | gias::Refused::NotWaiting => Self::NotFound,
            gias::Refused::Store(error) => error.into(),
        }
    }
}

impl From<handover::Refused> for AppError {
    fn from(refused: handover::Refused) -> Self {
        match refused {
            handover::Refused::PersonGone => Problem::PersonGone.into(),
            handover::Refused::Store(error) => error.into(),
        }
    }
}

impl From<interest::Refused> for AppError {
    fn from(refused: interest::Refused) -> Self {
        Self::Invalid(vec![match refused {
            interest::Refused::NotFound => return Self::NotFound,
            interest::Refused::NoSchool => Problem::NotMatched,
            interest::Refused::NoReason => Problem::ReasonMissing,
            interest::Refused::InGroup => Problem::InterestInGroup,
            interest::Refused::Same => Problem::InterestSame,
            interest::Refused::Moved => Problem::InterestMoved,
            interest::Refused::NothingToUndo => Problem::NothingToUndo,
            interest::Refused::Removed => Problem::InterestRemoved,
            interest::Refused::Gone | interest::Refused::NotComplete => Problem::InterestGone,
            interest::Refused::TooMany => Problem::InterestsTooMany,
            interest::Refused::Closed => Problem::InterestClosed,
            interest::Refused::Store(error) => return error.into(),
        }])
    }
}

impl From<invitations::Refused> for AppError {
    fn from(refused: invitations::Refused) -> Self {
        match refused {
            invitations::Refused::Over | invitations::Refused::Closed => Problem::InvitationOver.into(),
            invitations::Refused::Store(error) => error.into(),
        }
    }
}

impl From<people::Refused> for AppError {
    fn from(refused: people::Refused) -> Self {
        match refused {
            people::Refused::LastAdmin => Problem::LastAdmin.into(),
            people::Refused::Store(error) => error.into(),
        }
    }
}

impl From<polls::Refused> for AppError {
    fn from(refused: polls::Refused) -> Self {
        Self::Invalid(vec![match refused {
            polls::Refused::NotFound => return Self::NotFound,
            polls::Refused::OpenAlready => Problem::PollOpenAlready,
            polls::Refused::Dated => Problem::PollDated,
            polls::Refused::Cancelled => Problem::PollCancelled,
            polls::Refused::Closed => Problem::PollClosed,
            polls::Refused::Full => Problem::PollFull,
            polls::Refused::TooMany => Problem::PollAnswersMany,
            polls::Refused::TooSoon => Problem::PollAskedToday,
            polls::Refused::TooLate => Problem::PollTooLate,
            polls::Refused::Moved => Problem::PollDateMoved,
            polls::Refused::Store(error) => return error.into(),
        }])
    }
}

impl From<rollover::Refused> for AppError {
    fn from(refused: rollover::Refused) -> Self {
        match refused {
            rollover::Refused::Already => Problem::TurnStands.into(),
            rollover::Refused::Nothing => Problem::TurnNothing.into(),
            rollover::Refused::NotCurrent => Self::NotFound,
            rollover::Refused::TooLate => Problem::TurnTooLate.into(),
            rollover::Refused::Used(_) => Problem::TurnUsed.into(),
            rollover::Refused::Store(error) => error.into(),
        }
    }
}

impl From<workshops::templates::Refused> for AppError {
    fn from(refused: workshops::templates::Refused) -> Self {
        match refused {
            workshops::templates::Refused::NameTaken => Problem::TemplateNameTaken.into(),
            workshops::templates::Refused::TooMany => Problem::TemplatesMany.into(),
            workshops::templates::Refused::TooLong => Problem::TemplateTooLong.into(),
            workshops::templates::Refused::Store(error) => error.into(),
        }
    }
}

impl From<workshops::host_pack::Refused> for AppError {
    fn from(refused: workshops::host_pack::Refused) -> Self {
        match refused {
            workshops::host_pack::Refused::NotFound => Self::NotFound,
            workshops::host_pack::Refused::HostMoved => Problem::HostMoved.into(),
            workshops::host_pack::Refused::Store(error) => error.into(),
        }
    }
}

impl From<workshops::Refused> for AppError {
    fn from(refused: workshops::Refused) -> Self {
        match refused {
            workshops::Refused::NotFound => Self::NotFound,
            workshops::Refused::Full => Problem::WorkshopsFull.into(),
            workshops::Refused::Fewest => Problem::WorkshopsFewest.into(),
            workshops::Refused::Dated => Problem::WorkshopDated.into(),
            workshops::Refused::InUse => Problem::WorkshopInUse.into(),
            workshops::Refused::Cancelled => Problem::WorkshopCancelled.into(),
            workshops::Refused::DayTaken => Problem::WorkshopDayTaken.into(),
            workshops::Refused::Store(error) => error.into(),
        }
    }
}

impl From<twilights::Refused> for AppError {
    fn from(refused: twilights::Refused) -> Self {
        match refused {
            twilights::Refused::Unknown => Problem::JoinCodeWrong.into(),
            // The page of the code says which of them.
            twilights::Refused::Shut | twilights::Refused::Full => Problem::JoinDoorShut.into(),
            twilights::Refused::NoSuchSchool => Problem::JoinSchoolMissing.into(),
            twilights::Refused::Guessing => Self::TooMany { minutes: 1 },
            twilights::Refused::Letters => Problem::ReturnLettersMany.into(),
            twilights::Refused::AddressLetters => Problem::GuestLettersMany.into(),
            // The page of the link says which of them.
            twilights::Refused::NoClaim | twilights::Refused::ClosedAccount => Self::NotFound,
            twilights::Refused::Store(error) => error.into(),
        }
    }
}
