//! Accepting an invitation: everything it promises, in one transaction.

use model::accounts::roles::{HubRole, Person, SchoolRole};
use model::ids::{HubId, PersonId};

use super::{Refused, Role, read, words};
use crate::accounts::links::{self, Purpose};
use crate::accounts::people::{self, Assignment, NewPerson};
use crate::accounts::sign_in::{self, Session};
use crate::audit::{self, Entry, Who};
use crate::database::{Changes, Database};
use crate::error::StoreError;
use crate::groups::roster;
use crate::representatives::handover::{self, Handover};
use crate::{mail, representatives, uk_time};

/// What the reader of an invitation answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Join<'a> {
    /// First and last name; an account that is there already keeps its own.
    pub name: &'a str,
    /// From [`crate::accounts::passwords::hash`]; `None` for whoever would rather sign in by links. An account that is there already
    /// keeps its own.
    pub password_hash: Option<&'a str>,
    /// Who is signed in, if anybody.
    pub signed_in: Option<PersonId>,
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Accepted {
    /// There is a new account, and a session for it.
    Joined(Session),
    /// The account of whoever is signed in has one role more.
    Added,
    /// An account with this address has one role more. Nobody is signed in by that: others than its owner can see a letter of
    /// the hub, so it must not open an account.
    AddedTo,
}

/// Accepts an invitation: uses its link up, opens an account where there is none, and gives it what was promised.
///
/// # Errors
/// [`Refused::Over`], or [`Refused::Closed`].
pub async fn accept(db: &Database, token: &str, join: &Join<'_>) -> Result<Accepted, Refused> {
    let mut changes = db.change().await?;
    let link = links::take(&mut changes, Purpose::Invitation, token).await?.ok_or(Refused::Over)?;
    let details = read(&link.details)?;
    let known = people::by_email_in(&mut changes, &link.email).await?;
    let person = match known {
        Some((_, true)) => return Err(Refused::Closed),
        Some((person, false)) => person,
        None => {
            let new = NewPerson { name: join.name, email: &link.email, password_hash: join.password_hash, school: None };
            people::add(&mut changes, &new).await?
        }
    };
    let by = people::as_actor(&mut changes, link.by.unwrap_or(person)).await?;
    give(db, &mut changes, (details.hub, &details.role), person, &by).await?;
    // Whoever accepts has had the letter, by whatever way.
    if let Some(id) = &link.subject {
        mail::arrived(&mut changes, id).await?;
    }
    let (name, email) = people::name_and_email(&mut changes, person).await?;
    let words = words(changes.connection(), details.hub, &details.role).await?;
    let entry = Entry {
        hub: Some(details.hub),
        who: Who::Holder(&name),
        action: "invitation.accepted",
        subject: Some(person.to_string()),
        words: &format!("{name} ({email}) accepted the invitation to be {words}."),
    };
    audit::write(&mut changes, &entry).await?;
    let accepted = match known {
        None => Accepted::Joined(sign_in::open_session(&mut changes, person).await?),
        Some(_) if join.signed_in == Some(person) => Accepted::Added,
        Some(_) => Accepted::AddedTo,
    };
    changes.commit().await?;
    Ok(accepted)
}

/// Makes somebody what they were invited to be, unless that is no more to be had.
async fn give(db: &Database, changes: &mut Changes, (hub, role): (HubId, &Role), person: PersonId, by: &Person) -> Result<(), Refused> {
    let today = uk_time::today();
    match *role {
        Role::Represent { year, school, kind, from } => {
            let year = roster::by_id(db, year).await?.ok_or(Refused::Over)?;
            if !works_at(changes, person, school, None).await? {
                people::assign(changes, Assignment { person, school, role: SchoolRole::Teacher, from: today }).await?;
            }
            let handover = Handover { year: &year, school, kind, from: from.max(today), by };
            // Not when the school has left the group meanwhile.
            handover::accepted(changes, &handover, person).await?;
        }
        Role::School { school, role } => {
            if !works_at(changes, person, school, Some(role)).await? {
                people::assign(changes, Assignment { person, school, role, from: today }).await?;
            }
            if role == SchoolRole::Headteacher {
                representatives::follow_head(changes, (hub, school), person, today, by).await?;
            }
        }
        Role::Hub { role } => {
            let now: Option<(String,)> = sqlx::query_as("select role from hub_role where person = ? and hub = ?")
                .bind(person)
                .bind(hub)
                .fetch_optional(changes.connection())
                .await?;
            // An admin who accepts an old invitation to the staff stays one.
            if now.is_none_or(|(now,)| now != HubRole::Admin.key()) {
                crate::hub::set_role(changes, hub, person, role).await?;
            }
        }
        Role::Lead { year: Some(year) } => {
            let year = roster::by_id(db, year).await?.ok_or(Refused::Over)?;
            representatives::follow_lead(changes, &year, person, by).await?;
        }
        Role::Lead { year: None } => crate::hub::add_lead(changes, hub, person).await?,
    }
    Ok(())
}

/// Whether somebody is at a school today already, as `role` if one is given.
async fn works_at(
    changes: &mut Changes,
    person: PersonId,
    school: model::ids::SchoolId,
    role: Option<SchoolRole>,
) -> Result<bool, StoreError> {
    let row: Option<(i64,)> = sqlx::query_as(
        "select 1 from person
         join school_role on school_role.person = person.id and school_role.school = person.school
         where person.id = ?1 and person.school = ?2 and (?3 is null or school_role.role = ?3)
           and school_role.from_date <= ?4 and (school_role.until_date is null or school_role.until_date > ?4)",
    )
    .bind(person)
    .bind(school)
    .bind(role.map(SchoolRole::key))
    .bind(uk_time::today().to_string())
    .fetch_optional(changes.connection())
    .await?;
    Ok(row.is_some())
}
