//! Who may do what: one pure function, asked by pages, server functions, routes and sync messages alike.

use crate::accounts::roles::{Actor, Guest, HubRole, Person, SchoolRole};
use crate::ids::{DocumentId, HubId, SchoolId, WorkGroupId};

#[cfg(test)]
mod tests;

/// What somebody wants to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// Open a Work Group's pages, and read its workshops' plans.
    ViewGroup,
    /// Start a new board.
    CreateBoard,
    /// Read a board, and be seen on it.
    ViewBoard,
    /// Change a board.
    EditBoard,
    /// Take a board out of the lists, and bring it back.
    ArchiveBoard,
    /// See who represents each school of a group, and change that: invite, hand over, name a deputy.
    ManageGroupPeople,
    /// Change a group's title, focus, project code or lead, and write in its workshops' plans.
    ManageGroup,
    /// See how far each school's commitment has come; ask for it, remind, record one signed on paper.
    ManageCommitments,
    /// Read a school's commitments, and print them.
    ViewCommitment,
    /// Sign for the school as its headteacher.
    SignCommitment,
    /// Agree to the commitment as the school's lead participant (A12).
    AgreeCommitment,
    /// Open a school's page with its people.
    ViewSchool,
    /// Invite people to a school, change what they are there, close an account.
    ManageSchoolPeople,
    /// Say when schools are closed: a hub for local authorities, a school for itself.
    ManageCalendar,
    /// Fill in what a workshop's guests find at the school that hosts it.
    HostWorkshop,
    /// See the hub's pages: its groups, schools and people.
    ViewHub,
    /// Read expressions of interest, and decide on them.
    TriageInterest,
    /// Put schools into groups, and name the leads.
    FormGroups,
    /// Read, hold and withdraw the hub's messages.
    ManageMail,
    /// Take data out of the hub as a file.
    ExportData,
    /// Change the hub's name, logo, contact and the wording of its commitment.
    ManageHub,
    /// Give and take roles in the hub.
    ManageHubPeople,
    /// Turn the year, and take that back.
    RollOver,
    /// Read who did what to whom.
    ViewAudit,
    /// Bring in schools from Get Information about Schools.
    ImportSchools,
}

impl Action {
    /// Every action, for the table in the tests.
    pub const ALL: [Self; 25] = [
        Self::ViewGroup,
        Self::CreateBoard,
        Self::ViewBoard,
        Self::EditBoard,
        Self::ArchiveBoard,
        Self::ManageGroupPeople,
        Self::ManageGroup,
        Self::ManageCommitments,
        Self::ViewCommitment,
        Self::SignCommitment,
        Self::AgreeCommitment,
        Self::ViewSchool,
        Self::ManageSchoolPeople,
        Self::ManageCalendar,
        Self::HostWorkshop,
        Self::ViewHub,
        Self::TriageInterest,
        Self::FormGroups,
        Self::ManageMail,
        Self::ExportData,
        Self::ManageHub,
        Self::ManageHubPeople,
        Self::RollOver,
        Self::ViewAudit,
        Self::ImportSchools,
    ];
}

/// What it is to be done to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// A Work Group, or a document that belongs to it.
    Group(WorkGroupId),
    /// A board of a Work Group on which a table of a twilight works: to the group's people a board like any other, to guests one that they may have
    /// been let in to.
    Table { group: WorkGroupId, board: DocumentId },
    /// A board of a workshop whose lead has locked its boards: until that ends it is read, and written on by the group's lead alone.
    Locked { group: WorkGroupId, board: DocumentId },
    /// A school's own workspace, people and commitments, or a private board in it: its boards are hidden even from the group's lead.
    School(SchoolId),
    /// A document of a Work Group that was archived: it is read and brought back, never changed.
    ArchivedInGroup(WorkGroupId),
    /// The same of a school's own document.
    ArchivedInSchool(SchoolId),
    /// A Maths Hub.
    Hub(HubId),
}

impl Subject {
    /// Whose it is, archived or not: what belongs to the same people.
    #[must_use]
    pub fn owner(self) -> Self {
        match self {
            Self::ArchivedInGroup(group) | Self::Table { group, .. } | Self::Locked { group, .. } => Self::Group(group),
            Self::ArchivedInSchool(school) => Self::School(school),
            other => other,
        }
    }

    /// The same document archived.
    #[must_use]
    pub fn archived(self) -> Self {
        match self {
            Self::Group(group) | Self::Table { group, .. } | Self::Locked { group, .. } => Self::ArchivedInGroup(group),
            Self::School(school) => Self::ArchivedInSchool(school),
            other => other,
        }
    }

    /// The same document once it is unlocked.
    #[must_use]
    pub fn unlocked(self) -> Self {
        match self {
            Self::Locked { group, board } => Self::Table { group, board },
            other => other,
        }
    }
}

