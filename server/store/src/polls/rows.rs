//! A poll as it is kept, with its dates and the workshop that it is about.

use chrono::{DateTime, NaiveDate, Utc};
use model::calendar::academic_year::AcademicYear;
use model::calendar::half_term::HalfTerm;
use model::calendar::slot::Slot;
use model::ids::{GroupYearId, HubId, PollId, WorkGroupId, WorkshopId};
use sqlx_sqlite::SqliteConnection;

use super::refused::Refused;
use super::state::{End, State, end};
use crate::database::Changes;
use crate::database::rows;
use crate::error::StoreError;
use crate::workshops::Span;

/// A poll without what was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Poll {
    pub id: PollId,
    pub hub: HubId,
    pub group: WorkGroupId,
    /// The group's name.
    pub group_name: String,
    pub year: GroupYearId,
    pub academic_year: AcademicYear,
    /// Like `NCP26-11`.
    pub ncp_code: String,
    /// Who leads the group, by name; empty without anybody.
    pub lead: String,
    pub workshop: WorkshopId,
    /// 1 to 6 in most years.
    pub number: u8,
    pub half_term: HalfTerm,
    /// When the workshop is by now; `None` while that is to be confirmed.
    pub time: Option<Span>,
    /// Whether the workshop does not take place.
    pub cancelled: bool,
    /// What whoever asks has to say; may be empty.
    pub sentence: String,
    /// The last day for answers.
    pub until: NaiveDate,
    /// Who opened it, by name.
    pub opened_by: String,
    /// When those who had not answered were last written to.
    pub asked_at: Option<DateTime<Utc>>,
    pub closed_at: Option<DateTime<Utc>>,
    /// Who closed it, by name; empty where it has closed by itself.
    pub closed_by: String,
    /// What has ended it.
    pub(super) end: Option<End>,
    /// The place of the date that was chosen.
    pub chosen: Option<u8>,
    /// Whether the names of those without an account are forgotten.
    pub purged: bool,
    /// The dates, the earliest first.
    pub options: Vec<PollOption>,
}

/// One of a poll's dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PollOption {
    /// 1 to 8.
    pub place: u8,
    pub slot: Slot,
}

impl Poll {
    /// Whether it takes answers on this day.
    pub fn state(&self, today: NaiveDate) -> State {
        State::of(self.end, self.until, today)
    }

    /// `Workshop 5 (Summer 1)`.
    pub fn workshop_words(&self) -> String {
        format!("Workshop {} ({})", self.number, self.half_term)
    }

    /// `Two Rivers Work Group, NCP26-11, academic year 2026/27` (A1).
    pub fn stamp(&self) -> String {
        format!("{} Work Group, {}, academic year {}", self.group_name, self.ncp_code, self.academic_year)
    }

    /// Who would like to know: whoever leads the group, else whoever opened it.
    pub fn asked_by(&self) -> &str {
        if self.lead.is_empty() { &self.opened_by } else { &self.lead }
    }

    pub fn slots(&self) -> Vec<Slot> {
        self.options.iter().map(|option| option.slot).collect()
    }

    /// The date that was chosen.
    pub fn chosen_slot(&self) -> Option<Slot> {
        self.options.iter().find(|option| Some(option.place) == self.chosen).map(|option| option.slot)
    }

    /// For an audit: `the date poll for Workshop 5 (Summer 1) of Two Rivers`.
    pub(super) fn words(&self) -> String {
        format!("the date poll for {} of {}", self.workshop_words(), self.group_name)
    }
}

#[derive(sqlx::FromRow)]
struct PollRow {
    hub: HubId,
    work_group: WorkGroupId,
    group_name: String,
    group_year: GroupYearId,
    academic_year: AcademicYear,
    ncp_code: String,
    lead: Option<String>,
    workshop: WorkshopId,
    number: i64,
    half_term: HalfTerm,
    starts_at: Option<i64>,
    ends_at: Option<i64>,
    cancelled: bool,
    sentence: String,
    last_date: String,
    opened_by: Option<String>,
    asked_at: Option<i64>,
    closed_at: Option<i64>,
    closed_by: Option<String>,
    ended: Option<String>,
    chosen: Option<i64>,
    purged: bool,
}

