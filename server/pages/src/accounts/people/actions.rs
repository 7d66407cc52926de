//! Changes of the hub's people: inviting, roles in the hub, places at schools, closing accounts.

use app::context;
use app::error::{AppError, Problem};
use app::notice::Notice;
use leptos::prelude::*;
use model::accounts::roles::{Actor, HubRole, SchoolRole};
use model::ids::PersonId;
use model::permission::Action;
use store::accounts::invitations::{self, NewInvitation, Role};
use store::accounts::people::{self, Assignment};
use store::audit::{self, Entry, Who};
use store::{academic_year, uk_time};

use super::words::{Wanted, may_close, may_move};
use crate::accounts::checks::{Invited, may_invite, name_and_email};
use crate::accounts::handover_day::handover_day;

/// Invites somebody to work for the hub, to lead, or to be something at one of its schools.
#[server(endpoint = "hub-invite")]
pub async fn hub_invite(
    #[server(default)] name: String,
    #[server(default)] email: String,
    #[server(default)] role: String,
    #[server(default)] year: String,
    #[server(default)] school: String,
) -> Result<(), AppError> {
    let fields = [("name", name.as_str()), ("email", &email), ("role", &role), ("year", &year), ("school", &school)];
    context::answer_fields("/hub/people/invite", &fields, async {
        let (by, hub) = context::hub_person(Action::FormGroups).await?;
        let database = context::database()?;
        let wanted = Wanted::read(&role, &school);
        let (name, email) = match (name_and_email(&name, &email), &wanted) {
            (Err(AppError::Invalid(mut problems)), Err(problem)) => {
                problems.push(*problem);
                return Err(AppError::Invalid(problems));
            }
            (typed, _) => typed?,
        };
        let (role, invited) = match wanted.map_err(|problem| AppError::Invalid(vec![problem]))? {
            Wanted::Hub(role) => (Role::Hub { role }, Invited::Hub(hub)),
            Wanted::Lead => {
                let wanted = year.parse::<model::ids::GroupYearId>().ok();
                let running = store::groups::roster::running(&database, hub).await?;
                if wanted.is_some_and(|wanted| running.iter().all(|year| year.id != wanted)) {
                    return Err(AppError::NotFound);
                }
                (Role::Lead { year: wanted }, Invited::Lead(hub))
            }
            Wanted::School(school, true) => (Role::School { school, role: SchoolRole::Headteacher }, Invited::Headteacher(school)),
            Wanted::School(school, false) => (Role::School { school, role: SchoolRole::Teacher }, Invited::Teacher(school)),
        };
        may_invite(&Actor::Person(by.clone()), invited)?;
        let mut changes = database.change().await?;
        let new = NewInvitation { hub, role, name: &name, email: &email, by: &by };
        invitations::send(&mut changes, &new, |token| context::absolute(&format!("/invitation/{token}"))).await?;
        changes.commit().await?;
        context::done("/hub/people/invitations", context::invited(hub).await?);
        Ok(())
    })
    .await
}

/// Gives somebody a role in the hub, or with `none` takes it. The last admin stays.
#[server(endpoint = "set-hub-role")]
pub async fn set_hub_role(id: PersonId, #[server(default)] role: String) -> Result<(), AppError> {
    let page = format!("/hub/people/{id}");
    context::answer_fields(&page, &[], async {
        let (by, hub) = context::hub_person(Action::ManageHubPeople).await?;
        let database = context::database()?;
        if !people::belongs_to_hub(&database, hub, id).await? {
            return Err(AppError::NotFound);
        }
        let account = people::account(&database, id).await?.ok_or(AppError::NotFound)?;
        let role = match role.as_str() {
            "none" => None,
            role => Some(HubRole::from_key(role).ok_or(AppError::Invalid(vec![Problem::InviteRoleMissing]))?),
        };
        let mut changes = database.change().await?;
        if !people::change_hub_role(&mut changes, hub, id, role).await? {
            return Err(AppError::Invalid(vec![Problem::LastAdmin]));
        }
        let (action, words) = match role {
            Some(role) => ("role.given", format!("{} made {} {}.", by.name, account.name, role.to_string().to_lowercase())),
            None => ("role.taken", format!("{} took {}’s role in the hub.", by.name, account.name)),
        };
        audit::write(&mut changes, &Entry { hub: Some(hub), who: Who::Person(&by), action, subject: Some(id.to_string()), words: &words })
            .await?;
        changes.commit().await?;
        context::done(&page, Notice::RoleChanged);
        Ok(())
    })
    .await
}

