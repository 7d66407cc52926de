//! Ids of everything that is stored: UUIDv7, so that they sort by the time they were made.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Declares one id type, so that a school's id can never be handed in for a person's.
macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// A new id, later than every id made before it on this machine.
            pub fn generate() -> Self {
                Self(Uuid::now_v7())
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = UnknownId;

            fn from_str(text: &str) -> Result<Self, UnknownId> {
                text.parse().map(Self).map_err(|_| UnknownId)
            }
        }
    };
}

/// The text is not an id of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not an id")]
pub struct UnknownId;

id! {
    /// A Maths Hub.
    HubId
}
id! {
    /// A school, which keeps its id when its URN changes.
    SchoolId
}
id! {
    /// A person with an account.
    PersonId
}
id! {
    /// A Work Group: the community that goes on from year to year.
    WorkGroupId
}
id! {
    /// One academic year of a Work Group.
    GroupYearId
}
id! {
    /// A time in which somebody represents a school in a year of a group.
    ParticipationId
}
id! {
    /// An invitation, which keeps its id when it is sent again.
    InvitationId
}
id! {
    /// One of the year's workshops.
    WorkshopId
}
id! {
    /// A poll about a workshop's date.
    PollId
}
id! {
    /// What somebody answers to a poll.
    PollAnswerId
}
id! {
    /// A live document: a lesson board today.
    DocumentId
}
id! {
    /// A school's commitment for one year of a group.
    CommitmentId
}
id! {
    /// A version of a commitment's wording.
    ClausesId
}
id! {
    /// An expression of interest.
    InterestId
}
id! {
    /// A decision about an expression of interest.
    DecisionId
}
id! {
    /// A message in the outbox.
    MessageId
}
id! {
    /// A step of forming groups.
    FormingStepId
}
id! {
    /// A turn of the year.
    RolloverId
}
id! {
    /// One run of a school import.
    SchoolImportId
}
id! {
    /// An entry in the audit.
    AuditId
}
id! {
    /// A link by which calendars read workshops.
    CalendarFeedId
}
id! {
    /// A guest of a workshop's twilight, who has no account.
    GuestId
}
id! {
    /// That somebody asked to have what they did as a guest as their own.
    GuestClaimId
}
id! {
    /// That somebody was at a part of a workshop, or so many of a school.
    AttendanceId
}

/// Whoever writes in live documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AuthorId {
    /// Somebody with an account.
    Person(PersonId),
    /// A guest of a workshop's twilight.
    Guest(GuestId),
}

impl AuthorId {
    /// Whose account it is, if there is one.
    #[must_use]
    pub fn person(self) -> Option<PersonId> {
        if let Self::Person(person) = self { Some(person) } else { None }
    }

    /// Which guest it is, if it is one.
    #[must_use]
    pub fn guest(self) -> Option<GuestId> {
        if let Self::Guest(guest) = self { Some(guest) } else { None }
    }
}

impl From<PersonId> for AuthorId {
    fn from(person: PersonId) -> Self {
        Self::Person(person)
    }
}

impl From<GuestId> for AuthorId {
    fn from(guest: GuestId) -> Self {
        Self::Guest(guest)
    }
}

impl fmt::Display for AuthorId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Person(person) => person.fmt(f),
            Self::Guest(guest) => guest.fmt(f),
        }
    }
}
id! {
    /// A plan that is kept as a template.
    PlanTemplateId
}
