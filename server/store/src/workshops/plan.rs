//! A year's workshops as they are planned: dates, times, hosts. All are saved in one go.

use chrono::{DateTime, NaiveDateTime, Utc};
use model::accounts::roles::Person;
use model::calendar::academic_year::AcademicYear;
use model::calendar::clock;
use model::calendar::half_term::HalfTerm;
use model::ids::{GroupYearId, HubId, SchoolId, WorkGroupId};

use super::{Mode, NewWorkshop, Span, add};
use crate::audit::{self, Entry, Who};
use crate::database::rows;
use crate::database::{Changes, Database};
use crate::error::StoreError;
use crate::present_year::present_year;

/// A year's workshops, and what planning them has to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The year's id.
    pub year: GroupYearId,
    pub academic_year: AcademicYear,
    /// The group's name.
    pub name: String,
    /// Like `NCP26-11`.
    pub ncp_code: String,
    pub hub: HubId,
    /// The workshops by number; those of the six that are not made yet are here without anything.
    pub workshops: Vec<Planned>,
    /// Who can host: the year's schools and the lead's own, by name.
    pub hosts: Vec<(SchoolId, String)>,
    /// How many heads have signed with the dates as they are.
    pub signed: u32,
}

/// A workshop as it is planned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// 1 to 6 in most years.
    pub number: u8,
    pub half_term: HalfTerm,
    /// When; `None` while the date is to be confirmed.
    pub time: Option<Span>,
    /// When the part begins that everybody may join; it goes on to the end.
    pub twilight: Option<DateTime<Utc>>,
    /// The school where it takes place.
    pub host: Option<SchoolId>,
    /// In person, online or both.
    pub mode: Mode,
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
}

impl Plan {
    /// The workshops as they are changed_by for; `None` when a host is none of those who can be.
    pub fn changed_by(&self, inputs: &[WorkshopInput]) -> Option<Vec<Planned>> {
        let planned = |input: &WorkshopInput| {
            let before = self.workshops.iter().find(|workshop| workshop.number == input.number)?;
            let host = match input.host.as_str() {
                "" => None,
                id => Some(self.hosts.iter().find(|(known, _)| known.to_string() == id)?.0),
            };
            Some(Planned {
                time: input.from.zip(input.to).map(|(from, to)| Span::local(from, to)),
                twilight: input.twilight.map(clock::moment),
                host,
                mode: Mode::from_key(&input.mode).unwrap_or(before.mode),
                ..before.clone()
            })
        };
        inputs.iter().map(planned).collect()
    }
}

/// What saving a plan did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Replanned {
    /// How many workshops are not as before.
    pub changed: u32,
    /// How many of them had a date before, and have another or none now.
    pub moved: u32,
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

/// Number, half-term, start, end, start of the twilight, host, mode.
type Row = (i64, HalfTerm, Option<i64>, Option<i64>, Option<i64>, Option<SchoolId>, String);

/// The plan of a group's year, or without one of its present year; `None` when there is no such.
///
/// # Errors
/// When the file can't be read.
pub async fn load(db: &Database, group: WorkGroupId, year: Option<AcademicYear>) -> Result<Option<Plan>, StoreError> {
    let mut view = db.view().await?;
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
    .fetch_optional(&mut *view)
    .await?;
    let Some(found) = found else { return Ok(None) };
    let made: Vec<Row> = sqlx::query_as(
        "select number, half_term, starts_at, ends_at, twilight_starts_at, host, mode from workshop where group_year = ? order by number",
    )
    .bind(found.id)
    .fetch_all(&mut *view)
    .await?;
    let hosts = sqlx::query_as(
        "select id, name from school where id in (
             select school from group_school where group_year = ?1 and status = 'active'
             union select person.school from group_year join person on person.id = group_year.lead where group_year.id = ?1
             union select host from workshop where group_year = ?1)
         order by name, id",
    )
    .bind(found.id)
    .fetch_all(&mut *view)
    .await?;
    let mut workshops = made.into_iter().map(read).collect::<Result<Vec<_>, _>>()?;
    for (number, half_term) in (1u8..).zip(HalfTerm::ALL) {
        if !workshops.iter().any(|workshop| workshop.number == number) {
            workshops.push(Planned { number, half_term, time: None, twilight: None, host: None, mode: Mode::InPerson });
        }
    }
    workshops.sort_by_key(|workshop| workshop.number);
    Ok(Some(Plan {
        year: found.id,
        academic_year: found.academic_year,
        name: found.name,
        ncp_code: found.ncp_code,
        hub: found.hub,
        workshops,
        hosts,
        signed: found.signed,
    }))
}

