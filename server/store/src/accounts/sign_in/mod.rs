//! Signing in and out, and who is signed in.

mod actors;
mod by_link;
mod devices;
mod limits;
mod sessions;

use model::ids::PersonId;
use std::net::{IpAddr, Ipv6Addr};

use model::accounts::email::EmailAddress;

use crate::accounts::passwords;
use crate::accounts::people::Account;
use crate::database::Database;
use crate::error::{StoreError, from_sqlx};

pub use actors::actor_of_account;
pub use by_link::{send_link, use_link};
pub use devices::Device;
pub(crate) use limits::network;
pub use limits::{LINKS_PER_ACCOUNT, LINKS_PER_ADDRESS, PER_ACCOUNT, PER_ADDRESS, WINDOW};
pub use sessions::{
    LIFETIME, Session, actor, actor_of_session, came_by_link, fingerprint, open_session, open_session_by_link, rights_number, sign_out,
};

/// Why somebody is not signed in.
#[derive(Debug, thiserror::Error)]
pub enum SignInError {
    /// No such account, no such password, or the account is closed: which, is nobody's business.
    #[error("That email and password don't belong together")]
    Wrong,
    /// Too many wrong passwords for this account, or from this address.
    #[error("Too many attempts. Try again in {minutes} min")]
    TooMany {
        /// After how many minutes it is worth trying again; at least 1.
        minutes: u32,
    },
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

from_sqlx!(SignInError);

/// Signs somebody in from a browser that says nothing of itself: see [`sign_in_on`].
///
/// # Errors
/// [`SignInError`] says why not.
pub async fn sign_in(db: &Database, email: &EmailAddress, password: &str, address: IpAddr) -> Result<Session, SignInError> {
    sign_in_on(db, email, password, address, Device(None)).await
}

/// Signs somebody in, and returns the tokens that their browser is to keep. In a browser in which they have signed in before,
/// attempts are counted for themselves: what others try from elsewhere, or from the same network, does not lock them out.
///
/// The attempt is written down as a wrong one before the password is looked at, and as a right one afterwards: so a
/// thousand attempts at once are no more than a thousand one after the other.
///
/// # Errors
/// [`SignInError`] says why not.
pub async fn sign_in_on(
    db: &Database,
    email: &EmailAddress,
    password: &str,
    address: IpAddr,
    device: Device<'_>,
) -> Result<Session, SignInError> {
    let known = devices::known(db, device, email).await?;
    let attempt = limits::begin_attempt(db, email, address, known.as_deref()).await?;
    let account: Option<(PersonId, Option<String>)> =
        sqlx::query_as("select id, password_hash from person where email = ? and deactivated_at is null")
            .bind(email.as_str())
            .fetch_optional(db.readers())
            .await?;
    let (person, hash) = account.unzip();
    let right = password.len() <= passwords::MAX_LENGTH * 4 && passwords::verify(password, hash.flatten()).await?;
    let (Some(person), true) = (person, right) else {
        return Err(SignInError::Wrong);
    };
    let mut changes = db.change().await?;
    limits::succeed(&mut changes, attempt).await?;
    let session = open_session(&mut changes, person).await?;
    changes.commit().await?;
    Ok(session)
}

/// Whether somebody who is signed in knows their password. `false` without a password. Wrong ones are counted for this sign-in
/// alone: they have shown who they are, so strangers' attempts are none of theirs.
///
/// # Errors
/// [`SignInError::TooMany`] after too many wrong ones.
pub async fn confirm(db: &Database, account: &Account, password: &str, session: &str) -> Result<bool, SignInError> {
    let session = fingerprint(session);
    let attempt = limits::begin_attempt(db, &account.email, IpAddr::V6(Ipv6Addr::UNSPECIFIED), Some(&session)).await?;
    let right = password.len() <= passwords::MAX_LENGTH * 4 && passwords::verify(password, account.password_hash.clone()).await?;
    if right {
        let mut changes = db.change().await?;
        limits::succeed(&mut changes, attempt).await?;
        changes.commit().await?;
    }
    Ok(right)
}
