//! The whole table: every kind of person, every action, own and other group, school and hub.

use super::*;
use crate::accounts::roles::HubMembership;
use crate::ids::{GuestId, PersonId, WorkshopId};

/// A letter for each action, so that a row of the table can be read.
fn letter(action: Action) -> char {
    match action {
        Action::ViewGroup => 'v',
        Action::CreateBoard => 'c',
        Action::ViewBoard => 'r',
        Action::EditBoard => 'w',
        Action::ArchiveBoard => 'z',
        Action::ManageGroupPeople => 'p',
        Action::ManageGroup => 'g',
        Action::ManageCommitments => 'k',
        Action::ViewCommitment => 'l',
        Action::SignCommitment => 's',
        Action::AgreeCommitment => 'a',
        Action::ViewSchool => 'o',
        Action::ManageSchoolPeople => 'P',
        Action::ManageCalendar => 'd',
        Action::HostWorkshop => 'h',
        Action::ViewHub => 'V',
        Action::TriageInterest => 'T',
        Action::FormGroups => 'F',
        Action::ManageMail => 'M',
        Action::ExportData => 'X',
        Action::ManageHub => 'H',
        Action::ManageHubPeople => 'R',
        Action::RollOver => 'Y',
        Action::ViewAudit => 'A',
        Action::ImportSchools => 'I',
    }
}

struct World {
    groups: [WorkGroupId; 2],
    schools: [SchoolId; 2],
    hubs: [HubId; 2],
    /// Of the first group: one on a table of a twilight, and one on a table of another one.
    boards: [DocumentId; 2],
}

impl World {
    fn new() -> Self {
        Self {
            groups: [WorkGroupId::generate(), WorkGroupId::generate()],
            schools: [SchoolId::generate(), SchoolId::generate()],
            hubs: [HubId::generate(), HubId::generate()],
            boards: [DocumentId::generate(), DocumentId::generate()],
        }
    }

    /// Somebody of the first school, which is in the first group.
    fn member(&self, school_role: SchoolRole) -> Person {
        Person {
            id: PersonId::generate(),
            name: "Amy Marsh".into(),
            school: Some(self.schools[0]),
            school_name: "Ash Lane".into(),
            school_role,
            hub: None,
            groups: vec![self.groups[0]],
            leads: Vec::new(),
            leads_schools: Vec::new(),
        }
    }

    /// Somebody who works at no school and in no group.
    fn outsider(&self) -> Person {
        Person { school: None, groups: Vec::new(), ..self.member(SchoolRole::Teacher) }
    }

    fn lead(&self) -> Person {
        Person { leads: vec![self.groups[0]], leads_schools: vec![self.schools[0]], ..self.outsider() }
    }

    /// A guest of the first board's twilight, while it runs or afterwards.
    fn guest(&self, runs: bool) -> Guest {
        let reads = vec![self.boards[0]];
        Guest {
            id: GuestId::generate(),
            name: "Nia".into(),
            school_name: "Maple".into(),
            workshop: WorkshopId::generate(),
            writes: if runs { reads.clone() } else { Vec::new() },
            reads,
        }
    }

    fn of_hub(&self, role: HubRole) -> Person {
        let hub = HubMembership { id: self.hubs[0], role, groups: vec![self.groups[0]], schools: vec![self.schools[0]] };
        Person { hub: Some(Box::new(hub)), ..self.outsider() }
    }
}

