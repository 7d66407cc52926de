//! Workshops with all that a calendar shows of them: those of a group's present year and of what comes after it.

use std::fmt::Display;

use chrono::{DateTime, Utc};
use model::accounts::roles::Person;
use model::calendar::academic_year::AcademicYear;
use model::groups::YearStatus;
use model::ids::{WorkGroupId, WorkshopId};

use crate::database::Database;
use crate::database::rows;
use crate::error::StoreError;
use crate::present_year::present_year;
use crate::workshops::{Mode, Span};

/// A workshop as calendars show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Workshop {
    pub id: WorkshopId,
    pub group: WorkGroupId,
    pub group_name: String,
    /// Like `NCP26-11`.
    pub ncp_code: String,
    pub academic_year: AcademicYear,
    /// Whether its year is still being formed: then its dates are not settled either.
    pub is_forming: bool,
    /// 1 to 6 in most years.
    pub number: u8,
    /// What it is about; may be empty.
    pub title: String,
    /// A sentence on what will happen; may be empty.
    pub note: String,
    pub mode: Mode,
    /// The host school's name and town; `None` until one has offered.
    pub host: Option<(String, String)>,
    /// Where in or near the host's school; empty for its usual place.
    pub place: String,
    /// Where it is joined online; may be empty.
    pub call_link: String,
    /// When; `None` while the date is to be confirmed.
    pub time: Option<Span>,
    /// The part that any of the schools' staff may join.
    pub twilight: Option<Span>,
    pub is_cancelled: bool,
    /// How often what calendars show of it has changed.
    pub sequence: u32,
    /// When that last was.
    pub changed_at: DateTime<Utc>,
}

#[derive(sqlx::FromRow)]
struct WorkshopRow {
    id: WorkshopId,
    work_group: WorkGroupId,
    group_name: String,
    ncp_code: String,
    academic_year: AcademicYear,
    status: String,
    number: i64,
    title: String,
    note: String,
    mode: String,
    host: Option<String>,
    host_town: Option<String>,
    place: String,
    call_link: String,
    starts_at: Option<i64>,
    ends_at: Option<i64>,
    twilight_starts_at: Option<i64>,
    twilight_ends_at: Option<i64>,
    is_cancelled: bool,
    sequence: i64,
    changed_at: Option<i64>,
}

impl WorkshopRow {
    fn read(self) -> Result<Workshop, StoreError> {
        let time = |at: Option<i64>| at.map(rows::time).transpose();
        let span = |starts, ends| Ok::<_, StoreError>(time(starts)?.zip(time(ends)?).map(|(starts, ends)| Span { starts, ends }));
        Ok(Workshop {
            id: self.id,
            group: self.work_group,
            group_name: self.group_name,
            ncp_code: self.ncp_code,
            academic_year: self.academic_year,
            is_forming: rows::year_status(&self.status)? == YearStatus::Forming,
            number: rows::small(self.number)?,
            title: self.title,
            note: self.note,
            mode: Mode::from_key(&self.mode).ok_or_else(|| StoreError::Corrupt(format!("the mode {:?}", self.mode)))?,
            host: self.host.zip(self.host_town),
            place: self.place,
            call_link: self.call_link,
            time: span(self.starts_at, self.ends_at)?,
            twilight: span(self.twilight_starts_at, self.twilight_ends_at)?,
            is_cancelled: self.is_cancelled,
            sequence: u32::try_from(self.sequence).map_err(|_| StoreError::Corrupt(format!("the sequence {}", self.sequence)))?,
            changed_at: rows::time(self.changed_at.unwrap_or_default())?,
        })
    }
}

/// SQL for [`WorkshopRow`]s, and what follows `from` and its joins.
macro_rules! workshops {
    ($($rest:tt)*) => {
        concat!(
            "select workshop.id, work_group.id as work_group, work_group.name as group_name, group_year.ncp_code, group_year.academic_year,
                    group_year.status, workshop.number, workshop.title, workshop.note, workshop.mode, school.name as host,
                    school.town as host_town, workshop.place, workshop.call_link, workshop.starts_at, workshop.ends_at,
                    workshop.twilight_starts_at, workshop.twilight_ends_at, workshop.cancelled_at is not null as is_cancelled,
                    workshop.sequence, workshop.changed_at
             from workshop
             join group_year on group_year.id = workshop.group_year
             join work_group on work_group.id = group_year.work_group
             left join school on school.id = workshop.host ",
            $($rest)*
        )
    };
}

/// SQL for the order in which calendars list workshops: by date, those without one last.
macro_rules! in_order {
    () => {
        " order by workshop.starts_at is null, workshop.starts_at, group_year.academic_year, work_group.name, workshop.number, workshop.id"
    };
}

fn read(rows: Vec<WorkshopRow>) -> Result<Vec<Workshop>, StoreError> {
    rows.into_iter().map(WorkshopRow::read).collect()
}

/// One workshop, of whatever year; `None` when there is no such.
///
/// # Errors
/// When the file can't be read.
pub async fn workshop(db: &Database, id: WorkshopId) -> Result<Option<Workshop>, StoreError> {
    let row: Option<WorkshopRow> = sqlx::query_as(workshops!("where workshop.id = ?")).bind(id).fetch_optional(db.readers()).await?;
    row.map(WorkshopRow::read).transpose()
}

/// The workshops of a group.
///
/// # Errors
/// When the file can't be read.
pub async fn of_group(db: &Database, group: WorkGroupId) -> Result<Vec<Workshop>, StoreError> {
    let rows: Vec<WorkshopRow> = sqlx::query_as(workshops!(
        "where work_group.id = ?1 and group_year.academic_year >= ",
        present_year!("work_group.id", "?2"),
        in_order!()
    ))
    .bind(group)
    .bind(AcademicYear::at(Utc::now()))
    .fetch_all(db.readers())
    .await?;
    read(rows)
}

/// The workshops of somebody's groups: of each year that they lead, or that their school takes part in.
///
/// # Errors
/// When the file can't be read.
pub async fn of_person(db: &Database, person: &Person, groups: &[WorkGroupId]) -> Result<Vec<Workshop>, StoreError> {
    let rows: Vec<WorkshopRow> = sqlx::query_as(workshops!(
        "where group_year.work_group in (select value from json_each(?1)) and group_year.academic_year >= ",
        present_year!("work_group.id", "?2"),
        " and (group_year.lead = ?3 or exists (
                   select 1 from group_school
                   where group_school.group_year = group_year.id and group_school.school = ?4 and group_school.status = 'active'))",
        in_order!()
    ))
    .bind(list(groups))
    .bind(AcademicYear::at(Utc::now()))
    .bind(person.id)
    .bind(person.school)
    .fetch_all(db.readers())
    .await?;
    read(rows)
}

/// Groups with their names, by name.
///
/// # Errors
/// When the file can't be read.
pub async fn groups_named(db: &Database, groups: &[WorkGroupId]) -> Result<Vec<(WorkGroupId, String)>, StoreError> {
    Ok(sqlx::query_as("select id, name from work_group where id in (select value from json_each(?)) order by name, id")
        .bind(list(groups))
        .fetch_all(db.readers())
        .await?)
}

/// Ids as JSON.
fn list(ids: &[impl Display]) -> String {
    let quoted: Vec<String> = ids.iter().map(|id| format!("\"{id}\"")).collect();
    format!("[{}]", quoted.join(","))
}
