//! Invitations as they are read: by whoever has the link, and by those who sent them.

use model::accounts::email::EmailAddress;
use model::ids::{GroupYearId, HubId, InvitationId, PersonId, SchoolId, WorkGroupId};

use super::{Details, Role, address, day_of, inviter, read, words};
use crate::accounts::links::{self, LinkState, Purpose};
use crate::database::Database;
use crate::database::rows;
use crate::error::StoreError;

/// What the server knows of the address that an invitation went to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Known {
    /// Nobody has an account with it.
    Nobody,
    /// Somebody has: who, and their name.
    Account(PersonId, String),
    /// An account that is closed has it.
    Closed,
}

/// An invitation that was found by its link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// Whether it can still be accepted.
    pub state: LinkState,
    /// The name the inviter gave.
    pub name: String,
    /// Where it was sent.
    pub email: EmailAddress,
    /// In whose name.
    pub hub: HubId,
    /// To be what, to be read after "to be".
    pub words: String,
    /// Who invites: `Helen Frost, Oak Hollow`.
    pub by: String,
    /// The last day on which it is good, in words.
    pub until: String,
    /// Whose address it is.
    pub known: Known,
    /// The school that they would leave by accepting.
    pub leaves: Option<String>,
    /// Whether what it promises is no more to be had: the school has left the group since.
    pub gone: bool,
}

#[derive(sqlx::FromRow)]
struct AccountRow {
    id: PersonId,
    name: String,
    school: Option<SchoolId>,
    school_name: Option<String>,
    closed: bool,
}

/// The invitation with this link, without using it up; `None` when there is none.
///
/// # Errors
/// When the file can't be read.
pub async fn peek(db: &Database, token: &str) -> Result<Option<Invitation>, StoreError> {
    let Some(link) = links::peek(db, Purpose::Invitation, token).await? else {
        return Ok(None);
    };
    let details = read(&link.details)?;
    let mut view = db.view().await?;
    let target = match details.role {
        Role::Represent { school, .. } | Role::School { school, .. } => Some(school),
        Role::Hub { .. } | Role::Lead { .. } => None,
    };
    let account: Option<AccountRow> = sqlx::query_as(
        "select person.id, person.name, school.id as school, school.name as school_name, deactivated_at is not null as closed
         from person left join school on school.id = person.school where email = ?",
    )
    .bind(link.email.as_str())
    .fetch_optional(&mut *view)
    .await?;
    let mut leaves = None;
    let known = match account {
        None => Known::Nobody,
        Some(row) if row.closed => Known::Closed,
        Some(row) => {
            if target.is_some() && row.school.is_some() && row.school != target {
                leaves = row.school_name;
            }
            Known::Account(row.id, row.name)
        }
    };
    let gone = match details.role {
        Role::Represent { year, school, .. } => {
            let (takes_part,): (bool,) =
                sqlx::query_as("select exists (select 1 from group_school where group_year = ? and school = ? and status = 'active')")
                    .bind(year)
                    .bind(school)
                    .fetch_one(&mut *view)
                    .await?;
            !takes_part
        }
        Role::School { .. } | Role::Hub { .. } | Role::Lead { .. } => false,
    };
    Ok(Some(Invitation {
        state: link.state,
        name: details.name.clone(),
        email: link.email,
        hub: details.hub,
        words: words(&mut view, details.hub, &details.role).await?,
        by: inviter(&mut view, link.by).await?,
        until: day_of(link.expires_at.timestamp_millis())?,
        known,
        leaves,
        gone,
    }))
}

/// How far an invitation has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Sent.
    Sent,
    /// Its page was opened, perhaps only by a mail scanner.
    Opened,
    /// Nobody accepted it in time.
    Expired,
    /// Accepted.
    Accepted,
}

/// An invitation as those who sent it see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pending {
    pub id: InvitationId,
    /// The name the inviter gave.
    pub name: String,
    /// Where it was sent.
    pub email: EmailAddress,
    /// In whose name.
    pub hub: HubId,
    /// To be what.
    pub role: Role,
    /// The same in words, to be read after "to be".
    pub words: String,
    /// How far it has come.
    pub state: State,
    /// The day it was sent last, in words.
    pub sent: String,
    /// The day of its state: when it was accepted, expired, or is good until.
    pub day: String,
}

impl State {
    /// A word for the mark beside it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Opened => "opened",
            Self::Expired => "expired",
            Self::Accepted => "accepted",
        }
    }
}

