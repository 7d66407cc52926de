//! Sessions: a random token in a browser's cookie, and its hash here.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use model::accounts::roles::{Actor, HubRole, Person, SchoolRole};
use model::calendar::clock;
use model::ids::{HubId, PersonId, SchoolId};

use super::devices;
use crate::accounts::{people, tokens};
use crate::database::rows;
use crate::database::{Changes, Database};
use crate::error::StoreError;
use crate::present_year::present_years;
use crate::{groups, hub};

/// How long a browser stays signed in after it was last seen.
pub const LIFETIME: TimeDelta = TimeDelta::days(30);

/// How long a sign-in by a link counts as having just shown who one is.
const FRESH: TimeDelta = TimeDelta::hours(1);

/// How often a session in use is brought up to date: a write for every request would be for nothing.
const REFRESH: TimeDelta = TimeDelta::hours(1);

/// How long a request waits for that write.
const PATIENCE: Duration = Duration::from_millis(500);

/// A session that has just begun.
#[derive(Clone, PartialEq, Eq)]
pub struct Session {
    /// The secret for the browser's cookie: 256 random bits in hexadecimal. It is not in the database.
    pub token: String,
    /// Another secret, for a cookie that outlives the session: it shows that somebody has signed in to this account in this browser
    /// before, and lets nobody in ([`super::Device`]).
    pub device: String,
    /// When it ends, unless it is used before.
    pub expires: DateTime<Utc>,
}

impl std::fmt::Debug for Session {
    /// Without the token: sessions end up in logs.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Session").field("expires", &self.expires).finish_non_exhaustive()
    }
}

/// Begins a session for somebody who has shown who they are.
///
/// # Errors
/// When the system has no random numbers, or the file can't be written to.
pub async fn open_session(changes: &mut Changes, person: PersonId) -> Result<Session, StoreError> {
    open(changes, person, false).await
}

/// The same for somebody who came by a link in a letter: see [`came_by_link`].
///
/// # Errors
/// As [`open_session`].
pub async fn open_session_by_link(changes: &mut Changes, person: PersonId) -> Result<Session, StoreError> {
    open(changes, person, true).await
}

async fn open(changes: &mut Changes, person: PersonId, by_link: bool) -> Result<Session, StoreError> {
    let token = tokens::random()?;
    let now = Utc::now();
    let expires = now + LIFETIME;
    // Nobody looks for sessions that have ended, so they are swept here.
    sqlx::query("delete from session where expires_at <= ?").bind(now.timestamp_millis()).execute(changes.connection()).await?;
    sqlx::query(
        "insert into session (token_hash, person, created_at, last_seen_at, expires_at, linked_at) values (?1, ?2, ?3, ?3, ?4, ?5)",
    )
    .bind(tokens::hash(&token))
    .bind(person)
    .bind(now.timestamp_millis())
    .bind(expires.timestamp_millis())
    .bind(by_link.then(|| now.timestamp_millis()))
    .execute(changes.connection())
    .await?;
    let device = devices::know(changes, person).await?;
    Ok(Session { token, device, expires })
}

/// Whether whoever holds this token signed in by a link in a letter less than an hour ago: then a password may be set without the old one.
///
/// # Errors
/// When the file can't be read.
pub async fn came_by_link(db: &Database, token: &str) -> Result<bool, StoreError> {
    let row: Option<(i64,)> = sqlx::query_as("select 1 from session where token_hash = ? and linked_at > ?")
        .bind(tokens::hash(token))
        .bind(rows::now() - FRESH.num_milliseconds())
        .fetch_optional(db.readers())
        .await?;
    Ok(row.is_some())
}

/// Ends a session. One that is unknown or over already is no error.
///
/// # Errors
/// When the file can't be written to.
pub async fn sign_out(db: &Database, token: &str) -> Result<(), StoreError> {
    let mut changes = db.change().await?;
    sqlx::query("delete from session where token_hash = ?").bind(tokens::hash(token)).execute(changes.connection()).await?;
    changes.commit().await
}

#[derive(sqlx::FromRow)]
struct ActorRow {
    id: PersonId,
    name: String,
    school: Option<SchoolId>,
    school_name: Option<String>,
    school_role: Option<String>,
    hub: Option<HubId>,
    hub_role: Option<String>,
    last_seen_at: i64,
    due_school: Option<SchoolId>,
}

/// Who holds this token, with their groups this year; [`Actor::Anonymous`] for a token that is none (any more).
///
/// # Errors
/// When the file can't be read.
pub async fn actor(db: &Database, token: &str) -> Result<Actor, StoreError> {
    let token_hash = tokens::hash(token);
    let (actor, seen) = read(db, &token_hash).await?;
    let now = Utc::now();
    if seen.is_some_and(|seen| now.timestamp_millis() - seen > REFRESH.num_milliseconds()) {
        // Reading needs no writing, and does not wait for it: the next request tries again, and there are thirty days for it.
        let refreshed = tokio::time::timeout(PATIENCE, refresh(db, &token_hash, now)).await;
        if !matches!(refreshed, Ok(Ok(()))) {
            tracing::debug!("when a session was last seen could not be kept");
        }
    }
    Ok(actor)
}

