//! Somebody's own account: name, address, password, and signing out.

use model::accounts::email::EmailAddress;
use model::accounts::roles::{Person, SchoolRole};
use model::ids::{PersonId, SchoolId};
use model::letters::accounts as letters;

use super::{email_taken, end_sessions, hub_of};
use crate::accounts::links::{self, NewLink, Purpose};
use crate::audit::{self, Entry, Who};
use crate::database::{Changes, Database};
use crate::error::StoreError;
use crate::hub;
use crate::mail::{self, NewMessage};

/// An account as its owner and the hub see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Whose.
    pub id: PersonId,
    /// First and last name.
    pub name: String,
    /// What they sign in with.
    pub email: EmailAddress,
    /// From [`crate::accounts::passwords::hash`]; `None` for whoever signs in by links.
    pub password_hash: Option<String>,
    /// The school's name; empty without one.
    pub school: String,
    pub closed: bool,
}

/// Somebody's account.
///
/// # Errors
/// When the file can't be read.
pub async fn account(db: &Database, person: PersonId) -> Result<Option<Account>, StoreError> {
    let row: Option<AccountRow> = sqlx::query_as(
        "select person.name, email, password_hash, coalesce(school.name, '') as school, deactivated_at is not null as closed
         from person left join school on school.id = person.school where person.id = ?",
    )
    .bind(person)
    .fetch_optional(db.readers())
    .await?;
    row.map(|AccountRow { name, email, password_hash, school, closed }| {
        let email = EmailAddress::kept(&email);
        Ok(Account { id: person, name, email, password_hash, school, closed })
    })
    .transpose()
}

#[derive(sqlx::FromRow)]
struct AccountRow {
    name: String,
    email: String,
    password_hash: Option<String>,
    school: String,
    closed: bool,
}

/// Gives somebody another name.
///
/// # Errors
/// When the file can't be written to.
pub async fn rename(changes: &mut Changes, person: PersonId, name: &str) -> Result<(), StoreError> {
    sqlx::query("update person set name = ? where id = ?").bind(name).bind(person).execute(changes.connection()).await?;
    Ok(())
}

/// Ends all sessions of a person, and takes back their links to sign in. Returns the names of the sessions that ended.
///
/// # Errors
/// When the file can't be written to.
pub async fn sign_out_everywhere(changes: &mut Changes, person: PersonId) -> Result<Vec<String>, StoreError> {
    super::drop_links(changes, Purpose::SignIn, person).await?;
    end_sessions(changes, person).await
}

/// Sends a link to a new address: the account has it once the button on the link's page is pressed. When somebody else has
/// the address, the letter there says so instead; whoever asks is told the same either way.
///
/// # Errors
/// When the file can't be written to.
pub async fn send_email_link(
    changes: &mut Changes,
    account: &Account,
    new: &EmailAddress,
    address_of: impl Fn(&str) -> String,
) -> Result<(), StoreError> {
    let Some(hub) = hub_of(changes, account.id).await? else {
        return Ok(());
    };
    super::drop_links(changes, Purpose::ChangeEmail, account.id).await?;
    let taken: Option<(i64,)> =
        sqlx::query_as("select 1 from person where email = ?").bind(new.as_str()).fetch_optional(changes.connection()).await?;
    let (letter, link) = if taken.is_some() {
        (letters::address_taken(), None)
    } else {
        let link = NewLink {
            purpose: Purpose::ChangeEmail,
            email: new,
            person: Some(account.id),
            subject: None,
            details: "{}".to_owned(),
            by: Some(account.id),
            lifetime: links::SIGN_IN,
        };
        let token = links::create(changes, &link).await?;
        (letters::confirm_address(new), Some(address_of(&token)))
    };
    let message = NewMessage {
        hub,
        kind: "change_email",
        to: (&account.name, new),
        letter: &letter,
        link: link.as_deref(),
        urgent: true,
        about: Some(account.id.to_string()),
        by: Some(account.id),
    };
    let id = mail::enqueue(changes, &message).await?;
    mail::useless_from(changes, id, chrono::Utc::now() + links::SIGN_IN).await?;
    Ok(())
}

