//! Work Groups and their years.

pub mod asks;
mod face;
mod home;
pub mod participation;
mod past;
pub(crate) mod record;
pub mod roster;
pub mod year;

use chrono::{DateTime, Utc};
use model::accounts::roles::{Person, SchoolRole};
use model::calendar::academic_year::AcademicYear;
use model::calendar::clock;
use model::groups::YearStatus;
use model::ids::{GroupYearId, HubId, PersonId, SchoolId, WorkGroupId};

use crate::database::rows;
use crate::database::{Changes, Database};
use crate::error::StoreError;
use crate::present_year::present_year;

pub use face::{GroupFace, face};
pub use participation::Kind;
pub use past::{PastRepresentative, PastSchool, PastWorkshop, PastYear, past_year, years_with};

pub use home::{GroupHome, GroupHub, GroupLead, GroupSchool, Hours, When, Workshop, home};

/// Adds a group to a hub.
///
/// # Errors
/// When the hub does not exist, or the file can't be written to.
pub async fn add(changes: &mut Changes, hub: HubId, name: &str) -> Result<WorkGroupId, StoreError> {
    let id = WorkGroupId::generate();
    sqlx::query("insert into work_group (id, hub, name, created_at) values (?, ?, ?, ?)")
        .bind(id)
        .bind(hub)
        .bind(name)
        .bind(rows::now())
        .execute(changes.connection())
        .await?;
    Ok(id)
}

/// Whether the hub has another group of this name: people tell groups by it.
///
/// # Errors
/// When the file can't be read.
pub async fn name_taken(db: &Database, hub: HubId, name: &str, but: Option<WorkGroupId>) -> Result<bool, StoreError> {
    let (taken,): (bool,) =
        sqlx::query_as("select exists (select 1 from work_group where hub = ?1 and name = ?2 collate nocase and id is not ?3)")
            .bind(hub)
            .bind(name)
            .bind(but)
            .fetch_one(db.readers())
            .await?;
    Ok(taken)
}

/// A year of a group, to be added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewYear<'a> {
    pub academic_year: AcademicYear,
    /// The national project that pays for it, like `NCP26-11`.
    pub ncp_code: &'a str,
    /// The Work Group Lead.
    pub lead: Option<PersonId>,
    /// The question of the year.
    pub focus: &'a str,
}

/// Adds a year to a group.
///
/// # Errors
/// When the group has this year already, or the file can't be written to.
pub async fn add_year(changes: &mut Changes, group: WorkGroupId, year: &NewYear<'_>) -> Result<GroupYearId, StoreError> {
    let id = GroupYearId::generate();
    sqlx::query("insert into group_year (id, work_group, academic_year, ncp_code, lead, focus) values (?, ?, ?, ?, ?, ?)")
        .bind(id)
        .bind(group)
        .bind(year.academic_year)
        .bind(year.ncp_code)
        .bind(year.lead)
        .bind(year.focus)
        .execute(changes.connection())
        .await?;
    Ok(id)
}

/// Gives a year its title, and says how far it has come: `forming`, `running` or `finished`.
///
/// # Errors
/// When the status is none of these, or the file can't be written to.
pub async fn describe_year(changes: &mut Changes, year: GroupYearId, title: &str, status: YearStatus) -> Result<(), StoreError> {
    sqlx::query("update group_year set title = ?, status = ? where id = ?")
        .bind(title)
        .bind(status.key())
        .bind(year)
        .execute(changes.connection())
        .await?;
    Ok(())
}

/// Adds a school to a group's year, with the one who represents it from the year's beginning.
///
/// # Errors
/// When it takes part already, or the file can't be written to.
pub async fn add_school(
    changes: &mut Changes,
    year: GroupYearId,
    school: SchoolId,
    lead_participant: Option<PersonId>,
) -> Result<(), StoreError> {
    sqlx::query("insert into group_school (group_year, school) values (?, ?)")
        .bind(year)
        .bind(school)
        .execute(changes.connection())
        .await?;
    if let Some(person) = lead_participant {
        let (begins,): (AcademicYear,) =
            sqlx::query_as("select academic_year from group_year where id = ?").bind(year).fetch_one(changes.connection()).await?;
        participation::begin(changes, year, school, person, Kind::Lead, begins.first_day()).await?;
    }
    Ok(())
}

