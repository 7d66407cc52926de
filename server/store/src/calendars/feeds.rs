//! Links by which calendars read workshops without a session: random secrets, of which only hashes are kept.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use model::accounts::roles::Person;
use model::ids::{CalendarFeedId, PersonId, WorkGroupId};

use crate::accounts::{people, tokens};
use crate::audit::{self, Entry, Who};
use crate::database::rows;
use crate::database::{Changes, Database};
use crate::error::{StoreError, from_sqlx};

/// So many links somebody may have: one for each program and device, and no end of them for nobody.
pub const MOST: u32 = 20;

/// How often it is written down that a link was read: a write for every calendar that looks again would be for nothing.
const REFRESH: TimeDelta = TimeDelta::hours(1);

/// How long a calendar waits for that write.
const PATIENCE: Duration = Duration::from_millis(500);

/// A link as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feed {
    pub id: CalendarFeedId,
    /// The name of the one group whose workshops it shows; `None` for all that are its owner's.
    pub group: Option<String>,
    pub made_at: DateTime<Utc>,
    /// When a calendar last read it, give or take an hour.
    pub read_at: Option<DateTime<Utc>>,
}

/// A link as a calendar comes with it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct OpenFeed {
    pub id: CalendarFeedId,
    /// Whose it is.
    pub person: PersonId,
    /// The one group whose workshops it shows; `None` for all that are its owner's.
    #[sqlx(rename = "work_group")]
    pub group: Option<WorkGroupId>,
    last_read_at: Option<i64>,
}

/// Why no link is made.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// Somebody has [`MOST`] of them.
    #[error("too many links for calendars")]
    TooMany,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

from_sqlx!(Refused);

#[derive(sqlx::FromRow)]
struct FeedRow {
    id: CalendarFeedId,
    name: Option<String>,
    created_at: i64,
    last_read_at: Option<i64>,
}

impl FeedRow {
    fn read(self) -> Result<Feed, StoreError> {
        let read_at = self.last_read_at.map(rows::time).transpose()?;
        Ok(Feed { id: self.id, group: self.name, made_at: rows::time(self.created_at)?, read_at })
    }
}

/// Somebody's links, the oldest first.
///
/// # Errors
/// When the file can't be read.
pub async fn of_person(db: &Database, person: PersonId) -> Result<Vec<Feed>, StoreError> {
    let found: Vec<FeedRow> = sqlx::query_as(
        "select calendar_feed.id, work_group.name, calendar_feed.created_at, last_read_at
         from calendar_feed left join work_group on work_group.id = calendar_feed.work_group
         where person = ? order by calendar_feed.id",
    )
    .bind(person)
    .fetch_all(db.readers())
    .await?;
    found.into_iter().map(FeedRow::read).collect()
}

/// Makes a link to somebody's own workshops, or to those of one group, and returns its secret: the only time that it can be read.
///
/// # Errors
/// [`Refused`].
pub async fn make(changes: &mut Changes, by: &Person, group: Option<WorkGroupId>) -> Result<String, Refused> {
    let (own,): (u32,) =
        sqlx::query_as("select count(*) from calendar_feed where person = ?").bind(by.id).fetch_one(changes.connection()).await?;
    if own >= MOST {
        return Err(Refused::TooMany);
    }
    let (id, secret) = (CalendarFeedId::generate(), tokens::random()?);
    sqlx::query("insert into calendar_feed (id, secret_hash, person, work_group, created_at) values (?, ?, ?, ?, ?)")
        .bind(id)
        .bind(tokens::hash(&secret))
        .bind(by.id)
        .bind(group)
        .bind(rows::now())
        .execute(changes.connection())
        .await?;
    note(changes, by, id, "calendar.link_made", "Made a link for calendars to").await?;
    Ok(secret)
}

/// Stops a link: its address opens nothing any more. One that is gone already stays so; `false` for somebody else's.
///
/// # Errors
/// When the file can't be written to.
pub async fn stop(changes: &mut Changes, by: &Person, feed: CalendarFeedId) -> Result<bool, StoreError> {
    let owner: Option<PersonId> =
        sqlx::query_scalar("select person from calendar_feed where id = ?").bind(feed).fetch_optional(changes.connection()).await?;
    match owner {
        None => return Ok(true),
        Some(owner) if owner != by.id => return Ok(false),
        Some(_) => {}
    }
    note(changes, by, feed, "calendar.link_stopped", "Stopped a link for calendars to").await?;
    sqlx::query("delete from calendar_feed where id = ?").bind(feed).execute(changes.connection()).await?;
    Ok(true)
}

/// The link of this secret; `None` when there is none, or none any more.
///
/// # Errors
/// When the file can't be read.
pub async fn open(db: &Database, secret: &str) -> Result<Option<OpenFeed>, StoreError> {
    Ok(sqlx::query_as("select id, person, work_group, last_read_at from calendar_feed where secret_hash = ?")
        .bind(tokens::hash(secret))
        .fetch_optional(db.readers())
        .await?)
}

/// Writes down that a link was read, where it can be. Reading needs no writing, and does not wait for it.
pub async fn mark_read(db: &Database, feed: &OpenFeed) {
    let now = rows::now();
    if feed.last_read_at.is_some_and(|before| now - before <= REFRESH.num_milliseconds()) {
        return;
    }
    if !matches!(tokio::time::timeout(PATIENCE, write_read(db, feed.id, now)).await, Ok(Ok(()))) {
        tracing::debug!("when a calendar's link was last read could not be kept");
    }
}

async fn write_read(db: &Database, feed: CalendarFeedId, now: i64) -> Result<(), StoreError> {
    let mut changes = db.change().await?;
    sqlx::query("update calendar_feed set last_read_at = ? where id = ?").bind(now).bind(feed).execute(changes.connection()).await?;
    changes.commit().await
}

/// Keeps in the audit what became of a link that is there.
async fn note(changes: &mut Changes, by: &Person, feed: CalendarFeedId, action: &str, did: &str) -> Result<(), StoreError> {
    let group: Option<String> = sqlx::query_scalar(
        "select work_group.name from calendar_feed join work_group on work_group.id = calendar_feed.work_group where calendar_feed.id = ?",
    )
    .bind(feed)
    .fetch_optional(changes.connection())
    .await?;
    let what = group.map_or_else(|| "their own workshops".to_owned(), |name| format!("the workshops of {name}"));
    let (hub, words) = (people::hub_of(changes, by.id).await?, format!("{did} {what}."));
    audit::write(changes, &Entry { hub, who: Who::Person(by), action, subject: Some(feed.to_string()), words: &words }).await
}