/// What became of a change of address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EmailChange {
    /// The account has it now.
    Changed,
    /// The link opens nothing any more, or the account is closed.
    Gone,
    /// Somebody else has taken the address meanwhile.
    Taken,
}

/// Uses up the link of [`send_email_link`]: the account gets the address that the link was sent to, and a notice goes to the
/// one it had before.
///
/// # Errors
/// When the file can't be written to.
pub async fn change_email(db: &Database, token: &str) -> Result<EmailChange, StoreError> {
    let mut changes = db.change().await?;
    let Some(link) = links::take(&mut changes, Purpose::ChangeEmail, token).await? else {
        return Ok(EmailChange::Gone);
    };
    let Some(person) = link.person else {
        return Ok(EmailChange::Gone);
    };
    let before: Option<(String, String)> = sqlx::query_as("select name, email from person where id = ? and deactivated_at is null")
        .bind(person)
        .fetch_optional(changes.connection())
        .await?;
    let Some((name, before)) = before else {
        return Ok(EmailChange::Gone);
    };
    let changed = sqlx::query("update person set email = ? where id = ?")
        .bind(link.email.as_str())
        .bind(person)
        .execute(changes.connection())
        .await
        .map_err(|error| email_taken(error, &link.email));
    match changed {
        Err(StoreError::EmailTaken(_)) => return Ok(EmailChange::Taken),
        other => other?,
    };
    super::drop_links(&mut changes, Purpose::SignIn, person).await?;
    let hub = hub_of(&mut changes, person).await?;
    audit::write(
        &mut changes,
        &Entry {
            hub,
            who: Who::Holder(&name),
            action: "account.email_changed",
            subject: Some(person.to_string()),
            words: &format!("{name} changed their email address from {before} to {}.", link.email),
        },
    )
    .await?;
    if let Some(hub) = hub {
        let face = hub::face_in(&mut changes, hub).await?;
        let letter = letters::address_changed(&face.name, &face.contact_email);
        let before = before.parse().map_err(|_| StoreError::Corrupt(format!("the address {before:?}")))?;
        let message = NewMessage {
            hub,
            kind: "account.email_changed",
            to: (&name, &before),
            letter: &letter,
            link: None,
            urgent: true,
            about: Some(person.to_string()),
            by: Some(person),
        };
        mail::enqueue(&mut changes, &message).await?;
    }
    changes.commit().await?;
    Ok(EmailChange::Changed)
}

/// The name and address of an account, inside a transaction.
pub(crate) async fn name_and_email(changes: &mut Changes, person: PersonId) -> Result<(String, EmailAddress), StoreError> {
    let (name, email): (String, String) =
        sqlx::query_as("select name, email from person where id = ?").bind(person).fetch_one(changes.connection()).await?;
    let email = EmailAddress::kept(&email);
    Ok((name, email))
}

/// Somebody as the one who had something done, with name and school but without what they may do: for audits and letters.
pub(crate) async fn as_actor(changes: &mut Changes, person: PersonId) -> Result<Person, StoreError> {
    let (name, school, school_name): (String, Option<SchoolId>, Option<String>) = sqlx::query_as(
        "select person.name, school.id, school.short_name from person left join school on school.id = person.school where person.id = ?",
    )
    .bind(person)
    .fetch_one(changes.connection())
    .await?;
    Ok(Person {
        id: person,
        name,
        school,
        school_name: school_name.unwrap_or_default(),
        school_role: SchoolRole::Teacher,
        hub: None,
        groups: Vec::new(),
        leads: Vec::new(),
        leads_schools: Vec::new(),
    })
}

/// The id of the account with an address, and whether it is closed, inside a transaction.
pub(crate) async fn by_email_in(changes: &mut Changes, email: &EmailAddress) -> Result<Option<(PersonId, bool)>, StoreError> {
    Ok(sqlx::query_as("select id, deactivated_at is not null from person where email = ?")
        .bind(email.as_str())
        .fetch_optional(changes.connection())
        .await?)
}
