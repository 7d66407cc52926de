//! Changes of the hub's people: inviting, roles in the hub, places at schools, closing accounts.

use app::context;
use app::error::{AppError, Problem};
use app::notice::Notice;
use model::accounts::roles::{Actor, Person, SchoolRole};
use model::calendar::academic_year::AcademicYear;
use model::calendar::day;
use model::ids::{GroupYearId, HubId, PersonId, SchoolId};
use model::permission::Action;
use store::accounts::people::{self, Account, Assignment};
use store::audit::{self, Entry, Who};
use store::groups::roster;
use store::invitations::{self, NewInvitation, Role};
use store::{Changes, uk_time};

use super::forms::{CloseForm, HubRoleForm, InviteForm, MoveForm, Wanted};
use super::words::{may_close, may_move};
use crate::accounts::checks::{Invited, may_invite};
use crate::accounts::handover_day::handover_day;
use crate::kit::{Form, Redirect};

/// Invites somebody to work for the hub, to lead, or to be something at one of its schools.
pub async fn invite(form: InviteForm) -> Result<Redirect, AppError> {
    let (by, hub) = context::hub_person(Action::FormGroups).await?;
    let (name, email, wanted) = form.check()?;
    let (role, invited) = match wanted {
        Wanted::Hub(role) => (Role::Hub { role }, Invited::Hub(hub)),
        Wanted::Lead => (Role::Lead { year: year_to_lead(hub, &form.year).await? }, Invited::Lead(hub)),
        Wanted::School(school, true) => (Role::School { school, role: SchoolRole::Headteacher }, Invited::Headteacher(school)),
        Wanted::School(school, false) => (Role::School { school, role: SchoolRole::Teacher }, Invited::Teacher(school)),
    };
    may_invite(&Actor::Person(by.clone()), invited)?;
    let mut changes = context::database()?.change().await?;
    let new = NewInvitation { hub, role, name: &name, email: &email, by: &by };
    invitations::send(&mut changes, &new, |token| context::absolute(&format!("/invitation/{token}"))).await?;
    changes.commit().await?;
    Ok(Redirect::with_notice("/hub/people/invitations", context::invited(hub).await?))
}

/// The year that somebody is to lead, if one was chosen.
async fn year_to_lead(hub: HubId, chosen: &str) -> Result<Option<GroupYearId>, AppError> {
    let year = chosen.parse::<GroupYearId>().ok();
    let running = roster::running(&context::database()?, hub).await?;
    if year.is_some_and(|year| running.iter().all(|known| known.id != year)) {
        return Err(AppError::NotFound);
    }
    Ok(year)
}

/// Gives somebody a role in the hub, or takes it. The last admin stays.
pub async fn set_hub_role(form: HubRoleForm) -> Result<Redirect, AppError> {
    let (by, hub) = context::hub_person(Action::ManageHubPeople).await?;
    let account = account_in(hub, form.id).await?;
    let role = form.check()?;
    let mut changes = context::database()?.change().await?;
    people::change_hub_role(&mut changes, hub, form.id, role).await?;
    let (action, words) = match role {
        Some(role) => ("role.given", format!("{} made {} {}.", by.name, account.name, role.to_string().to_lowercase())),
        None => ("role.taken", format!("{} took {}’s role in the hub.", by.name, account.name)),
    };
    note(&mut changes, (hub, &by), action, form.id, &words).await?;
    changes.commit().await?;
    Ok(Redirect::with_notice(&form.page(), Notice::RoleChanged))
}

/// Gives somebody another place: a school, what they are there, and from which day.
pub async fn move_person(form: MoveForm) -> Result<Redirect, AppError> {
    let (by, hub) = context::hub_person(Action::FormGroups).await?;
    let (database, id) = (context::database()?, form.id);
    let account = account_in(hub, id).await?;
    if account.closed {
        return Err(AppError::NotFound);
    }
    let (school, head) = form.check()?;
    may_move(&Actor::Person(by.clone()), hub, people::school_of(&database, id).await?, Some(school))?;
    let today = uk_time::today();
    let from = handover_day(&form.from, today, AcademicYear::of(today))?;
    let role = if head { SchoolRole::Headteacher } else { SchoolRole::Teacher };
    let place = school_name(hub, school).await?;
    let mut changes = database.change().await?;
    people::assign(&mut changes, Assignment { person: id, school, role, from }).await?;
    if head {
        store::representatives::follow_head(&mut changes, (hub, school), id, from, &by).await?;
    }
    let (role, day) = (role.to_string().to_lowercase(), day::short(from));
    let words = format!("{} made {} {role} at {place} from {day}.", by.name, account.name);
    note(&mut changes, (hub, &by), "role.moved", id, &words).await?;
    changes.commit().await?;
    Ok(Redirect::with_notice(&format!("/hub/people/{id}"), Notice::PersonMoved))
}

async fn school_name(hub: HubId, school: SchoolId) -> Result<String, AppError> {
    let schools = people::schools_of_hub(&context::database()?, hub).await?;
    Ok(schools.into_iter().find(|(known, ..)| *known == school).map(|(_, name, _)| name).unwrap_or_default())
}

/// Closes somebody's account, or opens it again. What they wrote stays; so does every letter to them.
pub async fn close(form: CloseForm) -> Result<Redirect, AppError> {
    let (by, hub) = context::hub_person(Action::ViewHub).await?;
    let (database, id) = (context::database()?, form.id);
    let account = account_in(hub, id).await?;
    let (school, hub_role) = (people::school_of(&database, id).await?, people::hub_role(&database, hub, id).await?);
    may_close(&Actor::Person(by.clone()), hub, id, school, hub_role)?;
    let mut changes = database.change().await?;
    if !form.open && people::is_a_last_admin(&mut changes, id).await? {
        return Err(Problem::LastAdmin.into());
    }
    let (action, did, notice, ended) = if form.open {
        people::reactivate(&mut changes, id).await?;
        ("account.opened", "opened the account of", Notice::AccountOpened, Vec::new())
    } else {
        ("account.closed", "closed the account of", Notice::AccountClosed, people::deactivate(&mut changes, id).await?)
    };
    let words = format!("{} {did} {} ({}).", by.name, account.name, account.email);
    note(&mut changes, (hub, &by), action, id, &words).await?;
    changes.commit().await?;
    context::close_sockets(&ended);
    Ok(Redirect::with_notice(&form.page(), notice))
}

/// The account of somebody whom the hub knows.
async fn account_in(hub: HubId, id: PersonId) -> Result<Account, AppError> {
    let database = context::database()?;
    if !people::belongs_to_hub(&database, hub, id).await? {
        return Err(AppError::NotFound);
    }
    people::account(&database, id).await?.ok_or(AppError::NotFound)
}

async fn note(changes: &mut Changes, (hub, by): (HubId, &Person), action: &str, id: PersonId, words: &str) -> Result<(), AppError> {
    let entry = Entry { hub: Some(hub), who: Who::Person(by), action, subject: Some(id.to_string()), words };
    Ok(audit::write(changes, &entry).await?)
}
