//! A workshop and its plan, which is a live document.

use chrono::{DateTime, Utc};
use model::calendar::academic_year::AcademicYear;
use model::calendar::clock;
use model::calendar::half_term::HalfTerm;
use model::documents::plan::{self, Summary, WorkshopTimes};
use model::ids::{DocumentId, PersonId, WorkGroupId, WorkshopId};
use model::permission::Subject;

use super::{Mode, Span, default_title, notes};
use crate::database::rows;
use crate::database::{Changes, Database};
use crate::error::StoreError;
use crate::live::{self, Append, NewUpdate};

/// A workshop as its plan has to know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedWorkshop {
    pub id: WorkshopId,
    /// 1 to 6 in most years.
    pub number: u8,
    pub half_term: HalfTerm,
    /// What it is about; empty where nobody has said.
    pub title: String,
    pub is_cancelled: bool,
    pub group: WorkGroupId,
    /// The group's name.
    pub group_name: String,
    /// Like `NCP26-11`.
    pub ncp_code: String,
    pub academic_year: AcademicYear,
    /// The host's name.
    pub host: Option<String>,
    pub mode: Mode,
    /// When; `None` while the date is to be confirmed.
    pub time: Option<Span>,
    /// When the twilight begins.
    pub twilight: Option<DateTime<Utc>>,
    /// Its plan, once one was started.
    pub plan: Option<DocumentId>,
}

impl PlannedWorkshop {
    /// When it is, or what its plan is counted by until that is confirmed.
    pub fn times(&self) -> WorkshopTimes {
        self.time.map_or(WorkshopTimes::UNTIL_CONFIRMED, |time| WorkshopTimes {
            whole: plan::Span { starts: clock::minutes(time.starts), ends: clock::minutes(time.ends) },
            twilight: self.twilight.map(clock::minutes),
        })
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: WorkshopId,
    number: i64,
    half_term: HalfTerm,
    title: String,
    cancelled: bool,
    work_group: WorkGroupId,
    name: String,
    ncp_code: String,
    academic_year: AcademicYear,
    host: Option<String>,
    mode: String,
    starts_at: Option<i64>,
    ends_at: Option<i64>,
    twilight_starts_at: Option<i64>,
    plan: Option<DocumentId>,
}

/// A workshop; `None` when there is none of this id.
///
/// # Errors
/// When the file can't be read.
pub async fn find(db: &Database, id: WorkshopId) -> Result<Option<PlannedWorkshop>, StoreError> {
    let row: Option<Row> = sqlx::query_as(
        "select workshop.id, number, half_term, workshop.title, cancelled_at is not null as cancelled, work_group, work_group.name, ncp_code, academic_year,
                school.name as host, mode, starts_at, ends_at, twilight_starts_at,
                (select document.id from document where document.workshop = workshop.id and document.kind = 'plan') as plan
         from workshop
         join group_year on group_year.id = workshop.group_year
         join work_group on work_group.id = group_year.work_group
         left join school on school.id = workshop.host
         where workshop.id = ?",
    )
    .bind(id)
    .fetch_optional(db.readers())
    .await?;
    row.map(read).transpose()
}

fn read(row: Row) -> Result<PlannedWorkshop, StoreError> {
    let time = |at: Option<i64>| at.map(rows::time).transpose();
    let number = rows::small(row.number)?;
    Ok(PlannedWorkshop {
        id: row.id,
        number,
        half_term: row.half_term,
        title: if row.title == default_title(number) { String::new() } else { row.title },
        is_cancelled: row.cancelled,
        group: row.work_group,
        group_name: row.name,
        ncp_code: row.ncp_code,
        academic_year: row.academic_year,
        host: row.host,
        mode: Mode::from_key(&row.mode).ok_or_else(|| StoreError::Corrupt(format!("the mode {:?}", row.mode)))?,
        time: time(row.starts_at)?.zip(time(row.ends_at)?).map(|(starts, ends)| Span { starts, ends }),
        twilight: time(row.twilight_starts_at)?,
        plan: row.plan,
    })
}

/// A plan that another can be copied from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EarlierPlan {
    pub document: DocumentId,
    /// Its workshop's number.
    pub number: u8,
    pub half_term: HalfTerm,
    pub academic_year: AcademicYear,
    pub summary: Summary,
}

/// The plans of a group's workshops, the latest first.
///
/// # Errors
/// When the file can't be read.
pub async fn plans_of(db: &Database, group: WorkGroupId) -> Result<Vec<EarlierPlan>, StoreError> {
    let rows: Vec<(DocumentId, i64, HalfTerm, AcademicYear, String)> = sqlx::query_as(
        "select document.id, number, half_term, academic_year, summary
         from document
         join workshop on workshop.id = document.workshop
         join group_year on group_year.id = workshop.group_year
         where document.kind = 'plan' and document.work_group = ?
         order by academic_year desc, number desc",
    )
    .bind(group)
    .fetch_all(db.readers())
    .await?;
    let read = |(document, number, half_term, academic_year, summary): (_, _, _, _, String)| {
        Ok(EarlierPlan { document, number: rows::small(number)?, half_term, academic_year, summary: rows::summary(&summary) })
    };
    rows.into_iter().map(read).collect()
}

/// Starts a workshop's plan with its first update, and returns it; the one that is there already where somebody was quicker.
///
/// # Errors
/// When the file can't be written to.
pub async fn start(
    changes: &mut Changes,
    workshop: &PlannedWorkshop,
    by: PersonId,
    first_update: Vec<u8>,
    summary: Summary,
) -> Result<DocumentId, StoreError> {
    let there: Option<(DocumentId,)> = sqlx::query_as("select id from document where workshop = ? and kind = 'plan'")
        .bind(workshop.id)
        .fetch_optional(changes.connection())
        .await?;
    if let Some((there,)) = there {
        return Ok(there);
    }
    let owner = Subject::Group(workshop.group);
    let document = live::create_in(changes, owner, by, &summary.into(), Some(workshop.id)).await?;
    notes::start_in(changes, owner, by, workshop.id).await?;
    let updates = vec![NewUpdate { person: Some(by.into()), bytes: first_update }];
    live::append_in(changes, &[Append { document, updates, clients: Vec::new(), former: Vec::new(), summary: None }]).await?;
    Ok(document)
}
