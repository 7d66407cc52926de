//! A year's workshops as they are planned: dates, times, hosts, places.

use chrono::{DateTime, NaiveDateTime, Utc};
use model::calendar::academic_year::AcademicYear;
use model::calendar::clock;
use model::calendar::half_term::HalfTerm;
use model::ids::{GroupYearId, HubId, SchoolId, WorkGroupId, WorkshopId};
use sqlx_sqlite::SqliteConnection;

use super::{FEWEST, Mode, Span, default_title};
use crate::database::rows;
use crate::database::{Changes, Database};
use crate::error::StoreError;
use crate::present_year::present_year;

/// A year's workshops, and what planning them has to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The year's id.
    pub year: GroupYearId,
    pub group: WorkGroupId,
    pub academic_year: AcademicYear,
    /// The group's name.
    pub name: String,
    /// Like `NCP26-11`.
    pub ncp_code: String,
    pub hub: HubId,
    /// The workshops by number; where a year has none yet, the six that it is to have.
    pub workshops: Vec<Planned>,
    /// Who can host: the year's schools and the lead's own, by name.
    pub hosts: Vec<(SchoolId, String)>,
    /// How many heads have signed.
    pub signed: u32,
}

/// A workshop as it is planned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// `None` while it is not made yet.
    pub id: Option<WorkshopId>,
    /// 1 to 6 in most years.
    pub number: u8,
    pub half_term: HalfTerm,
    /// What it is about; may be empty.
    pub title: String,
    /// When; `None` while the date is to be confirmed.
    pub time: Option<Span>,
    /// When the part begins that everybody may join; it goes on to the end.
    pub twilight: Option<DateTime<Utc>>,
    /// The school where it takes place.
    pub host: Option<SchoolId>,
    /// In person, online or both.
    pub mode: Mode,
    /// Where in or near the host's school; empty for its usual place.
    pub place: String,
    /// Where it is joined online: an address that begins with `https://`; empty for none.
    pub call_link: String,
    /// Why it is cancelled, which may be empty; `None` while it is to be held.
    pub cancelled: Option<String>,
    /// How often what calendars show of it has changed (RFC 5545, 3.8.7.4).
    pub sequence: u32,
    /// Whether something was begun for it.
    pub in_use: bool,
}

impl Planned {
    /// One that is not made yet, about which nothing is known.
    pub fn to_be_made(number: u8, half_term: HalfTerm) -> Self {
        Self {
            id: None,
            number,
            half_term,
            title: default_title(number),
            time: None,
            twilight: None,
            host: None,
            mode: Mode::InPerson,
            place: String::new(),
            call_link: String::new(),
            cancelled: None,
            sequence: 0,
            in_use: false,
        }
    }

    pub fn is_cancelled(&self) -> bool {
        self.cancelled.is_some()
    }

    /// Whether it can be taken out of a year that has enough of them: nobody was told a date, and nothing was begun for it.
    pub fn is_removable(&self) -> bool {
        self.id.is_some() && self.time.is_none() && !self.is_cancelled() && !self.in_use
    }

    /// The part that everybody may join.
    pub(super) fn twilight_span(&self) -> Option<Span> {
        self.twilight.zip(self.time).map(|(starts, time)| Span { starts, ends: time.ends })
    }
}

/// What somebody wants of a workshop, by British clocks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorkshopInput {
    /// Which workshop.
    pub number: u8,
    /// When it begins; `None` while the date is to be confirmed.
    pub from: Option<NaiveDateTime>,
    /// When it ends.
    pub to: Option<NaiveDateTime>,
    /// When the twilight begins.
    pub twilight: Option<NaiveDateTime>,
    /// The host's id; empty for none yet.
    pub host: String,
    /// The mode's word; any other leaves it as it is.
    pub mode: String,
    /// The place; `None` leaves it as it is.
    pub place: Option<String>,
    /// The address of the call; `None` leaves it as it is.
    pub call_link: Option<String>,
}

