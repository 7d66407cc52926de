//! A Work Group's home: everything its page shows beside the boards.

use chrono::{DateTime, Utc};
use model::calendar::academic_year::AcademicYear;
use model::calendar::clock;
use model::calendar::day::in_words;
use model::calendar::half_term::HalfTerm;
use model::ids::{GroupYearId, SchoolId, WorkGroupId, WorkshopId};
use sqlx_sqlite::SqliteConnection;

use crate::database::Database;
use crate::database::rows;
use crate::error::StoreError;
use crate::present_year::present_year;
use crate::workshops::Mode;

/// A Work Group in its present year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupHome {
    pub id: WorkGroupId,
    pub name: String,
    pub academic_year: AcademicYear,
    /// The project that pays for the year, like `NCP26-11`.
    pub ncp_code: String,
    /// What the year is called; may be empty.
    pub title: String,
    /// The question of the year; may be empty.
    pub focus: String,
    /// Who leads it.
    pub lead: Option<GroupLead>,
    pub hub: GroupHub,
    /// The schools that take part, by name.
    pub schools: Vec<GroupSchool>,
    /// The year's workshops, by number.
    pub workshops: Vec<Workshop>,
}

/// A Work Group Lead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupLead {
    /// First and last name.
    pub name: String,
    /// Their own school's short name; empty without one.
    pub school: String,
}

/// A hub.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupHub {
    pub name: String,
    /// Where to write with questions.
    pub contact_email: String,
}

/// A school of the group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupSchool {
    pub id: SchoolId,
    /// Its full name.
    pub name: String,
    /// What people call it.
    pub short_name: String,
    pub town: String,
    /// The name of the one who comes to every workshop.
    pub lead_participant: Option<String>,
}

/// Where a workshop stands in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// It is over.
    Past,
    /// It is today, by British clocks, also when it is over already.
    Today,
    /// The first that is still to come, when none is today.
    Next,
    /// After that, without a date, or cancelled.
    Later,
}

/// From when to when, as British clocks show it: `15:45` and `17:15`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hours {
    pub starts: String,
    pub ends: String,
}

/// A workshop of the year. Dates and times are as British clocks show them; all are empty while the date is to be confirmed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Workshop {
    pub id: WorkshopId,
    /// 1 to 6 in most years.
    pub number: u8,
    pub half_term: HalfTerm,
    /// What it is about.
    pub title: String,
    /// The host school's name; `None` until one has offered.
    pub host: Option<String>,
    /// The host school's town.
    pub host_town: Option<String>,
    /// In person, online or both.
    pub mode: Mode,
    /// Where in or near the host's school; empty for its usual place.
    pub place: String,
    /// Where it is joined online; empty for none.
    pub call_link: String,
    /// Whether it is not to be held.
    pub cancelled: bool,
    /// `Tuesday 24 November 2026`.
    pub date: String,
    /// `2026-11-24`, for `<time datetime>`.
    pub day: String,
    /// `13:00`.
    pub starts: String,
    /// `17:15`.
    pub ends: String,
    /// When the twilight is.
    pub twilight: Option<Hours>,
    /// When it begins, in UTC.
    pub starts_at: Option<DateTime<Utc>>,
    /// A sentence on what will happen.
    pub note: String,
    /// Where it stands in time.
    pub when: When,
}

#[derive(sqlx::FromRow)]
struct HomeRow {
    year: GroupYearId,
    name: String,
    academic_year: AcademicYear,
    ncp_code: String,
    title: String,
    focus: String,
    lead: Option<String>,
    lead_school: Option<String>,
    hub: String,
    contact_email: String,
}

/// A group in its present year (the latest that has begun, or the first when none has); `None` when there is no such group, or
/// no year of it.
///
/// # Errors
/// When the file can't be read.
pub async fn home(db: &Database, id: WorkGroupId) -> Result<Option<GroupHome>, StoreError> {
    let now = Utc::now();
    let mut view = db.view().await?;
    let row: Option<HomeRow> = sqlx::query_as(concat!(
        "select group_year.id as year, work_group.name, group_year.academic_year, group_year.ncp_code, group_year.title, group_year.focus,
                person.name as lead, school.short_name as lead_school, hub.name as hub, hub.contact_email
         from work_group
         join hub on hub.id = work_group.hub
         join group_year on group_year.work_group = work_group.id
         left join person on person.id = group_year.lead and person.deactivated_at is null
         left join school on school.id = person.school
         where work_group.id = ?1 and group_year.academic_year = ",
        present_year!("work_group.id", "?2")
    ))
    .bind(id)
    .bind(AcademicYear::at(now))
    .fetch_optional(&mut *view)
    .await?;
    let Some(row) = row else {
        return Ok(None);
    };
    let schools: Vec<SchoolRow> = sqlx::query_as(
        "select school.id, school.name, school.short_name, school.town, person.name as lead_participant
         from group_school
         join school on school.id = group_school.school
         left join lead_participation on lead_participation.group_year = group_school.group_year
             and lead_participation.school = group_school.school and lead_participation.kind = 'lead'
             and from_date <= ?2 and (until_date is null or until_date > ?2)
         left join person on person.id = lead_participation.person
         where group_school.group_year = ?1 and group_school.status = 'active'
         order by school.name",
    )
    .bind(row.year)
    // Of a year that has yet to begin: whoever represents the school when it does.
    .bind(clock::day(now).max(row.academic_year.first_day()).to_string())
    .fetch_all(&mut *view)
    .await?;
    let workshops = workshops_of(&mut view, row.year, now).await?;
    Ok(Some(GroupHome {
        id,
        name: row.name,
        academic_year: row.academic_year,
        ncp_code: row.ncp_code,
        title: row.title,
        focus: row.focus,
        lead: row.lead.map(|name| GroupLead { name, school: row.lead_school.unwrap_or_default() }),
        hub: GroupHub { name: row.hub, contact_email: row.contact_email },
        schools: schools.into_iter().map(SchoolRow::read).collect(),
        workshops,
    }))
}