/// The same for a session by its name ([`fingerprint`]): for whoever keeps track of what belongs to it. Being asked for does not
/// prolong it. `None` for what is no such name.
///
/// # Errors
/// When the file can't be read.
pub async fn actor_of_session(db: &Database, name: &str) -> Result<Option<Actor>, StoreError> {
    let Some(begins) = tokens::from_hexadecimal(name).filter(|begins| !begins.is_empty()) else {
        return Ok(None);
    };
    let ends = [begins.as_slice(), &[0xff; 32]].concat();
    let row: Option<(Vec<u8>,)> = sqlx::query_as("select token_hash from session where token_hash between ? and ?")
        .bind(&begins)
        .bind(ends)
        .fetch_optional(db.readers())
        .await?;
    Ok(Some(match row {
        Some((token_hash,)) => read(db, &token_hash).await?.0,
        None => Actor::Anonymous,
    }))
}

/// Goes up with every change that may give somebody a right or take it from them, whatever wrote it.
///
/// # Errors
/// When the file can't be read.
pub async fn rights_number(db: &Database) -> Result<i64, StoreError> {
    let (number,): (i64,) = sqlx::query_as("select number from rights_change").fetch_one(db.readers()).await?;
    Ok(number)
}

/// Who a session belongs to, and when it was last seen to be used.
async fn read(db: &Database, token_hash: &[u8]) -> Result<(Actor, Option<i64>), StoreError> {
    let now = Utc::now();
    let row: Option<ActorRow> = sqlx::query_as(concat!(
        "select person.id, person.name, person.school, school.short_name as school_name,
                case
                    when school_role.role = 'headteacher' then 'headteacher'
                    when exists (select 1 from lead_participation as mine
                                 where mine.person = person.id and mine.school = person.school
                                   and mine.group_year in ",
        present_years!("?3"),
        "
                                   -- Whoever begins with a coming year is let in before it.
                                   and mine.from_date <= max(?3, (select academic_year || '-09-01' from group_year where id = mine.group_year))
                                   and (mine.until_date is null or mine.until_date > ?3))
                        then 'lead_participant'
                    -- Named so before the school is in a group.
                    when school_role.role = 'lead_participant'
                         and not exists (select 1 from lead_participation as others
                                         where others.school = person.school and others.kind = 'lead'
                                           and others.group_year in ",
        present_years!("?3"),
        "
                                           and (others.until_date is null or others.until_date > ?3))
                        then 'lead_participant'
                    else 'teacher'
                end as school_role,
                hub_role.hub as hub, hub_role.role as hub_role, session.last_seen_at,
                (select due.school from school_role as due
                 where due.person = person.id and due.from_date <= ?3 and (due.until_date is null or due.until_date > ?3)
                 order by due.from_date desc, due.school limit 1) as due_school
         from session
         join person on person.id = session.person
         left join school on school.id = person.school
         left join school_role on school_role.person = person.id and school_role.school = person.school
             and school_role.from_date <= ?3 and (school_role.until_date is null or school_role.until_date > ?3)
         left join hub_role on hub_role.person = person.id
         where session.token_hash = ?1 and session.expires_at > ?2 and person.deactivated_at is null
         order by school_role.from_date desc, hub_role.role
         limit 1",
    ))
    .bind(token_hash)
    .bind(now.timestamp_millis())
    .bind(clock::day(now).to_string())
    .fetch_optional(db.readers())
    .await?;
    let Some(row) = row else {
        return Ok((Actor::Anonymous, None));
    };
    if row.due_school.is_some() && row.due_school != row.school {
        // The day of a move that was planned has come.
        match people::settle_moves(db).await {
            Ok(()) => return Box::pin(read(db, token_hash)).await,
            // They are where they were until it can be written down: nothing else could be either.
            Err(error) if error.disk_error().is_some() => {}
            Err(error) => return Err(error),
        }
    }
    let mut person = Person {
        id: row.id,
        name: row.name,
        school: row.school,
        school_name: row.school_name.unwrap_or_default(),
        school_role: row.school_role.as_deref().and_then(SchoolRole::from_key).unwrap_or(SchoolRole::Teacher),
        hub: None,
        groups: Vec::new(),
        leads: Vec::new(),
        leads_schools: Vec::new(),
    };
    if let Some((hub, role)) = row.hub.zip(row.hub_role.as_deref().and_then(HubRole::from_key)) {
        person.hub = Some(Box::new(hub::membership(db, hub, role).await?));
    }
    groups::add_to(db, &mut person, now).await?;
    Ok((Actor::Person(person), Some(row.last_seen_at)))
}

async fn refresh(db: &Database, token_hash: &[u8], now: DateTime<Utc>) -> Result<(), StoreError> {
    let mut changes = db.change().await?;
    sqlx::query("update session set last_seen_at = ?, expires_at = ? where token_hash = ?")
        .bind(now.timestamp_millis())
        .bind((now + LIFETIME).timestamp_millis())
        .bind(token_hash)
        .execute(changes.connection())
        .await?;
    changes.commit().await
}

/// Names a session without being able to stand for it: for whoever keeps track of what belongs to it.
pub fn fingerprint(token: &str) -> String {
    tokens::short_name(token)
}