/// The other group of the same hub that a school has in the academic year of `year`; `None` when it is free.
///
/// # Errors
/// When the file can't be read.
pub async fn elsewhere(changes: &mut Changes, year: GroupYearId, school: SchoolId) -> Result<Option<String>, StoreError> {
    let row: Option<(String,)> = sqlx::query_as(
        "select work_group.name
         from group_year as this
         join work_group as own on own.id = this.work_group
         join group_year on group_year.academic_year = this.academic_year and group_year.id <> this.id
         join work_group on work_group.id = group_year.work_group and work_group.hub = own.hub
         join group_school on group_school.group_year = group_year.id
         where this.id = ? and group_school.school = ? and group_school.status = 'active'
         order by work_group.name limit 1",
    )
    .bind(year)
    .bind(school)
    .fetch_optional(changes.connection())
    .await?;
    Ok(row.map(|(name,)| name))
}

/// The groups of a person this year, by name: id, name, and what the person is there, in words.
///
/// # Errors
/// When the file can't be read.
pub async fn of_person(db: &Database, person: &Person) -> Result<Vec<(WorkGroupId, String, String)>, StoreError> {
    let mine = mine(db, person.id, person.school, Utc::now()).await?;
    let groups = mine.into_iter().map(|row| {
        let words = if row.leads {
            "Work Group Lead".to_owned()
        } else if row.represents == "deputy" {
            "Deputy".to_owned()
        } else if !row.represents.is_empty() {
            SchoolRole::LeadParticipant.to_string()
        } else {
            person.school_role.to_string()
        };
        (row.id, row.name, words)
    });
    Ok(groups.collect())
}

/// Fills in the groups that a person's school belongs to, and those the person leads.
pub(crate) async fn add_to(db: &Database, person: &mut Person, now: DateTime<Utc>) -> Result<(), StoreError> {
    for row in mine(db, person.id, person.school, now).await? {
        if row.leads {
            person.leads.push(row.id);
        }
        if row.belongs {
            person.groups.push(row.id);
        }
    }
    if !person.leads.is_empty() {
        person.leads_schools = schools_led_by(db, person.id).await?;
    }
    Ok(())
}

/// The schools of all groups that somebody leads, also of a year that has yet to begin: its lead prepares it.
async fn schools_led_by(db: &Database, person: PersonId) -> Result<Vec<SchoolId>, StoreError> {
    Ok(sqlx::query_scalar(
        "select distinct group_school.school
         from group_year join group_school on group_school.group_year = group_year.id
         where group_year.lead = ?1 and group_school.status = 'active'",
    )
    .bind(person)
    .fetch_all(db.readers())
    .await?)
}

#[derive(sqlx::FromRow)]
struct MineRow {
    id: WorkGroupId,
    name: String,
    leads: bool,
    belongs: bool,
    represents: String,
}

/// The groups whose present year has the school in it or the person as its lead. A group's present year is its latest
/// that has begun, or its first: between two years a group goes on as it was. Whoever will lead the year to come, or will
/// represent their school in it or sign for it, is let in before it begins: August is when that work is done.
async fn mine(db: &Database, person: PersonId, school: Option<SchoolId>, now: DateTime<Utc>) -> Result<Vec<MineRow>, StoreError> {
    let groups = sqlx::query_as(concat!(
        "select work_group.id, work_group.name,
                coalesce(max(group_year.lead = ?1), 0) as leads,
                max(group_school.school is not null) as belongs,
                -- Of a deputy's and a lead's term in two years the lead's counts: it comes later in the alphabet too.
                max(coalesce((select kind from lead_participation
                              where lead_participation.group_year = group_year.id and lead_participation.person = ?1
                                and from_date <= max(?4, group_year.academic_year || '-09-01')
                                and (until_date is null or until_date > ?4)
                              order by kind = 'lead' desc limit 1), '')) as represents
         from group_year
         join work_group on work_group.id = group_year.work_group
         left join group_school on group_school.group_year = group_year.id
             and group_school.school = ?2 and group_school.status = 'active'
         where group_year.id in (
                 select id from group_year where lead = ?1
                 union
                 select group_year from group_school where school = ?2 and status = 'active')
           and (group_year.academic_year > ?3 and (
                    group_year.lead = ?1
                    or exists (select 1 from school_role
                               where school_role.person = ?1 and school_role.school = ?2 and role = 'headteacher'
                                 and from_date <= ?4 and (until_date is null or until_date > ?4))
                    or exists (select 1 from lead_participation
                               where lead_participation.group_year = group_year.id and lead_participation.person = ?1
                                 and (until_date is null or until_date > ?4)))
                or group_year.academic_year = ",
        present_year!("group_year.work_group", "?3"),
        ") group by work_group.id order by work_group.name, work_group.id"
    ))
    .bind(person)
    .bind(school)
    .bind(AcademicYear::at(now))
    .bind(clock::day(now).to_string())
    .fetch_all(db.readers())
    .await?;
    Ok(groups)
}
