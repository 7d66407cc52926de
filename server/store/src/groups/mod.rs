//! Work Groups and their years.

pub mod answers;
pub mod asks;
mod face;
pub mod handover;
mod home;
pub mod participation;
mod past;
pub mod roster;
pub mod year;

use chrono::{DateTime, Utc};
use model::ids::{GroupYearId, HubId, PersonId, SchoolId, WorkGroupId};
use model::roles::{Person, SchoolRole};

use crate::academic_year;
use crate::database::{Changes, Database};
use crate::error::StoreError;
use crate::{rows, uk_time};

pub use answers::{Answer, answer};
pub use face::{GroupFace, face};
pub use participation::Kind;
pub use past::{PastSchool, PastWorkshop, PastYear, past_year, years_with};

pub use home::{GroupHome, GroupHub, GroupLead, GroupSchool, When, Workshop, home};

/// Adds a group to a hub.
///
/// # Errors
/// When the hub does not exist, or the file can't be written to.
pub async fn add(changes: &mut Changes, hub: HubId, name: &str) -> Result<WorkGroupId, StoreError> {
    let id = WorkGroupId::generate();
    sqlx::query("insert into work_group (id, hub, name, created_at) values (?, ?, ?, ?)")
        .bind(id.to_string())
        .bind(hub.to_string())
        .bind(name)
        .bind(rows::now())
        .execute(changes.connection())
        .await?;
    Ok(id)
}

/// A year of a group, to be added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewYear<'a> {
    /// The calendar year in which it begins, see [`academic_year`].
    pub academic_year: i32,
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
        .bind(id.to_string())
        .bind(group.to_string())
        .bind(year.academic_year)
        .bind(year.ncp_code)
        .bind(year.lead.map(|lead| lead.to_string()))
        .bind(year.focus)
        .execute(changes.connection())
        .await?;
    Ok(id)
}

/// Gives a year its title, and says how far it has come: `forming`, `running` or `finished`.
///
/// # Errors
/// When the status is none of these, or the file can't be written to.
pub async fn describe_year(changes: &mut Changes, year: GroupYearId, title: &str, status: &str) -> Result<(), StoreError> {
    sqlx::query("update group_year set title = ?, status = ? where id = ?")
        .bind(title)
        .bind(status)
        .bind(year.to_string())
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
        .bind(year.to_string())
        .bind(school.to_string())
        .execute(changes.connection())
        .await?;
    if let Some(person) = lead_participant {
        let (begins,): (i32,) = sqlx::query_as("select academic_year from group_year where id = ?")
            .bind(year.to_string())
            .fetch_one(changes.connection())
            .await?;
        participation::begin(changes, year, school, person, Kind::Lead, academic_year::first_day(begins)).await?;
    }
    Ok(())
}

/// The groups of a person this year, by name: id, name, and what the person is there, in words.
///
/// # Errors
/// When the file can't be read.
pub async fn of_person(db: &Database, person: &Person) -> Result<Vec<(WorkGroupId, String, String)>, StoreError> {
    let mine = mine(db, person.id, person.school, Utc::now()).await?;
    mine.into_iter()
        .map(|row| {
            let words = if row.leads {
                "Work Group Lead".to_owned()
            } else if row.lead_participant {
                SchoolRole::LeadParticipant.to_string()
            } else {
                person.school_role.to_string()
            };
            Ok((rows::id(&row.id)?, row.name, words))
        })
        .collect()
}

/// Fills in the groups that a person's school belongs to, and those the person leads.
pub(crate) async fn add_to(db: &Database, person: &mut Person, now: DateTime<Utc>) -> Result<(), StoreError> {
    for row in mine(db, person.id, person.school, now).await? {
        let group = rows::id(&row.id)?;
        if row.leads {
            person.leads.push(group);
        }
        if row.belongs {
            person.groups.push(group);
        }
    }
    if !person.leads.is_empty() {
        person.leads_schools = schools_led_by(db, person.id, now).await?;
    }
    Ok(())
}

/// The schools of all groups that somebody leads.
async fn schools_led_by(db: &Database, person: PersonId, now: DateTime<Utc>) -> Result<Vec<SchoolId>, StoreError> {
    let rows: Vec<(String,)> = sqlx::query_as(
        "select distinct group_school.school
         from group_year join group_school on group_school.group_year = group_year.id
         where group_year.lead = ?1 and group_school.status = 'active' and group_year.academic_year <= ?2",
    )
    .bind(person.to_string())
    .bind(academic_year::at(now))
    .fetch_all(db.readers())
    .await?;
    rows.into_iter().map(|(id,)| rows::id(&id)).collect()
}

#[derive(sqlx::FromRow)]
struct MineRow {
    id: String,
    name: String,
    leads: bool,
    belongs: bool,
    lead_participant: bool,
}

/// The groups whose present year has the school in it or the person as its lead. A group's present year is its latest
/// that has begun: between two years a group goes on as it was.
async fn mine(db: &Database, person: PersonId, school: Option<SchoolId>, now: DateTime<Utc>) -> Result<Vec<MineRow>, StoreError> {
    let groups = sqlx::query_as(
        "select work_group.id, work_group.name,
                coalesce(group_year.lead = ?1, 0) as leads,
                group_school.school is not null as belongs,
                exists (select 1 from lead_participation
                        where lead_participation.group_year = group_year.id and lead_participation.person = ?1
                          and from_date <= ?4 and (until_date is null or until_date > ?4)) as lead_participant
         from group_year
         join work_group on work_group.id = group_year.work_group
         left join group_school on group_school.group_year = group_year.id
             and group_school.school = ?2 and group_school.status = 'active'
         where group_year.id in (
                 select id from group_year where lead = ?1
                 union
                 select group_year from group_school where school = ?2 and status = 'active')
           and group_year.academic_year = (
                 select max(academic_year) from group_year as any_year
                 where any_year.work_group = group_year.work_group and any_year.academic_year <= ?3)
         order by work_group.name",
    )
    .bind(person.to_string())
    .bind(school.map(|school| school.to_string()))
    .bind(academic_year::at(now))
    .bind(uk_time::day(now).to_string())
    .fetch_all(db.readers())
    .await?;
    Ok(groups)
}
