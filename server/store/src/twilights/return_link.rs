//! A guest's way back: a link that is theirs alone, shown to them and, if they like, sent to them once.

use std::fmt;

use chrono::{TimeDelta, Utc};
use model::accounts::email::EmailAddress;
use model::ids::{GuestId, HubId};
use model::letters;
use model::mail::RETURN_LINK;

use super::actor::{GuestHere, behind_link};
use super::letters::count;
use super::refused::Refused;
use crate::accounts::tokens;
use crate::database::rows;
use crate::database::{Changes, Database};
use crate::error::StoreError;
use crate::hub;
use crate::mail::{self, NewMessage};

/// So many letters one guest may have sent: the address is anybody's.
const MOST_LETTERS: i64 = 3;
/// Later than this a letter is not sent any more, and its address is deleted with it.
pub(super) const LETTER_KEPT: TimeDelta = TimeDelta::days(1);

/// A guest is known in so many browsers, the first and the latest: their link may be pressed for ever.
const MOST_BROWSERS: i64 = 100;

/// Lets a guest's browser in, and returns the secret for its cookie.
pub(super) async fn open_session(changes: &mut Changes, guest: GuestId) -> Result<String, StoreError> {
    let token = tokens::random()?;
    sqlx::query("insert into guest_session (return_hash, guest, token_hash, opened_at) values (?, ?, ?, ?)")
        .bind(tokens::hash(&of_token(&token)))
        .bind(guest)
        .bind(tokens::hash(&token))
        .bind(rows::now())
        .execute(changes.connection())
        .await?;
    sqlx::query(
        "delete from guest_session
         where guest = ?1 and rowid > (select min(rowid) from guest_session where guest = ?1)
           and rowid in (select rowid from guest_session where guest = ?1 order by rowid desc limit -1 offset ?2)",
    )
    .bind(guest)
    .bind(MOST_BROWSERS - 1)
    .execute(changes.connection())
    .await?;
    Ok(token)
}

/// The secret of the link that belongs to a browser's token: whoever has the token can always be shown it, and the database holds neither.
fn of_token(token: &str) -> String {
    tokens::hexadecimal(&tokens::hash(&format!("back {token}")))
}

/// A guest's own link, before its secret is put into an address.
#[derive(Clone, PartialEq, Eq)]
pub struct Returning {
    /// The secret at the end of the address.
    pub secret: String,
    pub guest: GuestHere,
}

impl fmt::Debug for Returning {
    /// Without the secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Returning").field("guest", &self.guest.id).finish_non_exhaustive()
    }
}

impl Returning {
    /// The link of the guest who holds this token; `None` for a token that is none (any more).
    ///
    /// # Errors
    /// When the file can't be read.
    pub async fn of(db: &Database, token: &str) -> Result<Option<Self>, StoreError> {
        Ok(super::here(db, token).await?.map(|guest| Self { secret: of_token(token), guest }))
    }
}

/// The guest who comes back by a link; `None` when it leads to nobody (any more). Looking uses nothing up.
///
/// # Errors
/// When the file can't be read.
pub async fn returning(db: &Database, secret: &str) -> Result<Option<GuestHere>, StoreError> {
    behind_link(db, secret).await
}

/// Lets a guest in who has come back by a link, and returns the secret for the browser's cookie. `None` when it leads to nobody (any more).
///
/// # Errors
/// When the file can't be written to.
pub async fn resume_session(db: &Database, secret: &str) -> Result<Option<String>, StoreError> {
    let Some(guest) = behind_link(db, secret).await? else {
        return Ok(None);
    };
    let mut changes = db.change().await?;
    let token = open_session(&mut changes, guest.id).await?;
    changes.commit().await?;
    Ok(Some(token))
}

/// Sends a guest their link. The letter does not name them, and is deleted with its address as soon as it has gone.
///
/// # Errors
/// [`Refused::Letters`] when they have had as many as there are, [`Refused::AddressLetters`] when the address has.
pub async fn send_link(changes: &mut Changes, of: HubId, guest: &GuestHere, to: &EmailAddress, link: &str) -> Result<(), Refused> {
    let done = sqlx::query("update guest set letters = letters + 1 where id = ? and letters < ?")
        .bind(guest.id)
        .bind(MOST_LETTERS)
        .execute(changes.connection())
        .await?;
    if done.rows_affected() == 0 {
        return Err(Refused::Letters);
    }
    count(changes, to).await?;
    let days = hub::face_in(changes, of).await?.guest_days;
    let letter = letters::twilights::return_link(days);
    let message =
        NewMessage { hub: of, kind: RETURN_LINK, to: ("", to), letter: &letter, link: Some(link), urgent: true, about: None, by: None };
    let id = mail::enqueue(changes, &message).await?;
    mail::useless_from(changes, id, Utc::now() + LETTER_KEPT).await?;
    Ok(())
}
