//! Who represents a school in a year of a group, and from when to when (A14): one lead participant at a time, perhaps a deputy.

use chrono::NaiveDate;
use model::ids::{GroupYearId, PersonId, SchoolId};
use uuid::Uuid;

use crate::database::Changes;
use crate::error::StoreError;

/// As what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
}

/// Makes somebody a school's lead participant or deputy from a day on. Whoever was it before ends on that day, so that
/// there is exactly one; a beginning that was planned for later is dropped.
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
) -> Result<(), StoreError> {
    end(changes, year, school, kind, from).await?;
    sqlx::query("insert into lead_participation (id, group_year, school, person, kind, from_date) values (?, ?, ?, ?, ?, ?)")
        .bind(Uuid::now_v7().to_string())
        .bind(year.to_string())
        .bind(school.to_string())
        .bind(person.to_string())
        .bind(kind.key())
        .bind(from.to_string())
        .execute(changes.connection())
        .await?;
    Ok(())
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
        sqlx::query(statement)
            .bind(year.to_string())
            .bind(school.to_string())
            .bind(kind.key())
            .bind(on.to_string())
            .execute(changes.connection())
            .await?;
    }
    Ok(())
}
