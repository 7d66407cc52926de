//! What the pages of the hub's people show.

use app::context;
use app::error::AppError;
use app::ui::fields::Choice;
use app::ui::link::Link;
use model::accounts::roles::Actor;
use model::calendar::day::in_full;
use model::ids::PersonId;
use model::permission::{Action, Subject, may};
use model::schools::NamedSchool;
use store::accounts::people::{self, PAGE, Search};
use store::groups::Kind;
use store::invitations::{self, State};

use super::forms::{HubRoleForm, MoveForm};
use super::words::{HubInvitations, HubPeople, HubPerson, InviteData, may_close, may_move};

/// The hub's people who match, a page at a time.
pub async fn load_hub_people(text: String, role: String, page: u32) -> Result<HubPeople, AppError> {
    let (person, hub) = context::hub_person(Action::ViewHub).await?;
    let database = context::database()?;
    people::settle_moves(&database).await?;
    let found = people::of_hub(&database, hub, &Search { text, role, page }).await?;
    let invitations = invitations::open_of_hub(&database, hub).await?;
    Ok(HubPeople {
        frame: context::hub_frame(&person).await?,
        people: found.people,
        total: found.total,
        page,
        per_page: PAGE,
        waiting: invitations.iter().filter(|invitation| invitation.state != State::Accepted).count(),
    })
}

/// The hub's invitations.
pub async fn load_hub_invitations() -> Result<HubInvitations, AppError> {
    let (person, hub) = context::hub_person(Action::ViewHub).await?;
    let rows = store::invitations::open_of_hub(&context::database()?, hub).await?;
    Ok(HubInvitations { rows, frame: context::hub_frame(&person).await? })
}

/// What the form for an invitation shows.
pub async fn load_hub_invite() -> Result<InviteData, AppError> {
    let (person, hub) = context::hub_person(Action::FormGroups).await?;
    let database = context::database()?;
    let years = store::groups::roster::running(&database, hub).await?.into_iter().map(|year| {
        let led = year.lead.map_or_else(|| "no lead yet".to_owned(), |lead| format!("led by {lead}"));
        Choice::new(year.id.to_string(), format!("{}, {}, {led}", year.name, year.academic_year))
    });
    let mut listed = Vec::new();
    for (id, name, town) in store::accounts::people::schools_of_hub(&database, hub).await? {
        let heads = store::representatives::heads(&database, id).await?;
        let head = if heads.is_empty() { String::new() } else { format!(" (head: {})", heads.join(", ")) };
        listed.push(Choice::new(id.to_string(), format!("{name}, {town}{head}")));
    }
    Ok(InviteData {
        years: years.collect(),
        schools: listed,
        may_give_hub_roles: may(&Actor::Person(person.clone()), Action::ManageHubPeople, Subject::Hub(hub)).is_ok(),
        frame: context::hub_frame(&person).await?,
    })
}

/// Somebody of the hub, with what they are and were.
pub async fn load_hub_person(id: PersonId) -> Result<HubPerson, AppError> {
    let (person, hub) = context::hub_person(Action::ViewHub).await?;
    let database = context::database()?;
    if !people::belongs_to_hub(&database, hub, id).await? {
        return Err(AppError::NotFound);
    }
    let account = people::account(&database, id).await?.ok_or(AppError::NotFound)?;
    let (school, hub_role) = (people::school_of(&database, id).await?, people::hub_role(&database, hub, id).await?);
    let frame = context::hub_frame(&person).await?;
    let actor = Actor::Person(person);
    let roles = people::history(&database, id).await?;
    let head = roles.iter().any(|row| row.now && row.role == "Headteacher");
    let schools = people::schools_of_hub(&database, hub).await?;
    let duties = people::duties(&database, id).await?.into_iter().map(|duty| {
        let (group, begins) = (duty.group, duty.academic_year.starts_in());
        let place = format!("{}, {}", duty.group_name, duty.academic_year);
        match duty.school {
            Some(NamedSchool { id, name }) => {
                let role = if duty.kind == Kind::Deputy { "Deputy" } else { "Lead participant" };
                Link::new(format!("{role} for {name} in {place}"), format!("/groups/{group}/people/{id}?year={begins}"))
            }
            None => Link::new(format!("Work Group Lead of {place}"), format!("/groups/{group}/settings?year={begins}")),
        }
    });
    Ok(HubPerson {
        frame,
        id,
        may_move: may_move(&actor, hub, school, None).is_ok() && !account.closed,
        may_close: may_close(&actor, hub, id, school, hub_role).is_ok(),
        may_give_hub_roles: may(&actor, Action::ManageHubPeople, Subject::Hub(hub)).is_ok() && !account.closed,
        no_password: account.password_hash.is_none(),
        name: account.name,
        email: account.email.to_string(),
        school: account.school,
        closed: account.closed,
        hub_role: HubRoleForm { id, role: hub_role.map_or("none", |role| role.key()).to_owned() },
        place: MoveForm {
            id,
            school: school.map(|school| school.to_string()).unwrap_or_default(),
            role: if head { "headteacher" } else { "teacher" }.to_owned(),
            from: in_full(store::uk_time::today()),
        },
        roles,
        schools: schools.into_iter().map(|(id, name, town)| Choice::new(id.to_string(), format!("{name}, {town}"))).collect(),
        duties: duties.collect(),
    })
}