/// Gives somebody another place: a school, what they are there, and from which day.
#[server(endpoint = "move-person")]
pub async fn move_person(
    id: PersonId,
    #[server(default)] school: String,
    #[server(default)] role: String,
    #[server(default)] from: String,
) -> Result<(), AppError> {
    let page = format!("/hub/people/{id}/place");
    context::answer_fields(&page, &[("school", &school), ("role", &role), ("from", &from)], async {
        let (by, hub) = context::hub_person(Action::FormGroups).await?;
        let database = context::database()?;
        if !people::belongs_to_hub(&database, hub, id).await? {
            return Err(AppError::NotFound);
        }
        let account = people::account(&database, id).await?.filter(|account| !account.closed).ok_or(AppError::NotFound)?;
        let wanted = Wanted::read(&role, &school).map_err(|problem| AppError::Invalid(vec![problem]))?;
        let Wanted::School(school, head) = wanted else {
            return Err(AppError::Invalid(vec![Problem::InviteRoleMissing]));
        };
        may_move(&Actor::Person(by.clone()), hub, people::school_of(&database, id).await?, Some(school))?;
        let today = uk_time::today();
        let from = handover_day(&from, today, academic_year::of(today)).map_err(|problem| AppError::Invalid(vec![problem]))?;
        let role = if head { SchoolRole::Headteacher } else { SchoolRole::Teacher };
        let schools = people::schools_of_hub(&database, hub).await?;
        let name = schools.into_iter().find(|(known, ..)| *known == school).map(|(_, name, _)| name).unwrap_or_default();
        let mut changes = database.change().await?;
        people::assign(&mut changes, Assignment { person: id, school, role, from }).await?;
        if head {
            store::representatives::follow_head(&mut changes, (hub, school), id, from, &by).await?;
        }
        let day = uk_time::short(from);
        let words = format!("{} made {} {} at {name} from {day}.", by.name, account.name, role.to_string().to_lowercase());
        let entry = Entry { hub: Some(hub), who: Who::Person(&by), action: "role.moved", subject: Some(id.to_string()), words: &words };
        audit::write(&mut changes, &entry).await?;
        changes.commit().await?;
        context::done(&format!("/hub/people/{id}"), Notice::PersonMoved);
        Ok(())
    })
    .await
}

/// Closes somebody's account (`open` = `false`), or opens it again. What they wrote stays; so does every letter to them.
#[server(endpoint = "close-account")]
pub async fn close_account(id: PersonId, open: bool) -> Result<(), AppError> {
    let page = format!("/hub/people/{id}");
    context::answer_fields(&page, &[], async {
        let (by, hub) = context::hub_person(Action::ViewHub).await?;
        let database = context::database()?;
        if !people::belongs_to_hub(&database, hub, id).await? {
            return Err(AppError::NotFound);
        }
        let account = people::account(&database, id).await?.ok_or(AppError::NotFound)?;
        let (school, hub_role) = (people::school_of(&database, id).await?, people::hub_role(&database, hub, id).await?);
        may_close(&Actor::Person(by.clone()), hub, id, school, hub_role)?;
        let mut changes = database.change().await?;
        if !open && people::is_a_last_admin(&mut changes, id).await? {
            return Err(AppError::Invalid(vec![Problem::LastAdmin]));
        }
        let (action, did, notice, ended) = if open {
            people::reactivate(&mut changes, id).await?;
            ("account.opened", "opened the account of", Notice::AccountOpened, Vec::new())
        } else {
            ("account.closed", "closed the account of", Notice::AccountClosed, people::deactivate(&mut changes, id).await?)
        };
        let words = format!("{} {did} {} ({}).", by.name, account.name, account.email);
        audit::write(&mut changes, &Entry { hub: Some(hub), who: Who::Person(&by), action, subject: Some(id.to_string()), words: &words })
            .await?;
        changes.commit().await?;
        context::close_sockets(&ended);
        context::done(&page, notice);
        Ok(())
    })
    .await
}
