//! Who represents a school in a year of a group, and from when to when (A14): one lead participant at a time, perhaps a deputy.

use chrono::NaiveDate;
use model::ids::{GroupYearId, ParticipationId, PersonId, SchoolId};
use serde::{Deserialize, Serialize};

use crate::database::{Changes, Database};
use crate::error::StoreError;

/// As what.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The lead participant.
    Lead,
    /// Stands in for them.
    Deputy,
}

impl Kind {
    /// The word in the database.
    pub fn key(self) -> &'static str {
        match self {
            Self::Lead => "lead",
            Self::Deputy => "deputy",
        }
    }

    /// The kind whose stored word this is.
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::Lead, Self::Deputy].into_iter().find(|kind| kind.key() == key)
    }

    /// In a sentence.
    pub fn words(self) -> &'static str {
        match self {
            Self::Lead => "lead participant",
            Self::Deputy => "deputy",
        }
    }
}

/// Somebody who represents a school, did, or will.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    pub school: SchoolId,
    pub person: PersonId,
    pub name: String,
    /// Whether their account is closed.
    pub closed: bool,
    /// As what.
    pub kind: Kind,
    /// The first day.
    pub from: NaiveDate,
    /// The first day without them; `None` while it goes on.
    pub until: Option<NaiveDate>,
}

#[derive(sqlx::FromRow)]
struct HolderRow {
    school: SchoolId,
    person: PersonId,
    name: String,
    closed: bool,
    kind: String,
    from_date: String,
    until_date: Option<String>,
}

/// Everybody who represents a school of a group's year, did or will, in order of their first day.
///
/// # Errors
/// When the file can't be read.
pub async fn of_year(db: &Database, year: GroupYearId) -> Result<Vec<Holder>, StoreError> {
    let rows: Vec<HolderRow> = sqlx::query_as(
        "select lead_participation.school, person, name, deactivated_at is not null as closed, kind, from_date, until_date
         from lead_participation join person on person.id = lead_participation.person
         where group_year = ? order by from_date, lead_participation.id",
    )
    .bind(year)
    .fetch_all(db.readers())
    .await?;
    let day = |text: &str| text.parse::<NaiveDate>().map_err(|_| StoreError::Corrupt(format!("the day {text:?}")));
    rows.into_iter()
        .map(|row| {
            Ok(Holder {
                school: row.school,
                person: row.person,
                name: row.name,
                closed: row.closed,
                kind: Kind::from_key(&row.kind).ok_or_else(|| StoreError::Corrupt(format!("the kind {:?}", row.kind)))?,
                from: day(&row.from_date)?,
                until: row.until_date.as_deref().map(day).transpose()?,
            })
        })
        .collect()
}

/// Drops every beginning that was planned for a day after `today`: whoever holds it today goes on. Returns whether anything was planned.
///
/// # Errors
/// When the file can't be written to.
pub async fn cancel_planned(
    changes: &mut Changes,
    year: GroupYearId,
    school: SchoolId,
    kind: Kind,
    today: NaiveDate,
) -> Result<bool, StoreError> {
    let planned = sqlx::query("delete from lead_participation where group_year = ? and school = ? and kind = ? and from_date > ?")
        .bind(year)
        .bind(school)
        .bind(kind.key())
        .bind(today.to_string())
        .execute(changes.connection())
        .await?;
    if planned.rows_affected() == 0 {
        return Ok(false);
    }
    sqlx::query(
        "update lead_participation set until_date = null
         where group_year = ?1 and school = ?2 and kind = ?3 and from_date <= ?4 and until_date > ?4",
    )
    .bind(year)
    .bind(school)
    .bind(kind.key())
    .bind(today.to_string())
    .execute(changes.connection())
    .await?;
    Ok(true)
}

/// Makes somebody a school's lead participant or deputy from a day on. Whoever was it before ends on that day, so that
/// there is exactly one; a beginning that was planned for later is dropped. Returns the id of the new time.
///
/// # Errors
/// When year, school or person do not exist, or the file can't be written to.
pub async fn begin(
    changes: &mut Changes,
    year: GroupYearId,
    school: SchoolId,
    person: PersonId,
    kind: Kind,
    from: NaiveDate,
) -> Result<ParticipationId, StoreError> {
    end(changes, year, school, kind, from).await?;
    let id = ParticipationId::generate();
    sqlx::query("insert into lead_participation (id, group_year, school, person, kind, from_date) values (?, ?, ?, ?, ?, ?)")
        .bind(id)
        .bind(year)
        .bind(school)
        .bind(person)
        .bind(kind.key())
        .bind(from.to_string())
        .execute(changes.connection())
        .await?;
    Ok(id)
}

/// The ids and first days of what is planned to begin after a day.
pub(crate) async fn planned(
    changes: &mut Changes,
    year: GroupYearId,
    school: SchoolId,
    kind: Kind,
    after: NaiveDate,
) -> Result<Vec<(ParticipationId, NaiveDate)>, StoreError> {
    let rows: Vec<(ParticipationId, String)> = sqlx::query_as(
        "select id, from_date from lead_participation where group_year = ? and school = ? and kind = ? and from_date > ? order by from_date",
    )
    .bind(year)
    .bind(school)
    .bind(kind.key())
    .bind(after.to_string())
    .fetch_all(changes.connection())
    .await?;
    let day = |text: &str| text.parse::<NaiveDate>().map_err(|_| StoreError::Corrupt(format!("the day {text:?}")));
    rows.into_iter().map(|(id, from)| Ok((id, day(&from)?))).collect()
}

/// Ends it on a day, without anybody to follow.
///
/// # Errors
/// When the file can't be written to.
pub async fn end(changes: &mut Changes, year: GroupYearId, school: SchoolId, kind: Kind, on: NaiveDate) -> Result<(), StoreError> {
    for statement in [
        "delete from lead_participation where group_year = ?1 and school = ?2 and kind = ?3 and from_date >= ?4",
        "update lead_participation set until_date = ?4
         where group_year = ?1 and school = ?2 and kind = ?3 and (until_date is null or until_date > ?4)",
    ] {
        sqlx::query(statement).bind(year).bind(school).bind(kind.key()).bind(on.to_string()).execute(changes.connection()).await?;
    }
    Ok(())
}
