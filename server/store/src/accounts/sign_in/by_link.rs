//! Signing in by a link in a letter: for whoever has no password, or forgot it.

use std::net::IpAddr;

use chrono::Utc;
use model::accounts::email::EmailAddress;
use model::ids::PersonId;
use model::letters;

use super::sessions::{Session, open_session_by_link};
use super::{SignInError, limits};
use crate::accounts::links::{self, NewLink, Purpose};
use crate::accounts::people;
use crate::database::{Changes, Database};
use crate::error::StoreError;
use crate::mail::{self, NewMessage};

/// Sends a link to sign in, if there is an open account with this address. `address_of` makes the whole address of the page
/// from the link's token. Whether there is an account shows neither in the answer nor in the work: either way one
/// transaction is written.
///
/// # Errors
/// [`SignInError::TooMany`] when too many were asked for, whether or not there is an account.
pub async fn send_link(
    db: &Database,
    email: &EmailAddress,
    from: IpAddr,
    address_of: impl Fn(&str) -> String + Send,
) -> Result<(), SignInError> {
    let mut changes = db.change().await?;
    limits::count_link(&mut changes, email, from).await?;
    let account: Option<(PersonId, String)> = sqlx::query_as("select id, name from person where email = ? and deactivated_at is null")
        .bind(email.as_str())
        .fetch_optional(changes.connection())
        .await?;
    if let Some((id, name)) = account {
        enqueue(&mut changes, email, id, &name, address_of).await?;
    }
    Ok(changes.commit().await?)
}

async fn enqueue(
    changes: &mut Changes,
    email: &EmailAddress,
    person: PersonId,
    name: &str,
    address_of: impl Fn(&str) -> String,
) -> Result<(), StoreError> {
    let Some(hub) = people::hub_of(changes, person).await? else {
        tracing::warn!("nobody can be sent a link to sign in while there is no hub to send it");
        return Ok(());
    };
    let link = NewLink {
        purpose: Purpose::SignIn,
        email,
        person: Some(person),
        subject: None,
        details: "{}".to_owned(),
        by: None,
        lifetime: links::SIGN_IN,
    };
    let token = links::create(changes, &link).await?;
    let message = NewMessage {
        hub,
        kind: "sign_in",
        to: (name, email),
        letter: &letters::accounts::sign_in(),
        link: Some(&address_of(&token)),
        urgent: true,
        about: Some(person.to_string()),
        by: None,
    };
    // Whoever asks again has use for the newest alone.
    mail::withdraw_kind(changes, &person.to_string(), "sign_in").await?;
    let id = mail::enqueue(changes, &message).await?;
    mail::useless_from(changes, id, Utc::now() + links::SIGN_IN).await?;
    Ok(())
}

/// Uses a link up and begins a session. `None` when it opens nothing any more, the account is closed, or has another
/// address by now. Every other link that was sent to the same address is taken back.
///
/// # Errors
/// When the file can't be written to.
pub async fn use_link(db: &Database, token: &str) -> Result<Option<Session>, StoreError> {
    let mut changes = db.change().await?;
    let Some(link) = links::take(&mut changes, Purpose::SignIn, token).await? else {
        return Ok(None);
    };
    let Some(person) = link.person else {
        return Ok(None);
    };
    let open: Option<(i64,)> = sqlx::query_as("select 1 from person where id = ? and email = ? and deactivated_at is null")
        .bind(person)
        .bind(link.email.as_str())
        .fetch_optional(changes.connection())
        .await?;
    if open.is_none() {
        return Ok(None);
    }
    people::drop_links(&mut changes, Purpose::SignIn, person).await?;
    let session = open_session_by_link(&mut changes, person).await?;
    changes.commit().await?;
    Ok(Some(session))
}