impl Plan {
    /// The workshops as somebody wants them; `None` when a host is none of those who can be, or when a workshop is cancelled.
    pub fn changed_by(&self, inputs: &[WorkshopInput]) -> Option<Vec<Planned>> {
        let planned = |input: &WorkshopInput| {
            let before = self.workshops.iter().find(|workshop| workshop.number == input.number && !workshop.is_cancelled())?;
            let host = match input.host.as_str() {
                "" => None,
                id => Some(self.hosts.iter().find(|(known, _)| known.to_string() == id)?.0),
            };
            Some(Planned {
                time: input.from.zip(input.to).map(|(from, to)| Span::local(from, to)),
                twilight: input.twilight.map(clock::moment),
                host,
                mode: Mode::from_key(&input.mode).unwrap_or(before.mode),
                place: input.place.clone().unwrap_or_else(|| before.place.clone()),
                call_link: input.call_link.clone().unwrap_or_else(|| before.call_link.clone()),
                ..before.clone()
            })
        };
        inputs.iter().map(planned).collect()
    }

    /// Tells the workshops from what they were before and will be after the next change: for forms, so that nothing is replaced unseen. Of
    /// each it says the number, the end of the id, and how often it has changed: `1-8f3a2c-0 2-41d09b-3`.
    pub fn version(&self) -> String {
        let entry = |workshop: &Planned| {
            let id = workshop.id.map(|id| id.to_string()).unwrap_or_default();
            format!("{}-{}-{}", workshop.number, &id[id.len().saturating_sub(6)..], workshop.sequence)
        };
        self.workshops.iter().map(entry).collect::<Vec<_>>().join(" ")
    }

    /// The workshop with this id.
    pub fn workshop(&self, id: WorkshopId) -> Option<&Planned> {
        self.workshops.iter().find(|workshop| workshop.id == Some(id))
    }

    /// Another workshop that is held on the day of this one.
    pub(super) fn on_its_day(&self, workshop: &Planned) -> Option<&Planned> {
        let day = |workshop: &Planned| workshop.time.map(|time| clock::day(time.starts));
        let own = day(workshop)?;
        self.workshops.iter().find(|&other| other.number != workshop.number && !other.is_cancelled() && day(other) == Some(own))
    }

    /// A school's name, if it can host.
    pub fn host_name(&self, host: Option<SchoolId>) -> Option<&str> {
        self.hosts.iter().find(|(id, _)| Some(*id) == host).map(|(_, name)| name.as_str())
    }
}

#[derive(sqlx::FromRow)]
struct YearRow {
    id: GroupYearId,
    academic_year: AcademicYear,
    name: String,
    ncp_code: String,
    hub: HubId,
    signed: u32,
}

#[derive(sqlx::FromRow)]
struct WorkshopRow {
    id: WorkshopId,
    number: i64,
    half_term: HalfTerm,
    title: String,
    starts_at: Option<i64>,
    ends_at: Option<i64>,
    twilight_starts_at: Option<i64>,
    host: Option<SchoolId>,
    mode: String,
    place: String,
    call_link: String,
    cancelled_at: Option<i64>,
    cancelled_reason: String,
    sequence: u32,
    in_use: bool,
}

/// The plan of a group's year, or without one of its present year; `None` when there is no such.
///
/// # Errors
/// When the file can't be read.
pub async fn load(db: &Database, group: WorkGroupId, year: Option<AcademicYear>) -> Result<Option<Plan>, StoreError> {
    read(&mut *db.view().await?, group, year).await
}

/// The same for whoever is about to change it.
///
/// # Errors
/// When the file can't be read.
pub async fn load_in(changes: &mut Changes, group: WorkGroupId, year: Option<AcademicYear>) -> Result<Option<Plan>, StoreError> {
    read(changes.connection(), group, year).await
}

/// The plan of the year that one of the group's workshops is in; `None` when it has no such workshop.
///
/// # Errors
/// When the file can't be read.
pub async fn of_workshop(db: &Database, group: WorkGroupId, workshop: WorkshopId) -> Result<Option<Plan>, StoreError> {
    read_of_workshop(&mut *db.view().await?, group, workshop).await
}

/// The same for whoever is about to change it.
///
/// # Errors
/// When the file can't be read.
pub async fn of_workshop_in(changes: &mut Changes, group: WorkGroupId, workshop: WorkshopId) -> Result<Option<Plan>, StoreError> {
    read_of_workshop(changes.connection(), group, workshop).await
}