fn read((number, half_term, starts, ends, twilight, host, mode): Row) -> Result<Planned, StoreError> {
    let time = |at: Option<i64>| at.map(rows::time).transpose();
    Ok(Planned {
        number: rows::small(number)?,
        half_term,
        time: time(starts)?.zip(time(ends)?).map(|(starts, ends)| Span { starts, ends }),
        twilight: time(twilight)?,
        host,
        mode: Mode::from_key(&mode).ok_or_else(|| StoreError::Corrupt(format!("the mode {mode:?}")))?,
    })
}

/// Saves a plan: workshops that are as `before` stay untouched, those that were not made yet are made. Returns what is new.
///
/// # Errors
/// When the file can't be written to.
pub async fn save(changes: &mut Changes, before: &Plan, by: &Person, wanted: &[Planned]) -> Result<Replanned, StoreError> {
    let mut done = Replanned::default();
    let mut names = Vec::new();
    for (old, new) in before.workshops.iter().filter_map(|old| Some((old, wanted.iter().find(|new| new.number == old.number)?))) {
        if old == new && exists(changes, before.year, new.number).await? {
            continue;
        }
        write(changes, before.year, new).await?;
        if old != new {
            done.changed += 1;
            done.moved += u32::from(old.time.is_some() && old.time != new.time);
            names.push(new.half_term.words());
        }
    }
    if !names.is_empty() {
        let words = format!("Planned {} of {} ({}).", names.join(", "), before.name, before.academic_year);
        let subject = Some(before.year.to_string());
        let entry = Entry { hub: Some(before.hub), who: Who::Person(by), action: "group.workshops_planned", subject, words: &words };
        audit::write(changes, &entry).await?;
    }
    Ok(done)
}

async fn exists(changes: &mut Changes, year: GroupYearId, number: u8) -> Result<bool, StoreError> {
    let (found,): (bool,) = sqlx::query_as("select exists (select 1 from workshop where group_year = ? and number = ?)")
        .bind(year)
        .bind(i64::from(number))
        .fetch_one(changes.connection())
        .await?;
    Ok(found)
}

async fn write(changes: &mut Changes, year: GroupYearId, workshop: &Planned) -> Result<(), StoreError> {
    let twilight = workshop.twilight.zip(workshop.time).map(|(starts, time)| Span { starts, ends: time.ends });
    let milliseconds = |moment: DateTime<Utc>| moment.timestamp_millis();
    if !exists(changes, year, workshop.number).await? {
        let new = NewWorkshop {
            number: workshop.number,
            half_term: workshop.half_term,
            title: &format!("Workshop {}", workshop.number),
            host: workshop.host,
            mode: workshop.mode,
            time: workshop.time,
            twilight,
            note: "",
        };
        add(changes, year, &new).await?;
        return Ok(());
    }
    sqlx::query(
        "update workshop set host = ?3, mode = ?4, starts_at = ?5, ends_at = ?6, twilight_starts_at = ?7, twilight_ends_at = ?8
         where group_year = ?1 and number = ?2",
    )
    .bind(year)
    .bind(i64::from(workshop.number))
    .bind(workshop.host)
    .bind(workshop.mode.key())
    .bind(workshop.time.map(|span| milliseconds(span.starts)))
    .bind(workshop.time.map(|span| milliseconds(span.ends)))
    .bind(twilight.map(|span| milliseconds(span.starts)))
    .bind(twilight.map(|span| milliseconds(span.ends)))
    .execute(changes.connection())
    .await?;
    Ok(())
}
