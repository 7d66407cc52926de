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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::PersonId;
    use crate::roles::HubRole;

    const OWN: &str = "own";
    const OTHER: &str = "other";

    /// Every actor × action × subject, as a table somebody can read: a letter for each action that is allowed
    /// (v view group, c create, r read a board, w write to a board), for the own and another group, the own and another school.
    #[test]
    fn the_table_of_who_may_do_what() {
        let group = |name: &str| if name == OWN { GROUPS.0 } else { GROUPS.1 };
        let schools = (SchoolId::generate(), SchoolId::generate());
        let rows: [(&str, Actor, [&str; 4]); 8] = [
            ("nobody", Actor::Anonymous, ["", "", "", ""]),
            ("teacher", person(schools.0, SchoolRole::Teacher, None, &[OWN], &[]), ["vcrw", "", "crw", ""]),
            ("lead participant", person(schools.0, SchoolRole::LeadParticipant, None, &[OWN], &[]), ["vcrw", "", "crw", ""]),
            ("headteacher", person(schools.0, SchoolRole::Headteacher, None, &[OWN], &[]), ["vr", "", "r", ""]),
            ("lead of the group, from elsewhere", person(schools.0, SchoolRole::Teacher, None, &[], &[OWN]), ["vcrw", "", "crw", ""]),
            ("hub staff", person(schools.0, SchoolRole::Teacher, Some(HubRole::Staff), &[], &[]), ["vr", "vr", "crw", ""]),
            ("hub admin", person(schools.0, SchoolRole::Teacher, Some(HubRole::Admin), &[], &[]), ["vr", "vr", "crw", ""]),
            ("teacher of no group", person(schools.0, SchoolRole::Teacher, None, &[], &[]), ["", "", "crw", ""]),
        ];
        for (name, actor, expected) in rows {
            let subjects =
                [Subject::Group(group(OWN)), Subject::Group(group(OTHER)), Subject::School(schools.0), Subject::School(schools.1)];
            for (subject, expected) in subjects.into_iter().zip(expected) {
                let allowed: String = Action::ALL.into_iter().filter(|action| may(&actor, *action, subject).is_ok()).map(letter).collect();
                assert_eq!(allowed, expected, "{name} on {subject:?}");
            }
        }
    }

    #[test]
    fn nobody_is_told_to_sign_in_and_a_stranger_that_it_is_not_theirs() {
        let subject = Subject::Group(GROUPS.0);
        assert_eq!(may(&Actor::Anonymous, Action::ViewBoard, subject), Err(Denied::SignedOut));
        let stranger = person(SchoolId::generate(), SchoolRole::Teacher, None, &[], &[]);
        assert_eq!(may(&stranger, Action::ViewBoard, subject), Err(Denied::NotYours));
    }

    static GROUPS: std::sync::LazyLock<(WorkGroupId, WorkGroupId)> =
        std::sync::LazyLock::new(|| (WorkGroupId::generate(), WorkGroupId::generate()));

    fn letter(action: Action) -> char {
        match action {
            Action::ViewGroup => 'v',
            Action::CreateBoard => 'c',
            Action::ViewBoard => 'r',
            Action::EditBoard => 'w',
        }
    }

    fn person(school: SchoolId, school_role: SchoolRole, hub_role: Option<HubRole>, groups: &[&str], leads: &[&str]) -> Actor {
        let ids = |names: &[&str]| names.iter().map(|name| if *name == OWN { GROUPS.0 } else { GROUPS.1 }).collect();
        Actor::Person(Person {
            id: PersonId::generate(),
            name: "Amy Marsh".into(),
            school: Some(school),
            school_name: "Ash Lane".into(),
            school_role,
            hub_role,
            groups: ids(groups),
            leads: ids(leads),
        })
    }
}