async fn read_of_workshop(connection: &mut SqliteConnection, group: WorkGroupId, workshop: WorkshopId) -> Result<Option<Plan>, StoreError> {
    let year: Option<AcademicYear> = sqlx::query_scalar(
        "select academic_year from workshop join group_year on group_year.id = workshop.group_year where workshop.id = ? and work_group = ?",
    )
    .bind(workshop)
    .bind(group)
    .fetch_optional(&mut *connection)
    .await?;
    match year {
        Some(year) => read(connection, group, Some(year)).await,
        None => Ok(None),
    }
}

async fn read(connection: &mut SqliteConnection, group: WorkGroupId, year: Option<AcademicYear>) -> Result<Option<Plan>, StoreError> {
    let found: Option<YearRow> = sqlx::query_as(concat!(
        "select group_year.id, academic_year, name, ncp_code, hub,
                (select count(distinct commitment.id) from commitment
                 join group_school on group_school.group_year = commitment.group_year and group_school.school = commitment.school
                 join signature on signature.commitment = commitment.id and who = 'head' and set_aside_at is null
                 where commitment.group_year = group_year.id and group_school.status = 'active') as signed
         from group_year join work_group on work_group.id = group_year.work_group
         where work_group.id = ?1 and academic_year = coalesce(?2, ",
        present_year!("work_group.id", "?3"),
        ")"
    ))
    .bind(group)
    .bind(year)
    .bind(AcademicYear::at(Utc::now()))
    .fetch_optional(&mut *connection)
    .await?;
    let Some(found) = found else { return Ok(None) };
    let made: Vec<WorkshopRow> = sqlx::query_as(
        "select id, number, half_term, title, starts_at, ends_at, twilight_starts_at, host, mode, place, call_link,
                cancelled_at, cancelled_reason, sequence,
                exists (select 1 from document where document.workshop = workshop.id)
                    or exists (select 1 from poll where poll.workshop = workshop.id)
                    or exists (select 1 from host_pack where host_pack.workshop = workshop.id)
                    or exists (select 1 from twilight where twilight.workshop = workshop.id)
                    or exists (select 1 from attendance where attendance.workshop = workshop.id)
                    or exists (select 1 from running where running.workshop = workshop.id) as in_use
         from workshop where group_year = ? order by number",
    )
    .bind(found.id)
    .fetch_all(&mut *connection)
    .await?;
    let hosts = sqlx::query_as(
        "select id, name from school where id in (
             select school from group_school where group_year = ?1 and status = 'active'
             union select person.school from group_year join person on person.id = group_year.lead where group_year.id = ?1
             union select host from workshop where group_year = ?1)
         order by name, id",
    )
    .bind(found.id)
    .fetch_all(connection)
    .await?;
    let workshops = made.into_iter().map(WorkshopRow::read).collect::<Result<Vec<_>, _>>()?;
    Ok(Some(Plan {
        year: found.id,
        group,
        academic_year: found.academic_year,
        name: found.name,
        ncp_code: found.ncp_code,
        hub: found.hub,
        workshops: with_those_to_be_made(workshops),
        hosts,
        signed: found.signed,
    }))
}

/// A year with fewer than it keeps was never planned as a whole: those of the six that are missing are to be made.
fn with_those_to_be_made(mut workshops: Vec<Planned>) -> Vec<Planned> {
    if workshops.len() < FEWEST {
        for (number, half_term) in (1u8..).zip(HalfTerm::ALL) {
            if !workshops.iter().any(|workshop| workshop.number == number) {
                workshops.push(Planned::to_be_made(number, half_term));
            }
        }
        workshops.sort_by_key(|workshop| workshop.number);
    }
    workshops
}

impl WorkshopRow {
    fn read(self) -> Result<Planned, StoreError> {
        let time = |at: Option<i64>| at.map(rows::time).transpose();
        Ok(Planned {
            id: Some(self.id),
            number: rows::small(self.number)?,
            half_term: self.half_term,
            title: self.title,
            time: time(self.starts_at)?.zip(time(self.ends_at)?).map(|(starts, ends)| Span { starts, ends }),
            twilight: time(self.twilight_starts_at)?,
            host: self.host,
            mode: Mode::from_key(&self.mode).ok_or_else(|| StoreError::Corrupt(format!("the mode {:?}", self.mode)))?,
            place: self.place,
            call_link: self.call_link,
            cancelled: self.cancelled_at.map(|_| self.cancelled_reason),
            sequence: self.sequence,
            in_use: self.in_use,
        })
    }
}
