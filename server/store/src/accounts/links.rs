//! Links in letters. Opening one uses nothing up, because mail scanners open every link before its reader does (DOMAIN.md §5):
//! the page is shown by [`peek`], and only the button on it calls [`take`].

use chrono::{DateTime, TimeDelta, Utc};
use model::accounts::email::EmailAddress;
use model::ids::PersonId;

use crate::accounts::tokens;
use crate::database::rows;
use crate::database::{Changes, Database};
use crate::error::StoreError;

/// How long an invitation or a commitment's link is good for.
pub const INVITATION: TimeDelta = TimeDelta::days(14);
/// How long links are kept after they have expired, for whoever asks what became of one.
const KEPT: TimeDelta = TimeDelta::days(30);
/// How long a link to sign in, or to confirm an address, is good for.
pub const SIGN_IN: TimeDelta = TimeDelta::hours(1);

/// What a link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To open an account.
    Invitation,
    /// To sign in without a password.
    SignIn,
    /// To confirm a new address.
    ChangeEmail,
    /// To read and sign a school's commitment. Stays good after signing, for the copy.
    Commitment,
}

impl Purpose {
    /// The word in the database; letters with links to sign in or to change an address are of the kind of this name.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Invitation => "invitation",
            Self::SignIn => "sign_in",
            Self::ChangeEmail => "change_email",
            Self::Commitment => "commitment",
        }
    }
}

/// A link to be written into a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewLink<'a> {
    /// What for.
    pub purpose: Purpose,
    /// Where it will be sent.
    pub email: &'a EmailAddress,
    /// Whose account it is about.
    pub person: Option<PersonId>,
    /// What it is about, by id.
    pub subject: Option<String>,
    /// More, as JSON.
    pub details: String,
    /// Who has it sent.
    pub by: Option<PersonId>,
    /// How long it is good for.
    pub lifetime: TimeDelta,
}

/// Whether a link still opens anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkState {
    /// It does.
    Valid,
    /// Its button was pressed already.
    Used,
    /// Too old.
    Expired,
    /// Somebody took it back, or a newer one took its place.
    Revoked,
}

/// A link that was found by its token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Where it was sent.
    pub email: EmailAddress,
    /// Whose account it is about.
    pub person: Option<PersonId>,
    /// What it is about, by id.
    pub subject: Option<String>,
    /// More, as JSON.
    pub details: String,
    /// Who had it sent.
    pub by: Option<PersonId>,
    /// Until when it is good.
    pub expires_at: DateTime<Utc>,
    /// Whether it still is.
    pub state: LinkState,
    /// Names the link in an audit without being able to stand for it.
    pub name: String,
}

