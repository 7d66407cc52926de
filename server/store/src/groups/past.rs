//! A year of a group as it was: readable for ever. Everything here hangs on that year's own rows, so nothing that happens in
//! later years changes a word of it.

use chrono::NaiveDate;
use model::accounts::roles::Byline;
use model::calendar::academic_year::AcademicYear;
use model::ids::{DocumentId, GroupYearId, SchoolId, WorkGroupId};

use super::home::{Workshop, workshops_of};
use super::participation::Kind;
use crate::database::Database;
use crate::error::StoreError;

/// A year of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastYear {
    /// The group's name.
    pub name: String,
    pub academic_year: AcademicYear,
    /// Whether it has begun.
    pub begun: bool,
    /// Like `NCP26-11`.
    pub ncp_code: String,
    /// What the year was called; may be empty.
    pub title: String,
    /// Its question; may be empty.
    pub focus: String,
    /// Who led it.
    pub lead: Option<Byline>,
    /// Its schools, by name.
    pub schools: Vec<PastSchool>,
    /// Its workshops, by number.
    pub workshops: Vec<PastWorkshop>,
    /// The boards that were begun for one of them, or in the course of the year: id and title (may be empty), the oldest first.
    pub boards: Vec<(DocumentId, String)>,
}

/// A workshop of it.
pub type PastWorkshop = Workshop;

/// A school of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastSchool {
    pub id: SchoolId,
    pub name: String,
    pub town: String,
    /// Whether it left in the course of the year.
    pub left: bool,
    /// Who represented it.
    pub people: Vec<PastRepresentative>,
    /// Whether there was a commitment to sign.
    pub asked: bool,
    /// The day its headteacher signed.
    pub signed_on: Option<String>,
    /// Whether its lead participant agreed.
    pub agreed: bool,
}

/// Somebody who represented it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastRepresentative {
    pub name: String,
    /// As what.
    pub kind: Kind,
    /// The first day.
    pub from: NaiveDate,
    /// The first day without them; `None` where it did not end.
    pub until: Option<NaiveDate>,
}

#[derive(sqlx::FromRow)]
struct YearRow {
    id: GroupYearId,
    name: String,
    ncp_code: String,
    title: String,
    focus: String,
    lead: Option<String>,
    lead_school: Option<String>,
}

#[derive(sqlx::FromRow)]
struct SchoolRow {
    id: SchoolId,
    name: String,
    town: String,
    status: String,
    asked: bool,
    signed_on: Option<String>,
    agreed: bool,
}

/// One year of a group; `None` when there is none.
///
/// # Errors
/// When the file can't be read.
pub async fn past_year(db: &Database, group: WorkGroupId, year: AcademicYear) -> Result<Option<PastYear>, StoreError> {
    let now = chrono::Utc::now();
    let mut view = db.view().await?;
    let row: Option<YearRow> = sqlx::query_as(
        "select group_year.id, work_group.name, ncp_code, title, focus, person.name as lead, school.short_name as lead_school
         from group_year
         join work_group on work_group.id = group_year.work_group
         left join person on person.id = group_year.lead
         left join school on school.id = person.school
         where work_group.id = ? and academic_year = ?",
    )
    .bind(group)
    .bind(year)
    .fetch_optional(&mut *view)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let found: Vec<SchoolRow> = sqlx::query_as(
        "select school.id, school.name, school.town, group_school.status, commitment.id is not null as asked,
                (select max(signed_on) from signature
                 where signature.commitment = commitment.id and who = 'head' and set_aside_at is null) as signed_on,
                exists (select 1 from signature
                        where signature.commitment = commitment.id and who = 'lead' and set_aside_at is null) as agreed
         from group_school
         join school on school.id = group_school.school
         left join commitment on commitment.group_year = group_school.group_year and commitment.school = group_school.school
         where group_school.group_year = ?1
           -- Who had said before the first day that it leaves was never in this year.
           and not (group_school.status = 'withdrawn' and answer = 'leaving' and answered_at < ?2
                    and not exists (select 1 from signature where signature.commitment = commitment.id))
         order by school.name, school.id",
    )
    .bind(row.id)
    .bind(midnight(year.first_day()))
    .fetch_all(&mut *view)
    .await?;
    let mut schools = Vec::with_capacity(found.len());
    for school in found {
        let people = people(&mut view, row.id, school.id).await?;
        schools.push(PastSchool {
            id: school.id,
            name: school.name,
            town: school.town,
            left: school.status == "withdrawn",
            people,
            asked: school.asked,
            signed_on: school.signed_on,
            agreed: school.agreed,
        });
    }
    let boards: Vec<(DocumentId, String)> = sqlx::query_as(
        "select document.id, coalesce(json_extract(summary, '$.title'), '')
         from document left join workshop on workshop.id = document.workshop
         where document.kind = 'board' and document.work_group = ?1
           and (workshop.group_year = ?2 or (workshop.id is null and document.created_at >= ?3 and document.created_at < ?4))
         order by document.id",
    )
    .bind(group)
    .bind(row.id)
    .bind(midnight(year.first_day()))
    .bind(midnight(year.next().first_day()))
    .fetch_all(&mut *view)
    .await?;
    Ok(Some(PastYear {
        name: row.name,
        academic_year: year,
        begun: year <= AcademicYear::at(now),
        ncp_code: row.ncp_code,
        title: row.title,
        focus: row.focus,
        lead: row.lead.map(|name| Byline { name, school: row.lead_school.unwrap_or_default() }),
        schools,
        workshops: workshops_of(&mut view, row.id, now).await?,
        boards,
    }))
}

/// When a day began, in milliseconds: to an hour, which is enough for what nobody does at night.
fn midnight(day: NaiveDate) -> i64 {
    day.and_time(chrono::NaiveTime::MIN).and_utc().timestamp_millis()
}

/// The years of a group that have begun, in which a school took part (or with `None` all of them), the latest first.
///
/// # Errors
/// When the file can't be read.
pub async fn years_with(db: &Database, group: WorkGroupId, school: Option<SchoolId>) -> Result<Vec<AcademicYear>, StoreError> {
    let rows: Vec<(AcademicYear,)> = sqlx::query_as(
        "select academic_year from group_year
         where work_group = ?1 and academic_year <= ?3
           and (?2 is null or exists (select 1 from group_school where group_year = group_year.id and school = ?2))
         order by academic_year desc",
    )
    .bind(group)
    .bind(school)
    .bind(AcademicYear::at(chrono::Utc::now()))
    .fetch_all(db.readers())
    .await?;
    Ok(rows.into_iter().map(|(year,)| year).collect())
}

async fn people(
    view: &mut sqlx_sqlite::SqliteConnection,
    year: GroupYearId,
    school: SchoolId,
) -> Result<Vec<PastRepresentative>, StoreError> {
    let found: Vec<(String, String, String, Option<String>)> = sqlx::query_as(
        "select person.name, kind, from_date, until_date
         from lead_participation join person on person.id = lead_participation.person
         where group_year = ? and lead_participation.school = ?
         order by kind desc, from_date, lead_participation.id",
    )
    .bind(year)
    .bind(school)
    .fetch_all(view)
    .await?;
    let day = |text: &str| text.parse().map_err(|_| StoreError::Corrupt(format!("the day {text:?}")));
    found
        .into_iter()
        .map(|(name, kind, from, until)| {
            let kind = if kind == Kind::Deputy.key() { Kind::Deputy } else { Kind::Lead };
            Ok(PastRepresentative { name, kind, from: day(&from)?, until: until.as_deref().map(day).transpose()? })
        })
        .collect()
}
