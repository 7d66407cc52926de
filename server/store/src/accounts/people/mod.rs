//! People with an account.

mod account;
mod directory;
mod duties;
mod history;
mod hub_roles;
mod places;

pub use account::{Account, EmailChange, account, change_email, rename, send_email_link, sign_out_everywhere};
pub(crate) use account::{as_actor, by_email_in, name_and_email};
pub use directory::{Listed, PAGE, Page, Search, belongs_to_hub, of_hub, school_of, schools_of_hub};
pub use duties::{Duty, duties};
pub use history::{Period, history};
pub use hub_roles::{Refused, change_hub_role, hub_role, is_a_last_admin, is_last_admin};
pub use places::{Assignment, assign, settle_moves};

use chrono::Utc;
use model::accounts::email::EmailAddress;
use model::accounts::roles::SchoolRole;
use model::calendar::clock;
use model::ids::{HubId, PersonId, SchoolId};

use crate::accounts::links::{self, Purpose};
use crate::accounts::tokens;
use crate::database::rows;
use crate::database::{Changes, Database};
use crate::error::StoreError;
use crate::mail;

/// A person to be added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPerson<'a> {
    /// First and last name.
    pub name: &'a str,
    /// What they sign in with.
    pub email: &'a EmailAddress,
    /// From [`crate::accounts::passwords::hash`]; `None` until they have chosen a password.
    pub password_hash: Option<&'a str>,
    /// Where they work, and as what.
    pub school: Option<(SchoolId, SchoolRole)>,
}

/// Adds a person.
///
/// # Errors
/// [`StoreError::EmailTaken`] when somebody has the address; otherwise when the file can't be written to.
pub async fn add(changes: &mut Changes, person: &NewPerson<'_>) -> Result<PersonId, StoreError> {
    let id = PersonId::generate();
    let now = Utc::now();
    sqlx::query("insert into person (id, name, email, password_hash, school, created_at) values (?, ?, ?, ?, ?, ?)")
        .bind(id)
        .bind(person.name)
        .bind(person.email.as_str())
        .bind(person.password_hash)
        .bind(person.school.map(|(school, _)| school))
        .bind(now.timestamp_millis())
        .execute(changes.connection())
        .await
        .map_err(|error| email_taken(error, person.email))?;
    if let Some((school, role)) = person.school {
        sqlx::query("insert into school_role (person, school, role, from_date) values (?, ?, ?, ?)")
            .bind(id)
            .bind(school)
            .bind(role.key())
            .bind(clock::day(now).to_string())
            .execute(changes.connection())
            .await?;
    }
    Ok(id)
}

/// The email address is the only thing in a person's row that has to be unique.
fn email_taken(error: sqlx::Error, email: &EmailAddress) -> StoreError {
    match error.as_database_error() {
        Some(database) if database.is_unique_violation() => StoreError::EmailTaken(email.to_string()),
        _ => StoreError::Database(error),
    }
}

/// Gives a person a new password, and signs them out everywhere. Returns the names of the sessions that ended
/// ([`crate::accounts::sign_in::fingerprint`]).
///
/// # Errors
/// When the file can't be written to.
pub async fn set_password(changes: &mut Changes, person: PersonId, password_hash: &str) -> Result<Vec<String>, StoreError> {
    sqlx::query("update person set password_hash = ? where id = ?").bind(password_hash).bind(person).execute(changes.connection()).await?;
    drop_links(changes, Purpose::SignIn, person).await?;
    end_sessions(changes, person).await
}

/// Takes back a person's links to sign in or to change the address, and the letters with them that have not gone out.
pub(crate) async fn drop_links(changes: &mut Changes, purpose: Purpose, person: PersonId) -> Result<(), StoreError> {
    links::revoke_of_person(changes, purpose, person).await?;
    mail::withdraw_kind(changes, &person.to_string(), purpose.key()).await?;
    Ok(())
}

/// Closes a person's account, and signs them out everywhere. What they wrote stays. Returns the names of the sessions that ended.
///
/// # Errors
/// When the file can't be written to.
pub async fn deactivate(changes: &mut Changes, person: PersonId) -> Result<Vec<String>, StoreError> {
    sqlx::query("update person set deactivated_at = ? where id = ? and deactivated_at is null")
        .bind(rows::now())
        .bind(person)
        .execute(changes.connection())
        .await?;
    for purpose in [Purpose::SignIn, Purpose::ChangeEmail] {
        drop_links(changes, purpose, person).await?;
    }
    // Opened again, the account has none of them: its calendars are followed anew as well.
    sqlx::query("delete from calendar_feed where person = ?").bind(person).execute(changes.connection()).await?;
    end_sessions(changes, person).await
}

/// Opens a closed account again. The person has to sign in anew.
///
/// # Errors
/// When the file can't be written to.
pub async fn reactivate(changes: &mut Changes, person: PersonId) -> Result<(), StoreError> {
    sqlx::query("update person set deactivated_at = null where id = ?").bind(person).execute(changes.connection()).await?;
    Ok(())
}

/// Ends every session of a person, and returns their names. No browser is known as theirs any more.
pub(crate) async fn end_sessions(changes: &mut Changes, person: PersonId) -> Result<Vec<String>, StoreError> {
    sqlx::query("delete from known_device where person = ?").bind(person).execute(changes.connection()).await?;
    let rows: Vec<(Vec<u8>,)> =
        sqlx::query_as("delete from session where person = ? returning token_hash").bind(person).fetch_all(changes.connection()).await?;
    Ok(rows.into_iter().map(|(hash,)| tokens::hexadecimal(&hash[..hash.len().min(16)])).collect())
}

/// The hub in whose name somebody is written to: the one they work for, else that of their school, else that of a group they
/// lead, else the first. `None` when there is no hub at all.
///
/// # Errors
/// When the file can't be read.
pub async fn hub_of(changes: &mut Changes, person: PersonId) -> Result<Option<HubId>, StoreError> {
    Ok(sqlx::query_scalar(
        "select hub from (
             select hub, 1 as rank, 0 as year from hub_role where person = ?1
             union all
             select work_group.hub, 2, group_year.academic_year
             from person
             join group_school on group_school.school = person.school
             join group_year on group_year.id = group_school.group_year
             join work_group on work_group.id = group_year.work_group
             where person.id = ?1
             union all
             select work_group.hub, 3, group_year.academic_year
             from group_year join work_group on work_group.id = group_year.work_group
             where group_year.lead = ?1
             union all
             select hub, 3, 0 from hub_lead where person = ?1
             union all
             select id, 4, 0 from hub where id = (select min(id) from hub))
         order by rank, year desc limit 1",
    )
    .bind(person)
    .fetch_optional(changes.connection())
    .await?)
}

/// The person with this address, deactivated or not.
///
/// # Errors
/// When the file can't be read.
pub async fn by_email(db: &Database, email: &EmailAddress) -> Result<Option<PersonId>, StoreError> {
    Ok(sqlx::query_scalar("select id from person where email = ?").bind(email.as_str()).fetch_optional(db.readers()).await?)
}
