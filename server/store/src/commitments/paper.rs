//! What a head reads: wording, school, year, and the six dates. With a signature it is kept word for word.

use chrono::Utc;
use model::calendar::half_term::HalfTerm;
use model::calendar::slot::Slot;
use model::calendar::{clock, day};
use model::commitments::{Paper, PaperWorkshop};
use model::ids::{ClausesId, SchoolId};
use sqlx_sqlite::SqliteConnection;

use super::clauses;
use super::school_commitments::GroupYear;
use crate::accounts::tokens;
use crate::database::rows;
use crate::error::StoreError;

/// Tells one paper from another: changes as soon as a word or a date on it does.
pub fn fingerprint(paper: &Paper) -> String {
    // What can't be written as JSON can't be signed either, so an empty text never fits a form's.
    to_json(paper).map(|text| tokens::short_name(&text)).unwrap_or_default()
}

/// Whether two papers ask the same of the lead participant: the words, the dates, and that it is the same person.
pub(super) fn same_terms(one: &Paper, other: &Paper) -> bool {
    (&one.wording, &one.workshops, &one.lead_participant) == (&other.wording, &other.workshops, &other.lead_participant)
}

/// A paper as it is kept and sealed.
pub(super) fn to_json(paper: &Paper) -> Result<String, StoreError> {
    serde_json::to_string(paper).map_err(|error| StoreError::Corrupt(error.to_string()))
}

/// A kept paper.
pub(super) fn from_json(text: &str) -> Result<Paper, StoreError> {
    serde_json::from_str(text).map_err(|error| StoreError::Corrupt(format!("a signed paper that can't be read: {error}")))
}

#[derive(sqlx::FromRow)]
struct SchoolRow {
    name: String,
    urn: String,
    town: String,
    hub: String,
    lead: Option<String>,
    lead_school: Option<String>,
    lead_participant: Option<String>,
}

#[derive(sqlx::FromRow)]
struct WorkshopRow {
    number: i64,
    half_term: HalfTerm,
    host: Option<String>,
    mode: String,
    starts_at: Option<i64>,
    ends_at: Option<i64>,
    twilight_starts_at: Option<i64>,
    twilight_ends_at: Option<i64>,
}

/// The paper of a school as it is now, in a version of the wording.
pub(super) async fn compose(
    connection: &mut SqliteConnection,
    year: &GroupYear,
    school: SchoolId,
    version: Option<ClausesId>,
) -> Result<Paper, StoreError> {
    let (clauses, version, text): (ClausesId, u32, String) = sqlx::query_as(
        "select id, version, wording from clauses where id = ?1 or (?1 is null and (hub = ?2 or hub is null)) order by version desc limit 1",
    )
    .bind(version)
    .bind(year.hub)
    .fetch_one(&mut *connection)
    .await?;
    let row: SchoolRow = sqlx::query_as(
        "select school.name, school.urn, school.town, hub.name as hub, leader.name as lead, own.short_name as lead_school,
                (select person.name from lead_participation join person on person.id = lead_participation.person
                 where lead_participation.group_year = group_year.id and lead_participation.school = school.id and kind = 'lead'
                   and (until_date is null or until_date > ?3)
                 order by from_date limit 1) as lead_participant
         from school join group_year on group_year.id = ?2
         join work_group on work_group.id = group_year.work_group
         join hub on hub.id = work_group.hub
         left join person as leader on leader.id = group_year.lead and leader.deactivated_at is null
         left join school as own on own.id = leader.school
         where school.id = ?1",
    )
    .bind(school)
    .bind(year.id)
    .bind(clock::day(Utc::now()).to_string())
    .fetch_one(&mut *connection)
    .await?;
    let wording = clauses::read(&text)?.with_school(&row.name);
    let lead = match (row.lead, row.lead_school) {
        (Some(name), Some(school)) => format!("{name}, {school}"),
        (name, _) => name.unwrap_or_default(),
    };
    Ok(Paper {
        hub: row.hub,
        school: row.name,
        urn: row.urn,
        town: row.town,
        group: year.name.clone(),
        academic_year: year.academic_year.to_string(),
        ncp_code: year.ncp_code.clone(),
        clauses,
        version,
        wording,
        lead,
        lead_participant: row.lead_participant.unwrap_or_default(),
        workshops: workshops(connection, year).await?,
    })
}

/// The workshops of a year, as a paper lists them: nobody is asked to release anybody for one that is cancelled.
pub(super) async fn workshops(connection: &mut SqliteConnection, year: &GroupYear) -> Result<Vec<PaperWorkshop>, StoreError> {
    let rows: Vec<WorkshopRow> = sqlx::query_as(
        "select number, half_term, school.name as host, mode, starts_at, ends_at, twilight_starts_at, twilight_ends_at
         from workshop left join school on school.id = workshop.host
         where group_year = ? and cancelled_at is null order by number",
    )
    .bind(year.id)
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(WorkshopRow::read).collect()
}

impl WorkshopRow {
    fn read(self) -> Result<PaperWorkshop, StoreError> {
        let time = |at: Option<i64>| at.map(rows::time).transpose();
        let span = |starts: Option<i64>, ends: Option<i64>| -> Result<String, StoreError> {
            let both = time(starts)?.zip(time(ends)?);
            Ok(both.map(|(starts, ends)| Slot::of(starts, ends, None).hours()).unwrap_or_default())
        };
        let starts = time(self.starts_at)?;
        Ok(PaperWorkshop {
            number: rows::small(self.number)?,
            half_term: self.half_term,
            day: starts.map(|at| clock::day(at).to_string()).unwrap_or_default(),
            date: starts.map(|at| day::short(clock::day(at))).unwrap_or_default(),
            time: span(self.starts_at, self.ends_at)?,
            twilight: span(self.twilight_starts_at, self.twilight_ends_at)?,
            host: self.host.unwrap_or_default(),
            mode: crate::workshops::Mode::from_key(&self.mode).map(|mode| mode.to_string()).unwrap_or_default(),
        })
    }
}
