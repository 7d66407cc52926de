//! Who may do what: one pure function, asked by pages, server functions and sync messages alike.

use crate::ids::{SchoolId, WorkGroupId};
use crate::roles::{Actor, Person, SchoolRole};

/// What somebody wants to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// Open a Work Group's pages.
    ViewGroup,
    /// Start a new board.
    CreateBoard,
    /// Read a board, and be seen on it.
    ViewBoard,
    /// Change a board.
    EditBoard,
}

impl Action {
    /// Every action, for the table in the tests.
    pub const ALL: [Self; 4] = [Self::ViewGroup, Self::CreateBoard, Self::ViewBoard, Self::EditBoard];
}

/// What it is to be done to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// A Work Group, or a board that belongs to it.
    Group(WorkGroupId),
    /// A school's own workspace, or a private board in it: hidden even from the group's lead.
    School(SchoolId),
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
/// [`Denied::SignedOut`] for anybody unknown, [`Denied::NotYours`] for everybody else who may not.
pub fn may(actor: &Actor, action: Action, subject: Subject) -> Result<(), Denied> {
    let Actor::Person(person) = actor else {
        return Err(Denied::SignedOut);
    };
    let allowed = match subject {
        Subject::Group(group) => may_in_group(person, action, group),
        Subject::School(school) => may_in_school(person, action, school),
    };
    if allowed { Ok(()) } else { Err(Denied::NotYours) }
}

/// A group's boards are everybody's who works in it; the hub may look in, and so may heads of its schools.
fn may_in_group(person: &Person, action: Action, group: WorkGroupId) -> bool {
    let leads = person.leads.contains(&group);
    let belongs = person.groups.contains(&group);
    match action {
        Action::ViewGroup | Action::ViewBoard => leads || belongs || person.hub_role.is_some(),
        Action::CreateBoard | Action::EditBoard => leads || (belongs && person.school_role != SchoolRole::Headteacher),
    }
}

/// A school's own boards are its teachers'; its head may look, nobody else.
fn may_in_school(person: &Person, action: Action, school: SchoolId) -> bool {
    let own = person.school == Some(school);
    match action {
        Action::ViewGroup => false,
        Action::ViewBoard => own,
        Action::CreateBoard | Action::EditBoard => own && person.school_role != SchoolRole::Headteacher,
    }
}