/// Place, beginning, end, beginning of the twilight.
type OptionRow = (i64, i64, i64, Option<i64>);

/// A poll with its dates; `None` when there is none of this id.
pub(super) async fn load(connection: &mut SqliteConnection, id: PollId) -> Result<Option<Poll>, StoreError> {
    let row: Option<PollRow> = sqlx::query_as(concat!(
        "select work_group.hub, group_year.work_group, work_group.name as group_name, workshop.group_year, group_year.academic_year,
                group_year.ncp_code, lead.name as lead, poll.workshop, workshop.number, workshop.half_term, workshop.starts_at,
                workshop.ends_at, workshop.cancelled_at is not null as cancelled, poll.sentence, poll.last_date,
                opener.name as opened_by, poll.asked_at, poll.closed_at, closer.name as closed_by, poll.chosen,
                poll.purged_at is not null as purged, ",
        end!(),
        " as ended
         from poll
         join workshop on workshop.id = poll.workshop
         join group_year on group_year.id = workshop.group_year
         join work_group on work_group.id = group_year.work_group
         left join person as lead on lead.id = group_year.lead and lead.deactivated_at is null
         left join person as opener on opener.id = poll.opened_by
         left join person as closer on closer.id = poll.closed_by
         where poll.id = ?"
    ))
    .bind(id)
    .fetch_optional(&mut *connection)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let options: Vec<OptionRow> =
        sqlx::query_as("select place, starts_at, ends_at, twilight_starts_at from poll_option where poll = ? order by place")
            .bind(id)
            .fetch_all(connection)
            .await?;
    let options = options.into_iter().map(option).collect::<Result<Vec<_>, _>>()?;
    let time = |at: Option<i64>| at.map(rows::time).transpose();
    Ok(Some(Poll {
        id,
        hub: row.hub,
        group: row.work_group,
        group_name: row.group_name,
        year: row.group_year,
        academic_year: row.academic_year,
        ncp_code: row.ncp_code,
        lead: row.lead.unwrap_or_default(),
        workshop: row.workshop,
        number: rows::small(row.number)?,
        half_term: row.half_term,
        time: time(row.starts_at)?.zip(time(row.ends_at)?).map(|(starts, ends)| Span { starts, ends }),
        cancelled: row.cancelled,
        sentence: row.sentence,
        until: row.last_date.parse().map_err(|_| StoreError::Corrupt(format!("the day {:?}", row.last_date)))?,
        opened_by: row.opened_by.unwrap_or_default(),
        asked_at: time(row.asked_at)?,
        closed_at: time(row.closed_at)?,
        closed_by: row.closed_by.unwrap_or_default(),
        end: row.ended.as_deref().map(End::from_key).transpose()?,
        chosen: row.chosen.map(rows::small).transpose()?,
        purged: row.purged,
        options,
    }))
}

fn option((place, starts, ends, twilight): OptionRow) -> Result<PollOption, StoreError> {
    Ok(PollOption { place: rows::small(place)?, slot: slot(starts, ends, twilight)? })
}

/// Moments as they are kept, by British clocks.
pub(super) fn slot(starts: i64, ends: i64, twilight: Option<i64>) -> Result<Slot, StoreError> {
    Ok(Slot::of(rows::time(starts)?, rows::time(ends)?, twilight.map(rows::time).transpose()?))
}

/// A poll of a group, inside a transaction.
pub(super) async fn of_group_in(changes: &mut Changes, group: WorkGroupId, id: PollId) -> Result<Poll, Refused> {
    load(changes.connection(), id).await?.filter(|poll| poll.group == group).ok_or(Refused::NotFound)
}