/// The workshops of a year, by number.
pub(super) async fn workshops_of(view: &mut SqliteConnection, year: GroupYearId, now: DateTime<Utc>) -> Result<Vec<Workshop>, StoreError> {
    let found: Vec<WorkshopRow> = sqlx::query_as(
        "select workshop.id, number, half_term, title, school.name as host, school.town as host_town, mode, place, call_link,
                cancelled_at is not null as cancelled, starts_at, ends_at, twilight_starts_at, twilight_ends_at, note
         from workshop left join school on school.id = workshop.host
         where group_year = ?
         order by number",
    )
    .bind(year)
    .fetch_all(view)
    .await?;
    read_workshops(found, now)
}

#[derive(sqlx::FromRow)]
struct SchoolRow {
    id: SchoolId,
    name: String,
    short_name: String,
    town: String,
    lead_participant: Option<String>,
}

impl SchoolRow {
    fn read(self) -> GroupSchool {
        GroupSchool { id: self.id, name: self.name, short_name: self.short_name, town: self.town, lead_participant: self.lead_participant }
    }
}

#[derive(sqlx::FromRow)]
struct WorkshopRow {
    id: WorkshopId,
    number: i64,
    half_term: HalfTerm,
    title: String,
    host: Option<String>,
    host_town: Option<String>,
    mode: String,
    place: String,
    call_link: String,
    cancelled: bool,
    starts_at: Option<i64>,
    ends_at: Option<i64>,
    twilight_starts_at: Option<i64>,
    twilight_ends_at: Option<i64>,
    note: String,
}

impl WorkshopRow {
    fn read(self, now: DateTime<Utc>) -> Result<Workshop, StoreError> {
        let time = |at: Option<i64>| at.map(rows::time).transpose();
        let written = |at: Option<DateTime<Utc>>| at.map(clock::time).unwrap_or_default();
        let starts_at = time(self.starts_at)?;
        let twilight = time(self.twilight_starts_at)?.zip(time(self.twilight_ends_at)?);
        Ok(Workshop {
            id: self.id,
            number: rows::small(self.number)?,
            half_term: self.half_term,
            title: self.title,
            host: self.host,
            host_town: self.host_town,
            mode: Mode::from_key(&self.mode).ok_or_else(|| StoreError::Corrupt(format!("the mode {:?}", self.mode)))?,
            place: self.place,
            call_link: self.call_link,
            cancelled: self.cancelled,
            date: starts_at.map(|at| in_words(clock::day(at)).to_string()).unwrap_or_default(),
            day: starts_at.map(|at| clock::day(at).to_string()).unwrap_or_default(),
            starts: written(starts_at),
            ends: written(time(self.ends_at)?),
            twilight: twilight.map(|(starts, ends)| Hours { starts: clock::time(starts), ends: clock::time(ends) }),
            starts_at,
            note: self.note,
            when: match starts_at.map(clock::day) {
                Some(day) if day < clock::day(now) => When::Past,
                Some(day) if day == clock::day(now) && !self.cancelled => When::Today,
                _ => When::Later,
            },
        })
    }
}

fn read_workshops(rows: Vec<WorkshopRow>, now: DateTime<Utc>) -> Result<Vec<Workshop>, StoreError> {
    let mut workshops = rows.into_iter().map(|row| row.read(now)).collect::<Result<Vec<_>, _>>()?;
    if workshops.iter().all(|workshop| workshop.when != When::Today) {
        let coming = workshops.iter_mut().filter(|workshop| workshop.when == When::Later && !workshop.cancelled);
        if let Some(next) = coming.filter(|workshop| workshop.starts_at.is_some()).min_by_key(|workshop| workshop.starts_at) {
            next.when = When::Next;
        }
    }
    Ok(workshops)
}
