//! The polls of a group, and the workshops that one could be opened for.

use chrono::{DateTime, NaiveDate, Utc};
use model::calendar::academic_year::AcademicYear;
use model::calendar::half_term::HalfTerm;
use model::calendar::slot::Slot;
use model::ids::{PollId, WorkGroupId, WorkshopId};

use super::rows::slot;
use super::state::{End, State, end};
use crate::database::Database;
use crate::database::rows;
use crate::error::StoreError;

/// A poll in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    pub id: PollId,
    /// The workshop's number in its year.
    pub number: u8,
    pub half_term: HalfTerm,
    pub academic_year: AcademicYear,
    /// The last day for answers.
    pub until: NaiveDate,
    pub closed_at: Option<DateTime<Utc>>,
    /// Who closed it, by name; empty where it has closed by itself.
    pub closed_by: String,
    end: Option<End>,
    /// The date that was chosen.
    pub chosen: Option<Slot>,
    /// How many people have answered, but for schools that have left the group.
    pub answers: u32,
    /// The secret of its link; `None` where it has none that is good.
    pub secret: Option<String>,
}

#[derive(sqlx::FromRow)]
struct ListedRow {
    id: PollId,
    number: i64,
    half_term: HalfTerm,
    academic_year: AcademicYear,
    last_date: String,
    closed_at: Option<i64>,
    closed_by: Option<String>,
    ended: Option<String>,
    starts_at: Option<i64>,
    ends_at: Option<i64>,
    twilight_starts_at: Option<i64>,
    answers: u32,
    secret: Option<String>,
}

impl Listed {
    /// Whether it takes answers on this day.
    pub fn state(&self, today: NaiveDate) -> State {
        State::of(self.end, self.until, today)
    }
}

impl ListedRow {
    fn read(self) -> Result<Listed, StoreError> {
        let chosen = match self.starts_at.zip(self.ends_at) {
            Some((starts, ends)) => Some(slot(starts, ends, self.twilight_starts_at)?),
            None => None,
        };
        Ok(Listed {
            id: self.id,
            number: rows::small(self.number)?,
            half_term: self.half_term,
            academic_year: self.academic_year,
            until: self.last_date.parse().map_err(|_| StoreError::Corrupt(format!("the day {:?}", self.last_date)))?,
            closed_at: self.closed_at.map(rows::time).transpose()?,
            closed_by: self.closed_by.unwrap_or_default(),
            end: self.ended.as_deref().map(End::from_key).transpose()?,
            chosen,
            answers: self.answers,
            secret: self.secret,
        })
    }
}

/// The polls of a group: those that are open first, then the newest.
///
/// # Errors
/// When the file can't be read.
pub async fn of_group(db: &Database, group: WorkGroupId) -> Result<Vec<Listed>, StoreError> {
    let found: Vec<ListedRow> = sqlx::query_as(concat!(
        "select poll.id, workshop.number, workshop.half_term, group_year.academic_year, poll.last_date,
                poll.closed_at, closer.name as closed_by, ",
        end!(),
        " as ended, chosen.starts_at, chosen.ends_at, chosen.twilight_starts_at,
                (select count(*) from poll_answer
                 left join group_school on group_school.group_year = workshop.group_year and group_school.school = poll_answer.school
                 where poll_answer.poll = poll.id and coalesce(group_school.status, 'active') = 'active') as answers, poll_link.secret
         from poll
         join workshop on workshop.id = poll.workshop
         join group_year on group_year.id = workshop.group_year
         left join poll_option as chosen on chosen.poll = poll.id and chosen.place = poll.chosen
         left join poll_link on poll_link.poll = poll.id and poll_link.withdrawn_at is null
         left join person as closer on closer.id = poll.closed_by
         where group_year.work_group = ?
         order by poll.closed_at is not null, poll.opened_at desc, poll.id desc"
    ))
    .bind(group)
    .fetch_all(db.readers())
    .await?;
    found.into_iter().map(ListedRow::read).collect()
}

/// A workshop without a date that nobody is being asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undated {
    pub id: WorkshopId,
    /// Its number in its year.
    pub number: u8,
    pub half_term: HalfTerm,
    pub academic_year: AcademicYear,
}

/// The workshops of a group for which a poll can be opened, in years that have not ended.
///
/// # Errors
/// When the file can't be read.
pub async fn undated(db: &Database, group: WorkGroupId) -> Result<Vec<Undated>, StoreError> {
    let found: Vec<(WorkshopId, i64, HalfTerm, AcademicYear)> = sqlx::query_as(
        "select workshop.id, workshop.number, workshop.half_term, group_year.academic_year
         from workshop join group_year on group_year.id = workshop.group_year
         where group_year.work_group = ? and group_year.academic_year >= ? and group_year.status <> 'finished'
           and workshop.starts_at is null and workshop.cancelled_at is null
           and not exists (select 1 from poll where poll.workshop = workshop.id and poll.closed_at is null)
         order by group_year.academic_year, workshop.number",
    )
    .bind(group)
    .bind(AcademicYear::at(Utc::now()))
    .fetch_all(db.readers())
    .await?;
    let read = |(id, number, half_term, academic_year)| Ok(Undated { id, number: rows::small(number)?, half_term, academic_year });
    found.into_iter().map(read).collect()
}

/// The academic year of a group's workshop; `None` when the group has no such workshop.
///
/// # Errors
/// When the file can't be read.
pub async fn year_of(db: &Database, group: WorkGroupId, workshop: WorkshopId) -> Result<Option<AcademicYear>, StoreError> {
    let query = "select academic_year from group_year join workshop on workshop.group_year = group_year.id where workshop.id = ? and work_group = ?";
    Ok(sqlx::query_scalar(query).bind(workshop).bind(group).fetch_optional(db.readers()).await?)
}
