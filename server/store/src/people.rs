//! People with an account.

use chrono::Utc;
use model::email::EmailAddress;
use model::ids::{PersonId, SchoolId};
use model::roles::SchoolRole;

use crate::database::{Changes, Database};
use crate::error::StoreError;
use crate::{rows, uk_time};

/// A person to be added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPerson<'a> {
    /// First and last name.
    pub name: &'a str,
    /// What they sign in with.
    pub email: &'a EmailAddress,
    /// From [`crate::passwords::hash`]; `None` until they have chosen a password.
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
        .bind(id.to_string())
        .bind(person.name)
        .bind(person.email.as_str())
        .bind(person.password_hash)
        .bind(person.school.map(|(school, _)| school.to_string()))
        .bind(now.timestamp_millis())
        .execute(changes.connection())
        .await
        .map_err(|error| email_taken(error, person.email))?;
    if let Some((school, role)) = person.school {
        sqlx::query("insert into school_role (person, school, role, from_date) values (?, ?, ?, ?)")
            .bind(id.to_string())
            .bind(school.to_string())
            .bind(role.key())
            .bind(uk_time::day(now).to_string())
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

/// Gives a person a new password, and signs them out everywhere.
///
/// # Errors
/// When the file can't be written to.
pub async fn set_password(changes: &mut Changes, person: PersonId, password_hash: &str) -> Result<(), StoreError> {
    sqlx::query("update person set password_hash = ? where id = ?")
        .bind(password_hash)
        .bind(person.to_string())
        .execute(changes.connection())
        .await?;
    end_sessions(changes, person).await
}

/// Closes a person's account, and signs them out everywhere. What they wrote stays.
///
/// # Errors
/// When the file can't be written to.
pub async fn deactivate(changes: &mut Changes, person: PersonId) -> Result<(), StoreError> {
    sqlx::query("update person set deactivated_at = ? where id = ?")
        .bind(rows::now())
        .bind(person.to_string())
        .execute(changes.connection())
        .await?;
    end_sessions(changes, person).await
}

async fn end_sessions(changes: &mut Changes, person: PersonId) -> Result<(), StoreError> {
    sqlx::query("delete from session where person = ?").bind(person.to_string()).execute(changes.connection()).await?;
    Ok(())
}

/// The person with this address, deactivated or not.
///
/// # Errors
/// When the file can't be read.
pub async fn by_email(db: &Database, email: &EmailAddress) -> Result<Option<PersonId>, StoreError> {
    let row: Option<(String,)> =
        sqlx::query_as("select id from person where email = ?").bind(email.as_str()).fetch_optional(db.readers()).await?;
    row.map(|(id,)| rows::id(&id)).transpose()
}
