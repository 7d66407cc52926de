//! What a turn of the year would do: read from last year, changing nothing.

use model::calendar::academic_year::AcademicYear;
use model::ids::{GroupYearId, HubId, PersonId, RolloverId, SchoolId, WorkGroupId};
use model::mail::Addressee;
use model::schools::NamedSchool;
use sqlx_sqlite::SqliteConnection;

use super::{GroupPreview, Leader, Preview, Representative, SchoolPreview, Turn};
use crate::database::Database;
use crate::database::rows;
use crate::error::StoreError;
use crate::groups::Kind;
use crate::groups::year::code_for;

/// What a turn into `into_year` would do.
///
/// # Errors
/// When the file can't be read.
pub async fn preview(db: &Database, hub: HubId, into_year: AcademicYear) -> Result<Preview, StoreError> {
    let mut view = db.view().await?;
    read(&mut view, hub, into_year).await
}

#[derive(sqlx::FromRow)]
struct GroupRow {
    id: WorkGroupId,
    name: String,
    year: GroupYearId,
    ncp_code: String,
    title: String,
    focus: String,
    lead: Option<PersonId>,
    lead_name: Option<String>,
    lead_email: Option<String>,
    lead_school: Option<SchoolId>,
    lead_school_name: Option<String>,
}

/// The same inside a transaction, so that what is applied is what is there.
pub(super) async fn read(view: &mut SqliteConnection, hub: HubId, into_year: AcademicYear) -> Result<Preview, StoreError> {
    let found: Vec<GroupRow> = sqlx::query_as(
        "select work_group.id, work_group.name, group_year.id as year, ncp_code, title, focus,
                person.id as lead, person.name as lead_name, person.email as lead_email, school.id as lead_school, school.short_name as lead_school_name
         from work_group
         join group_year on group_year.work_group = work_group.id and academic_year = ?2 - 1
         left join person on person.id = group_year.lead and person.deactivated_at is null
         left join school on school.id = person.school
         where hub = ?1 and not exists (select 1 from group_year as this where this.work_group = work_group.id and this.academic_year = ?2)
         order by work_group.name, work_group.id",
    )
    .bind(hub)
    .bind(into_year)
    .fetch_all(&mut *view)
    .await?;
    let mut groups = Vec::with_capacity(found.len());
    for row in found {
        let lead_school = row.lead_school.zip(row.lead_school_name).map(|(id, name)| NamedSchool { id, name });
        let lead = row.lead.zip(row.lead_name).zip(row.lead_email);
        groups.push(GroupPreview {
            id: row.id,
            name: row.name,
            from: row.year,
            new_code: code_for(&row.ncp_code, into_year.previous(), into_year),
            old_code: row.ncp_code,
            lead: lead.map(|((id, name), email)| Leader { id, name, email, school: lead_school }),
            schools: schools(view, row.year, into_year).await?,
            title: row.title,
            focus: row.focus,
        });
    }
    let already: Vec<(String,)> = sqlx::query_as(
        "select name from work_group join group_year on group_year.work_group = work_group.id
         where hub = ? and academic_year = ? order by name",
    )
    .bind(hub)
    .bind(into_year)
    .fetch_all(&mut *view)
    .await?;
    let (wording,): (bool,) =
        sqlx::query_as("select exists (select 1 from clauses where hub is null or hub = ?)").bind(hub).fetch_one(&mut *view).await?;
    let current: Option<(RolloverId, i64, Option<String>)> = sqlx::query_as(
        "select rollover.id, applied_at, person.name from rollover left join person on person.id = applied_by
         where hub = ? and into_year = ? and reverted_at is null order by rollover.id desc limit 1",
    )
    .bind(hub)
    .bind(into_year)
    .fetch_optional(&mut *view)
    .await?;
    let turn = |(id, at, by): (RolloverId, i64, Option<String>)| {
        Ok::<_, StoreError>(Turn { id, into_year, applied_at: rows::time(at)?, applied_by: by.unwrap_or_default(), reverted: None })
    };
    Ok(Preview {
        into_year,
        groups,
        already: already.into_iter().map(|(name,)| name).collect(),
        wording,
        current: current.map(turn).transpose()?,
    })
}

#[derive(sqlx::FromRow)]
struct SchoolRow {
    id: SchoolId,
    name: String,
    answer: String,
    answered: bool,
    elsewhere: Option<String>,
    head_name: String,
    head_email: String,
}

async fn schools(view: &mut SqliteConnection, year: GroupYearId, into_year: AcademicYear) -> Result<Vec<SchoolPreview>, StoreError> {
    let found: Vec<SchoolRow> = sqlx::query_as(
        "select school.id, school.name, answer, answered_at is not null as answered,
                (select min(work_group.name) from group_school as other
                 join group_year on group_year.id = other.group_year
                 join work_group on work_group.id = group_year.work_group
                 where other.school = group_school.school and other.status = 'active' and group_year.academic_year = ?2
                   and work_group.hub = (select own.hub from work_group as own
                                         join group_year as own_year on own_year.work_group = own.id
                                         where own_year.id = group_school.group_year)) as elsewhere,
                coalesce(head.name, nullif(commitment.head_name, ''), '') as head_name,
                coalesce(head.email, nullif(commitment.head_email, ''), '') as head_email
         from group_school
         join school on school.id = group_school.school
         left join commitment on commitment.group_year = group_school.group_year and commitment.school = group_school.school
         left join person as head on head.id = (
             select person.id from school_role join person on person.id = school_role.person
             where school_role.school = group_school.school and role = 'headteacher' and until_date is null
               and person.school = group_school.school and person.deactivated_at is null
             order by from_date desc limit 1)
         where group_school.group_year = ?1 and group_school.status = 'active'
         order by school.name, school.id",
    )
    .bind(year)
    .bind(into_year)
    .fetch_all(&mut *view)
    .await?;
    let mut schools = Vec::with_capacity(found.len());
    for row in found {
        schools.push(SchoolPreview {
            people: people(view, year, row.id, into_year).await?,
            id: row.id,
            name: row.name,
            stays: row.answer != "leaving",
            answered: row.answered,
            elsewhere: row.elsewhere,
            head: Addressee { name: row.head_name, email: row.head_email },
        });
    }
    Ok(schools)
}

/// Whoever represents the school when the new year begins, if nothing is done.
async fn people(
    view: &mut SqliteConnection,
    year: GroupYearId,
    school: SchoolId,
    into_year: AcademicYear,
) -> Result<Vec<Representative>, StoreError> {
    let found: Vec<(PersonId, String, String, String, bool)> = sqlx::query_as(
        "select person.id, person.name, person.email, kind, person.deactivated_at is null and person.school is ?2
         from lead_participation join person on person.id = lead_participation.person
         where group_year = ?1 and lead_participation.school = ?2 and (until_date is null or until_date > ?3)
         order by kind desc, from_date desc",
    )
    .bind(year)
    .bind(school)
    .bind(into_year.first_day().to_string())
    .fetch_all(view)
    .await?;
    let mut people: Vec<Representative> = Vec::new();
    for (id, name, email, kind, still_there) in found {
        let kind = if kind == Kind::Deputy.key() { Kind::Deputy } else { Kind::Lead };
        // Of several to come the last one: exactly one of each kind goes on.
        if !people.iter().any(|other| other.kind == kind) {
            people.push(Representative { id, name, email, kind, still_there });
        }
    }
    Ok(people)
}