/// Why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Denied {
    /// Signing in would tell.
    #[error("sign in first")]
    SignedOut,
    /// This person may not.
    #[error("this belongs to other people")]
    NotYours,
}

/// Whether `actor` may do `action` to `subject`.
///
/// # Errors
/// [`Denied::SignedOut`] for anybody unknown, and for guests, who may have an account as well; [`Denied::NotYours`] for everybody else who may not.
pub fn may(actor: &Actor, action: Action, subject: Subject) -> Result<(), Denied> {
    let person = match actor {
        Actor::Anonymous => return Err(Denied::SignedOut),
        Actor::Guest(guest) => return if may_as_guest(guest, action, subject) { Ok(()) } else { Err(Denied::SignedOut) },
        Actor::Person(person) => person,
    };
    let allowed = match subject {
        Subject::Group(group) | Subject::Table { group, .. } => may_in_group(person, action, group),
        Subject::Locked { group, .. } => {
            may_in_group(person, action, group) && (action != Action::EditBoard || person.leads.contains(&group))
        }
        Subject::School(school) => may_in_school(person, action, school),
        Subject::ArchivedInGroup(group) => is_for_archived(action) && may_in_group(person, action, group),
        Subject::ArchivedInSchool(school) => is_for_archived(action) && may_in_school(person, action, school),
        Subject::Hub(hub) => may_in_hub(person, action, hub),
    };
    if allowed { Ok(()) } else { Err(Denied::NotYours) }
}

/// The boards of the tables of their own twilight, and nothing else in the whole house.
fn may_as_guest(guest: &Guest, action: Action, subject: Subject) -> bool {
    let (Subject::Table { board, .. } | Subject::Locked { board, .. }) = subject else {
        return false;
    };
    let is_locked = matches!(subject, Subject::Locked { .. });
    match action {
        Action::ViewBoard => guest.reads.contains(&board),
        Action::EditBoard => !is_locked && guest.reads.contains(&board) && guest.writes.contains(&board),
        _ => false,
    }
}

/// What can be done to a board that was archived, by whoever could do it before.
fn is_for_archived(action: Action) -> bool {
    matches!(action, Action::ViewBoard | Action::ArchiveBoard)
}

/// A group's boards are everybody's who works in it; its hub may look in, and so may heads of its schools.
fn may_in_group(person: &Person, action: Action, group: WorkGroupId) -> bool {
    let leads = person.leads.contains(&group);
    let belongs = person.groups.contains(&group);
    let hub = person.hub.as_ref().is_some_and(|hub| hub.groups.contains(&group));
    match action {
        Action::ViewGroup | Action::ViewBoard => leads || belongs || hub,
        Action::CreateBoard | Action::EditBoard | Action::ArchiveBoard => {
            leads || (belongs && person.school_role != SchoolRole::Headteacher)
        }
        Action::ManageGroupPeople | Action::ManageCommitments => leads || hub,
        Action::ManageGroup => hub || leads,
        _ => false,
    }
}

/// A school's own boards are its teachers'; its head may look, nobody else. Its people and commitments concern its hub and
/// the leads of its groups as well.
fn may_in_school(person: &Person, action: Action, school: SchoolId) -> bool {
    let own = person.school == Some(school);
    let hub = person.hub.as_ref().is_some_and(|hub| hub.schools.contains(&school));
    let leads = person.leads_schools.contains(&school);
    match action {
        Action::ViewBoard => own,
        Action::CreateBoard | Action::EditBoard | Action::ArchiveBoard => own && person.school_role != SchoolRole::Headteacher,
        Action::ViewSchool => own || leads || hub,
        Action::ManageCalendar => leads || hub || (own && person.school_role != SchoolRole::Teacher),
        Action::HostWorkshop => own || leads || hub,
        Action::ManageSchoolPeople => hub || (own && person.school_role != SchoolRole::Teacher),
        Action::ManageCommitments => leads || hub,
        Action::ViewCommitment => leads || hub || (own && person.school_role != SchoolRole::Teacher),
        Action::SignCommitment => own && person.school_role == SchoolRole::Headteacher,
        Action::AgreeCommitment => own && person.school_role == SchoolRole::LeadParticipant,
        _ => false,
    }
}

/// Staff do the daily work; what changes who has a say, or many things at once, is an admin's.
fn may_in_hub(person: &Person, action: Action, hub: HubId) -> bool {
    let Some(role) = person.hub.as_ref().filter(|own| own.id == hub).map(|own| own.role) else {
        return false;
    };
    match action {
        Action::ViewHub
        | Action::TriageInterest
        | Action::FormGroups
        | Action::ManageCalendar
        | Action::ManageMail
        | Action::ExportData => true,
        Action::ManageHub | Action::ManageHubPeople | Action::RollOver | Action::ViewAudit | Action::ImportSchools => {
            role == HubRole::Admin
        }
        _ => false,
    }
}
