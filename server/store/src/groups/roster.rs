//! The years of a group, and its schools with the people one may choose from.

use chrono::Utc;
use model::calendar::academic_year::AcademicYear;
use model::ids::{GroupYearId, HubId, PersonId, SchoolId, WorkGroupId};

use crate::database::Database;
use crate::error::StoreError;

/// A year of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Year {
    pub id: GroupYearId,
    pub group: WorkGroupId,
    /// The group's name.
    pub name: String,
    pub hub: HubId,
    pub academic_year: AcademicYear,
    /// Like `NCP26-11`.
    pub ncp_code: String,
    /// Who leads it, by name.
    pub lead: Option<String>,
    /// Whether it is the group's present year: the latest that has begun, or the first one while none has.
    pub present: bool,
}

impl Year {
    /// `Two Rivers Work Group, NCP26-11, academic year 2026/27` (A1).
    pub fn stamp(&self) -> String {
        format!("{} Work Group, {}, academic year {}", self.name, self.ncp_code, self.academic_year)
    }
}

#[derive(sqlx::FromRow)]
struct YearRow {
    id: GroupYearId,
    work_group: WorkGroupId,
    name: String,
    hub: HubId,
    academic_year: AcademicYear,
    ncp_code: String,
    lead: Option<String>,
}

/// The years of a group, the earliest first.
///
/// # Errors
/// When the file can't be read.
pub async fn years(db: &Database, group: WorkGroupId) -> Result<Vec<Year>, StoreError> {
    let rows: Vec<YearRow> = sqlx::query_as(
        "select group_year.id, work_group, work_group.name, hub, academic_year, ncp_code, person.name as lead
         from group_year
         join work_group on work_group.id = group_year.work_group
         left join person on person.id = group_year.lead and person.deactivated_at is null
         where work_group = ? order by academic_year",
    )
    .bind(group)
    .fetch_all(db.readers())
    .await?;
    let now = AcademicYear::at(Utc::now());
    let present = rows.iter().rposition(|row| row.academic_year <= now).unwrap_or_default();
    let years = rows.into_iter().enumerate().map(|(place, row)| Year {
        id: row.id,
        group: row.work_group,
        name: row.name,
        hub: row.hub,
        academic_year: row.academic_year,
        ncp_code: row.ncp_code,
        lead: row.lead,
        present: place == present,
    });
    Ok(years.collect())
}

/// The years of all groups of a hub that have not ended, by the group's name.
///
/// # Errors
/// When the file can't be read.
pub async fn running(db: &Database, hub: HubId) -> Result<Vec<Year>, StoreError> {
    let now = AcademicYear::at(Utc::now());
    let groups: Vec<WorkGroupId> =
        sqlx::query_scalar("select id from work_group where hub = ? order by name").bind(hub).fetch_all(db.readers()).await?;
    let mut all = Vec::new();
    for group in groups {
        all.extend(years(db, group).await?.into_iter().filter(|year| year.academic_year >= now));
    }
    Ok(all)
}

/// A year of a group: the one that begins in `academic_year`, or without that the present one. `None` when there is no such.
///
/// # Errors
/// When the file can't be read.
pub async fn year(db: &Database, group: WorkGroupId, academic_year: Option<AcademicYear>) -> Result<Option<Year>, StoreError> {
    let all = years(db, group).await?;
    Ok(all.into_iter().find(|year| academic_year.map_or(year.present, |wanted| wanted == year.academic_year)))
}

/// A year of a group by its id; `None` when there is no such.
///
/// # Errors
/// When the file can't be read.
pub async fn by_id(db: &Database, year: GroupYearId) -> Result<Option<Year>, StoreError> {
    let group: Option<WorkGroupId> =
        sqlx::query_scalar("select work_group from group_year where id = ?").bind(year).fetch_optional(db.readers()).await?;
    let Some(group) = group else {
        return Ok(None);
    };
    Ok(years(db, group).await?.into_iter().find(|found| found.id == year))
}

/// A school that takes part, with who is known to be its head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RosterSchool {
    pub id: SchoolId,
    /// Its full name.
    pub name: String,
    pub town: String,
    /// The head's name, from an account or from the commitment; empty when nobody knows.
    pub head: String,
    /// The head's address from the same place; empty when nobody knows.
    pub head_email: String,
}

#[derive(sqlx::FromRow)]
struct SchoolRow {
    id: SchoolId,
    name: String,
    town: String,
    head: String,
    head_email: String,
}

/// The schools that take part in a year, by name.
///
/// # Errors
/// When the file can't be read.
pub async fn schools(db: &Database, year: GroupYearId) -> Result<Vec<RosterSchool>, StoreError> {
    let rows: Vec<SchoolRow> = sqlx::query_as(
        "select school.id, school.name, school.town,
                coalesce(account.name, commitment.head_name, '') as head, coalesce(account.email, commitment.head_email, '') as head_email
         from group_school
         join school on school.id = group_school.school
         left join commitment on commitment.group_year = group_school.group_year and commitment.school = group_school.school
         left join person as account on account.id = (
             select person.id from person join school_role on school_role.person = person.id and school_role.school = person.school
             where person.school = school.id and school_role.role = 'headteacher' and school_role.until_date is null
               and person.deactivated_at is null
             order by school_role.from_date desc limit 1)
         where group_school.group_year = ? and group_school.status = 'active'
         order by school.name",
    )
    .bind(year)
    .fetch_all(db.readers())
    .await?;
    let school = |row: SchoolRow| RosterSchool { id: row.id, name: row.name, town: row.town, head: row.head, head_email: row.head_email };
    Ok(rows.into_iter().map(school).collect())
}

/// The people with an open account at a school: id, name, address, by name.
///
/// # Errors
/// When the file can't be read.
pub async fn staff(db: &Database, school: SchoolId) -> Result<Vec<(PersonId, String, String)>, StoreError> {
    Ok(sqlx::query_as("select id, name, email from person where school = ? and deactivated_at is null order by name collate nocase")
        .bind(school)
        .fetch_all(db.readers())
        .await?)
}