/// Own group, other group; own school, other school; own hub, other hub; an archived board of the own group, of the own school; the boards of
/// a table of the own group's twilight, and of another one's; the former while it is locked. "Own" of a hub's people are the hub's.
#[test]
fn the_table_of_who_may_do_what() {
    let world = World::new();
    let person = Actor::Person;
    let rows: [(&str, Actor, [&str; 11]); 11] = [
        ("nobody", Actor::Anonymous, ["", "", "", "", "", "", "", "", "", "", ""]),
        ("a signed-in stranger", person(world.outsider()), ["", "", "", "", "", "", "", "", "", "", ""]),
        ("teacher", person(world.member(SchoolRole::Teacher)), ["vcrwz", "", "crwzoh", "", "", "", "rz", "rz", "vcrwz", "vcrwz", "vcrz"]),
        (
            "lead participant",
            person(world.member(SchoolRole::LeadParticipant)),
            ["vcrwz", "", "crwzlaoPdh", "", "", "", "rz", "rz", "vcrwz", "vcrwz", "vcrz"],
        ),
        ("headteacher", person(world.member(SchoolRole::Headteacher)), ["vr", "", "rlsoPdh", "", "", "", "r", "r", "vr", "vr", "vr"]),
        (
            "teacher of no group",
            person(Person { groups: Vec::new(), ..world.member(SchoolRole::Teacher) }),
            ["", "", "crwzoh", "", "", "", "", "rz", "", "", ""],
        ),
        ("Work Group Lead", person(world.lead()), ["vcrwzpgk", "", "klodh", "", "", "", "rz", "", "vcrwzpgk", "vcrwzpgk", "vcrwzpgk"]),
        ("hub staff", person(world.of_hub(HubRole::Staff)), ["vrpgk", "", "kloPdh", "", "dVTFMX", "", "r", "", "vrpgk", "vrpgk", "vrpgk"]),
        (
            "hub admin",
            person(world.of_hub(HubRole::Admin)),
            ["vrpgk", "", "kloPdh", "", "dVTFMXHRYAI", "", "r", "", "vrpgk", "vrpgk", "vrpgk"],
        ),
        ("a guest while the twilight runs", Actor::Guest(world.guest(true)), ["", "", "", "", "", "", "", "", "rw", "", "r"]),
        ("a guest afterwards", Actor::Guest(world.guest(false)), ["", "", "", "", "", "", "", "", "r", "", "r"]),
    ];
    let subjects = [
        Subject::Group(world.groups[0]),
        Subject::Group(world.groups[1]),
        Subject::School(world.schools[0]),
        Subject::School(world.schools[1]),
        Subject::Hub(world.hubs[0]),
        Subject::Hub(world.hubs[1]),
        Subject::ArchivedInGroup(world.groups[0]),
        Subject::ArchivedInSchool(world.schools[0]),
        Subject::Table { group: world.groups[0], board: world.boards[0] },
        Subject::Table { group: world.groups[0], board: world.boards[1] },
        Subject::Locked { group: world.groups[0], board: world.boards[0] },
    ];
    for (name, actor, expected) in rows {
        for (subject, expected) in subjects.into_iter().zip(expected) {
            let allowed: String = Action::ALL.into_iter().filter(|action| may(&actor, *action, subject).is_ok()).map(letter).collect();
            assert_eq!(allowed, expected, "{name} on {subject:?}");
        }
    }
}

#[test]
fn the_table_knows_every_action_by_a_letter_of_its_own() {
    let letters: std::collections::BTreeSet<char> = Action::ALL.into_iter().map(letter).collect();
    assert_eq!(letters.len(), Action::ALL.len());
}

#[test]
fn nobody_is_told_to_sign_in_and_a_stranger_that_it_is_not_theirs() {
    let world = World::new();
    let subject = Subject::Group(world.groups[0]);
    assert_eq!(may(&Actor::Anonymous, Action::ViewBoard, subject), Err(Denied::SignedOut));
    assert_eq!(may(&Actor::Person(world.outsider()), Action::ViewBoard, subject), Err(Denied::NotYours));
    // A guest may have an account as well.
    assert_eq!(may(&Actor::Guest(world.guest(true)), Action::ViewBoard, subject), Err(Denied::SignedOut));
}

#[test]
fn a_guest_writes_on_no_board_that_they_may_not_read() {
    let world = World::new();
    let guest = Guest { reads: Vec::new(), ..world.guest(true) };
    let table = Subject::Table { group: world.groups[0], board: world.boards[0] };
    for action in Action::ALL {
        assert_eq!(may(&Actor::Guest(guest.clone()), action, table), Err(Denied::SignedOut), "{action:?}");
    }
}

#[test]
fn a_table_s_board_belongs_to_its_group_like_any_other() {
    let world = World::new();
    let table = Subject::Table { group: world.groups[0], board: world.boards[0] };
    let locked = Subject::Locked { group: world.groups[0], board: world.boards[0] };
    for subject in [table, locked] {
        assert_eq!((subject.owner(), subject.archived()), (Subject::Group(world.groups[0]), Subject::ArchivedInGroup(world.groups[0])));
        assert_eq!(subject.unlocked(), table);
    }
    assert_eq!(Subject::Group(world.groups[0]).unlocked(), Subject::Group(world.groups[0]));
}