/// Makes a link, and returns its token: the only time that it can be read.
///
/// # Errors
/// When the system has no random numbers, or the file can't be written to.
pub async fn create(changes: &mut Changes, link: &NewLink<'_>) -> Result<String, StoreError> {
    let token = tokens::random()?;
    let now = Utc::now();
    sweep(changes, now).await?;
    sqlx::query(
        "insert into link (token_hash, purpose, email, person, subject, details, created_at, created_by, expires_at)
         values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(tokens::hash(&token))
    .bind(link.purpose.key())
    .bind(link.email.as_str())
    .bind(link.person)
    .bind(link.subject.as_deref())
    .bind(&link.details)
    .bind(now.timestamp_millis())
    .bind(link.by)
    .bind((now + link.lifetime).timestamp_millis())
    .execute(changes.connection())
    .await?;
    Ok(token)
}

/// Nobody looks for links that expired long ago, so they are deleted when new ones are made.
async fn sweep(changes: &mut Changes, now: DateTime<Utc>) -> Result<(), StoreError> {
    sqlx::query("delete from link where expires_at < ?").bind((now - KEPT).timestamp_millis()).execute(changes.connection()).await?;
    Ok(())
}

/// Writes down that a link's page was opened, the first time. A mail scanner opens it as well as a person does.
///
/// # Errors
/// When the file can't be written to.
pub async fn mark_opened(db: &Database, purpose: Purpose, token: &str) -> Result<(), StoreError> {
    let unopened: Option<(i64,)> =
        sqlx::query_as("select 1 from link where token_hash = ? and purpose = ? and opened_at is null and used_at is null")
            .bind(tokens::hash(token))
            .bind(purpose.key())
            .fetch_optional(db.readers())
            .await?;
    if unopened.is_none() {
        return Ok(());
    }
    let mut changes = db.change().await?;
    sqlx::query("update link set opened_at = ? where token_hash = ? and opened_at is null")
        .bind(rows::now())
        .bind(tokens::hash(token))
        .execute(changes.connection())
        .await?;
    changes.commit().await
}

/// Takes back every unused link of a purpose that is about somebody's account.
///
/// # Errors
/// When the file can't be written to.
pub async fn revoke_of_person(changes: &mut Changes, purpose: Purpose, person: PersonId) -> Result<(), StoreError> {
    sqlx::query("update link set revoked_at = ?1 where purpose = ?2 and person = ?3 and used_at is null and revoked_at is null")
        .bind(rows::now())
        .bind(purpose.key())
        .bind(person)
        .execute(changes.connection())
        .await?;
    Ok(())
}

/// Takes back every unused link of a purpose that is about the same subject and went to the same address: a renewed one replaces them.
///
/// # Errors
/// When the file can't be written to.
pub async fn revoke(changes: &mut Changes, purpose: Purpose, email: &EmailAddress, subject: Option<&str>) -> Result<(), StoreError> {
    sqlx::query(
        "update link set revoked_at = ?1
         where purpose = ?2 and email = ?3 and subject is ?4 and used_at is null and revoked_at is null",
    )
    .bind(rows::now())
    .bind(purpose.key())
    .bind(email.as_str())
    .bind(subject)
    .execute(changes.connection())
    .await?;
    Ok(())
}

/// Takes back every unused link that is about a subject, whoever has it.
///
/// # Errors
/// When the file can't be written to.
pub async fn revoke_all(changes: &mut Changes, purpose: Purpose, subject: &str) -> Result<(), StoreError> {
    sqlx::query("update link set revoked_at = ?1 where purpose = ?2 and subject = ?3 and used_at is null and revoked_at is null")
        .bind(rows::now())
        .bind(purpose.key())
        .bind(subject)
        .execute(changes.connection())
        .await?;
    Ok(())
}

const SELECT: &str = "select email, person, subject, details, created_by, expires_at, used_at, revoked_at
     from link where token_hash = ? and purpose = ?";

#[derive(sqlx::FromRow)]
struct LinkRow {
    email: String,
    person: Option<PersonId>,
    subject: Option<String>,
    details: String,
    created_by: Option<PersonId>,
    expires_at: i64,
    used_at: Option<i64>,
    revoked_at: Option<i64>,
}

impl LinkRow {
    fn read(self, token: &str) -> Result<Link, StoreError> {
        let state = match (self.revoked_at, self.used_at) {
            (Some(_), _) => LinkState::Revoked,
            (None, Some(_)) => LinkState::Used,
            (None, None) if self.expires_at <= rows::now() => LinkState::Expired,
            (None, None) => LinkState::Valid,
        };
        Ok(Link {
            email: EmailAddress::kept(&self.email),
            person: self.person,
            subject: self.subject,
            details: self.details,
            by: self.created_by,
            expires_at: rows::time(self.expires_at)?,
            state,
            name: tokens::short_name(token),
        })
    }
}

/// The link with this token, without using it up; `None` when there is none.
///
/// # Errors
/// When the file can't be read.
pub async fn peek(db: &Database, purpose: Purpose, token: &str) -> Result<Option<Link>, StoreError> {
    let row: Option<LinkRow> = sqlx::query_as(SELECT).bind(tokens::hash(token)).bind(purpose.key()).fetch_optional(db.readers()).await?;
    row.map(|row| row.read(token)).transpose()
}

/// The same inside a transaction.
///
/// # Errors
/// When the file can't be read.
pub async fn peek_in(changes: &mut Changes, purpose: Purpose, token: &str) -> Result<Option<Link>, StoreError> {
    let row: Option<LinkRow> =
        sqlx::query_as(SELECT).bind(tokens::hash(token)).bind(purpose.key()).fetch_optional(changes.connection()).await?;
    row.map(|row| row.read(token)).transpose()
}

/// Uses a link up: of two presses at once, one gets it. `None` when there is no such link or it is good no more; then [`peek`] says why.
///
/// # Errors
/// When the file can't be written to.
pub async fn take(changes: &mut Changes, purpose: Purpose, token: &str) -> Result<Option<Link>, StoreError> {
    let row: Option<LinkRow> =
        sqlx::query_as(SELECT).bind(tokens::hash(token)).bind(purpose.key()).fetch_optional(changes.connection()).await?;
    let Some(link) = row.map(|row| row.read(token)).transpose()?.filter(|link| link.state == LinkState::Valid) else {
        return Ok(None);
    };
    sqlx::query("update link set used_at = ? where token_hash = ?")
        .bind(rows::now())
        .bind(tokens::hash(token))
        .execute(changes.connection())
        .await?;
    Ok(Some(link))
}