impl Pending {
    /// The group's year it is about, where it is about one.
    pub fn year(&self) -> Option<GroupYearId> {
        match self.role {
            Role::Represent { year, .. } => Some(year),
            Role::Lead { year } => year,
            Role::School { .. } | Role::Hub { .. } => None,
        }
    }

    /// How far it has come, as a sentence without a full stop.
    pub fn sentence(&self) -> String {
        let Self { sent, day, .. } = self;
        match self.state {
            State::Sent => format!("Invited {sent}, good until {day}"),
            State::Opened => format!("Invited {sent}, link opened, good until {day}"),
            State::Expired => format!("Invited {sent}, expired {day}"),
            State::Accepted => format!("Invited {sent}, accepted {day}"),
        }
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    subject: InvitationId,
    email: String,
    details: String,
    created_at: i64,
    expires_at: i64,
    used_at: Option<i64>,
    opened_at: Option<i64>,
}

/// Invitations whose newest link was not taken back, the newest first.
const SELECT: &str = "select subject, email, details, created_at, expires_at, used_at, opened_at from link
     where purpose = 'invitation' and subject is not null and revoked_at is null ";

async fn find(db: &Database, condition: &'static str, value: &str) -> Result<Vec<Pending>, StoreError> {
    let select = sqlx::AssertSqlSafe(format!("{SELECT} and {condition} order by created_at desc"));
    let rows: Vec<Row> = sqlx::query_as(select).bind(value).fetch_all(db.readers()).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let mut view = db.view().await?;
    let mut all = Vec::with_capacity(rows.len());
    for row in rows {
        let Details { name, hub, role } = read(&row.details)?;
        let (state, day) = match (row.used_at, row.opened_at) {
            (Some(used), _) => (State::Accepted, used),
            (None, _) if row.expires_at <= rows::now() => (State::Expired, row.expires_at),
            (None, Some(_)) => (State::Opened, row.expires_at),
            (None, None) => (State::Sent, row.expires_at),
        };
        all.push(Pending {
            id: row.subject,
            name,
            email: address(&row.email)?,
            hub,
            words: words(&mut view, hub, &role).await?,
            role,
            state,
            sent: day_of(row.created_at)?,
            day: day_of(day)?,
        });
    }
    Ok(all)
}

/// The invitations to represent a school in a group's year, the newest first.
///
/// # Errors
/// When the file can't be read.
pub async fn open_of_year(db: &Database, year: GroupYearId) -> Result<Vec<Pending>, StoreError> {
    find(db, "json_extract(details, '$.role.to') = 'represent' and json_extract(details, '$.role.year') = ?", &year.to_string()).await
}

/// The invitations to be something at a school, the newest first.
///
/// # Errors
/// When the file can't be read.
pub async fn open_of_school(db: &Database, school: SchoolId) -> Result<Vec<Pending>, StoreError> {
    find(db, "json_extract(details, '$.role.school') = ?", &school.to_string()).await
}

/// All invitations of a hub, the newest first.
///
/// # Errors
/// When the file can't be read.
pub async fn open_of_hub(db: &Database, hub: HubId) -> Result<Vec<Pending>, StoreError> {
    find(db, "json_extract(details, '$.hub') = ?", &hub.to_string()).await
}

/// What an invitation is about, to know who may send it again or take it back: its hub, and its group, where it has one.
///
/// # Errors
/// When the file can't be read.
pub async fn about(db: &Database, id: InvitationId) -> Result<Option<(HubId, Role, Option<WorkGroupId>)>, StoreError> {
    let row: Option<(String,)> = sqlx::query_as("select details from link where purpose = 'invitation' and subject = ? limit 1")
        .bind(id)
        .fetch_optional(db.readers())
        .await?;
    let Some(details) = row.map(|(details,)| read(&details)).transpose()? else {
        return Ok(None);
    };
    let year = match details.role {
        Role::Represent { year, .. } => Some(year),
        Role::Lead { year } => year,
        Role::School { .. } | Role::Hub { .. } => None,
    };
    let group = match year {
        Some(year) => group_of(db, year).await?,
        None => None,
    };
    Ok(Some((details.hub, details.role, group)))
}

async fn group_of(db: &Database, year: GroupYearId) -> Result<Option<WorkGroupId>, StoreError> {
    Ok(sqlx::query_scalar("select work_group from group_year where id = ?").bind(year).fetch_optional(db.readers()).await?)
}
