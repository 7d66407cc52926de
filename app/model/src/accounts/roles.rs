//! Who people are in the programme (DOMAIN.md §1.2).

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::ids::{DocumentId, GuestId, HubId, PersonId, SchoolId, WorkGroupId, WorkshopId};

/// What a person is in their school.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SchoolRole {
    /// Any teacher, teaching assistant or leader who takes part.
    Teacher,
    /// The one who attends every workshop, normally the maths subject lead (row A14).
    LeadParticipant,
    /// Signs the school's commitment (row B26).
    Headteacher,
}

impl SchoolRole {
    /// Every role, for tables and forms.
    pub const ALL: [Self; 3] = [Self::Teacher, Self::LeadParticipant, Self::Headteacher];

    /// The word stored in the database.
    pub fn key(self) -> &'static str {
        match self {
            Self::Teacher => "teacher",
            Self::LeadParticipant => "lead_participant",
            Self::Headteacher => "headteacher",
        }
    }

    /// The role whose stored word this is.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.key() == key)
    }
}

impl fmt::Display for SchoolRole {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Teacher => "Teacher",
            Self::LeadParticipant => "Lead participant",
            Self::Headteacher => "Headteacher",
        })
    }
}

/// What a person is in the hub.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HubRole {
    /// Recruits schools, forms groups, keeps rosters.
    Staff,
    /// Staff who may also change roles and settings.
    Admin,
}

impl HubRole {
    /// Every role, for tables and forms.
    pub const ALL: [Self; 2] = [Self::Staff, Self::Admin];

    /// The word stored in the database.
    pub fn key(self) -> &'static str {
        match self {
            Self::Staff => "staff",
            Self::Admin => "admin",
        }
    }

    /// The role whose stored word this is.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.key() == key)
    }
}

impl fmt::Display for HubRole {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Staff => "Hub staff",
            Self::Admin => "Hub admin",
        })
    }
}

/// What a person is to a hub, and what the hub looks after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HubMembership {
    /// The hub.
    pub id: HubId,
    /// What the person is there.
    pub role: HubRole,
    /// Every Work Group of the hub.
    pub groups: Vec<WorkGroupId>,
    /// Every school that is, was or would like to be in one of them.
    pub schools: Vec<SchoolId>,
}

/// Who asks: read once per request from the database, never from the browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// Nobody has signed in.
    Anonymous,
    /// A signed-in person.
    Person(Person),
    /// A guest of a workshop's twilight (row B23).
    Guest(Guest),
}

/// Somebody who came to a workshop's twilight without an account, with everything permissions depend on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guest {
    /// Who it is.
    pub id: GuestId,
    /// First name, as they typed it.
    pub name: String,
    /// The school's short name, or as they typed it.
    pub school_name: String,
    /// Whose twilight it is.
    pub workshop: WorkshopId,
    /// The boards of its tables, each of which they may read.
    pub reads: Vec<DocumentId>,
    /// Those of them that they may write on at this moment.
    pub writes: Vec<DocumentId>,
}

/// A signed-in person, with everything permissions depend on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Who it is.
    pub id: PersonId,
    /// First and last name, as the person gave it.
    pub name: String,
    /// The school the person works at; hub staff may have none.
    pub school: Option<SchoolId>,
    /// The school's name for lists and carets; empty without a school.
    pub school_name: String,
    /// What the person is in that school.
    pub school_role: SchoolRole,
    /// What the person is in a hub, if anything.
    pub hub: Option<Box<HubMembership>>,
    /// The Work Groups the person's school belongs to this year.
    pub groups: Vec<WorkGroupId>,
    /// The Work Groups the person leads this year.
    pub leads: Vec<WorkGroupId>,
    /// The schools of those groups.
    pub leads_schools: Vec<SchoolId>,
}

/// Somebody by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedPerson {
    pub id: PersonId,
    pub name: String,
}

/// Whoever did something, as it is signed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Byline {
    pub name: String,
    /// The school's short name; empty without one.
    pub school: String,
}

impl fmt::Display for Byline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&with_school(&self.name, &self.school))
    }
}

/// A person with their school, where there is one: `Tom Obaseki, Elm Bank`.
pub fn with_school(name: &str, school: &str) -> String {
    if school.is_empty() { name.to_owned() } else { format!("{name}, {school}") }
}
