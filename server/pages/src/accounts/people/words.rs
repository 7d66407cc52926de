//! The hub's people as its pages show them, and who may change what about whom.

use app::ui::fields::Choice;
use app::ui::frame::Frame;
use app::ui::link::Link;
use model::accounts::roles::{Actor, HubRole};
use model::ids::{HubId, PersonId, SchoolId};
use model::permission::{Action, Denied, Subject, may};
use store::accounts::people::{Listed, Period};
use store::invitations::Pending;

use super::forms::{HubRoleForm, MoveForm};

/// A page of the hub's people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HubPeople {
    /// What every page shows.
    pub frame: Frame,
    /// By name.
    pub people: Vec<Listed>,
    /// How many there are on all pages.
    pub total: u32,
    /// Which page, from 0.
    pub page: u32,
    /// How many a page shows.
    pub per_page: u32,
    /// How many invitations are unanswered.
    pub waiting: usize,
}

/// The hub's invitations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HubInvitations {
    /// What every page shows.
    pub frame: Frame,
    /// Invitations, the newest first.
    pub rows: Vec<Pending>,
}

/// What the form for an invitation shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InviteData {
    /// What every page shows.
    pub frame: Frame,
    /// Whether roles in the hub may be given.
    pub may_give_hub_roles: bool,
    /// Years of groups that may get a lead.
    pub years: Vec<Choice>,
    /// The hub's schools.
    pub schools: Vec<Choice>,
}

/// Somebody of the hub.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HubPerson {
    /// What every page shows.
    pub frame: Frame,
    /// Who.
    pub id: PersonId,
    /// First and last name.
    pub name: String,
    /// What they sign in with.
    pub email: String,
    /// Whether they sign in by links alone.
    pub no_password: bool,
    /// Their school's name; empty without one.
    pub school: String,
    /// Whether the account is closed.
    pub closed: bool,
    /// What they are in the hub.
    pub hub_role: HubRoleForm,
    /// Where they work and as what, and today to change it from.
    pub place: MoveForm,
    /// What they are and were, the latest first.
    pub roles: Vec<Period>,
    /// Whether whoever looks may move them and change their role at a school.
    pub may_move: bool,
    /// Whether they may close the account, or open it again.
    pub may_close: bool,
    /// Whether they may give and take roles in the hub.
    pub may_give_hub_roles: bool,
    /// The hub's schools.
    pub schools: Vec<Choice>,
    /// What another has to take over first if they go, each with the page that hands it over.
    pub duties: Vec<Link>,
}

/// Whether somebody's account may be closed and opened again: of the hub's own people by its admins, of its schools' people by
/// its staff, and nobody closes their own.
///
/// # Errors
/// As [`may`].
pub fn may_close(actor: &Actor, hub: HubId, who: PersonId, school: Option<SchoolId>, hub_role: Option<HubRole>) -> Result<(), Denied> {
    if matches!(actor, Actor::Person(person) if person.id == who) {
        return Err(Denied::NotYours);
    }
    match school.filter(|_| hub_role.is_none()) {
        Some(school) => {
            may(actor, Action::ViewHub, Subject::Hub(hub))?;
            may(actor, Action::ManageSchoolPeople, Subject::School(school))
        }
        None => may(actor, Action::ManageHubPeople, Subject::Hub(hub)),
    }
}

/// Whether somebody may be moved from a school (or from none) to another.
///
/// # Errors
/// As [`may`].
pub fn may_move(actor: &Actor, hub: HubId, from: Option<SchoolId>, to: Option<SchoolId>) -> Result<(), Denied> {
    may(actor, Action::FormGroups, Subject::Hub(hub))?;
    for school in from.into_iter().chain(to) {
        may(actor, Action::ManageSchoolPeople, Subject::School(school))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use model::accounts::roles::{HubMembership, Person, SchoolRole};

    use super::*;

    fn of_hub(hub: HubId, role: HubRole, school: SchoolId) -> Actor {
        Actor::Person(Person {
            id: PersonId::generate(),
            name: "Nell Ashby".into(),
            school: None,
            school_name: String::new(),
            school_role: SchoolRole::Teacher,
            hub: Some(Box::new(HubMembership { id: hub, role, groups: Vec::new(), schools: vec![school] })),
            groups: Vec::new(),
            leads: Vec::new(),
            leads_schools: Vec::new(),
        })
    }

    #[test]
    fn staff_close_accounts_of_schools_and_admins_those_of_the_hub() {
        let (hub, school, who) = (HubId::generate(), SchoolId::generate(), PersonId::generate());
        let (staff, admin) = (of_hub(hub, HubRole::Staff, school), of_hub(hub, HubRole::Admin, school));
        assert_eq!(may_close(&staff, hub, who, Some(school), None), Ok(()));
        assert_eq!(may_close(&staff, hub, who, Some(school), Some(HubRole::Staff)), Err(Denied::NotYours));
        assert_eq!(may_close(&staff, hub, who, None, None), Err(Denied::NotYours));
        assert_eq!(may_close(&staff, hub, who, Some(SchoolId::generate()), None), Err(Denied::NotYours));
        assert_eq!(may_close(&admin, hub, who, None, Some(HubRole::Admin)), Ok(()));
        let Actor::Person(own) = &admin else { return };
        assert_eq!(may_close(&admin, hub, own.id, None, None), Err(Denied::NotYours), "nobody closes their own");
    }

    #[test]
    fn people_move_between_schools_of_the_hub_alone() {
        let (hub, school) = (HubId::generate(), SchoolId::generate());
        let staff = of_hub(hub, HubRole::Staff, school);
        assert_eq!(may_move(&staff, hub, None, Some(school)), Ok(()));
        assert_eq!(may_move(&staff, hub, Some(SchoolId::generate()), Some(school)), Err(Denied::NotYours));
        assert_eq!(may_move(&staff, HubId::generate(), None, Some(school)), Err(Denied::NotYours));
    }
}
