//! The links of a poll: one that is good, and those that were withdrawn.

use model::accounts::roles::Person;
use model::ids::{PollId, WorkGroupId};

use super::note::note;
use super::refused::Refused;
use super::rows::of_group_in;
use crate::accounts::tokens;
use crate::database::rows;
use crate::database::{Changes, Database};
use crate::error::StoreError;
use crate::mail;
use crate::workshops::asking::LETTER;

/// A poll that was found by a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    pub poll: PollId,
    /// Whether another link has taken its place.
    pub withdrawn: bool,
}

/// A secret for somebody's own answer, which is theirs once they have sent it.
///
/// # Errors
/// When the system has no random numbers.
pub fn new_secret() -> Result<String, StoreError> {
    tokens::random()
}

/// The poll with this link, good or withdrawn; `None` when there is none.
///
/// # Errors
/// When the file can't be read.
pub async fn by_secret(db: &Database, secret: &str) -> Result<Option<Found>, StoreError> {
    let row: Option<(PollId, bool)> = sqlx::query_as("select poll, withdrawn_at is not null from poll_link where token_hash = ?")
        .bind(tokens::hash(secret))
        .fetch_optional(db.readers())
        .await?;
    Ok(row.map(|(poll, withdrawn)| Found { poll, withdrawn }))
}

/// The secret of the link that is good.
///
/// # Errors
/// When the file can't be read.
pub async fn secret(db: &Database, poll: PollId) -> Result<Option<String>, StoreError> {
    Ok(sqlx::query_scalar("select secret from poll_link where poll = ? and withdrawn_at is null and secret is not null")
        .bind(poll)
        .fetch_optional(db.readers())
        .await?)
}

/// Makes a poll's link, and returns its secret.
pub(super) async fn make(changes: &mut Changes, poll: PollId) -> Result<String, StoreError> {
    let secret = tokens::random()?;
    sqlx::query("insert into poll_link (token_hash, poll, secret, created_at) values (?, ?, ?, ?)")
        .bind(tokens::hash(&secret))
        .bind(poll)
        .bind(&secret)
        .bind(rows::now())
        .execute(changes.connection())
        .await?;
    Ok(secret)
}

/// Withdraws a poll's link and makes another. Own links of those who have answered go on opening their answers.
///
/// # Errors
/// [`Refused::NotFound`] when the group has no such poll, [`Refused::Closed`] when nobody is to answer it any more.
pub async fn renew(changes: &mut Changes, by: &Person, group: WorkGroupId, id: PollId) -> Result<(), Refused> {
    let poll = of_group_in(changes, group, id).await?;
    if poll.closed_at.is_some() {
        return Err(Refused::Closed);
    }
    sqlx::query("update poll_link set secret = null, withdrawn_at = ? where poll = ? and withdrawn_at is null")
        .bind(rows::now())
        .bind(id)
        .execute(changes.connection())
        .await?;
    make(changes, id).await?;
    // A letter that has not gone out would lead nowhere.
    mail::withdraw_kind(changes, &id.to_string(), LETTER).await?;
    let words = format!("Gave {} a new link; the old one is withdrawn.", poll.words());
    Ok(note(changes, &poll, by, "poll.link_renewed", &words).await?)
}
