//! What waits for the people of a group: signatures, and schools that nobody represents yet.

use chrono::Utc;
use model::calendar::academic_year::AcademicYear;
use model::calendar::clock;
use model::ids::{PersonId, SchoolId, WorkGroupId};

use crate::database::Database;
use crate::error::StoreError;
use crate::present_year::present_year;

/// What waits for a group's lead.
#[derive(Clone, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct LeadAsks {
    /// The group's name.
    pub name: String,
    /// How many schools take part.
    pub schools: u32,
    /// How many of them have no headteacher's signature yet.
    pub unsigned: u32,
    /// How many have no lead participant.
    pub unrepresented: u32,
    /// How many workshops have no date, when that is so of the one that would come next.
    pub undated: u32,
}

/// What waits for somebody who leads a group, in its present year or else in the one they will lead; `None` when they lead none.
///
/// # Errors
/// When the file can't be read.
pub async fn for_lead(db: &Database, group: WorkGroupId, lead: PersonId) -> Result<Option<LeadAsks>, StoreError> {
    let now = Utc::now();
    Ok(sqlx::query_as(concat!(
        "select work_group.name, count(group_school.school) as schools,
                coalesce(sum(group_school.school is not null and not exists (
                    select 1 from commitment join signature on signature.commitment = commitment.id
                    where commitment.group_year = group_year.id and commitment.school = group_school.school
                      and who = 'head' and set_aside_at is null)), 0) as unsigned,
                coalesce(sum(group_school.school is not null and not exists (
                    select 1 from lead_participation
                    where lead_participation.group_year = group_year.id and lead_participation.school = group_school.school
                      and kind = 'lead' and (until_date is null or until_date > ?3))), 0) as unrepresented,
                case when exists (select 1 from workshop
                                  where workshop.group_year = group_year.id and starts_at >= ?5 and cancelled_at is null) then 0
                     else (select count(*) from workshop
                           where workshop.group_year = group_year.id and starts_at is null and cancelled_at is null) end as undated
         from work_group
         join group_year on group_year.work_group = work_group.id
         left join group_school on group_school.group_year = group_year.id and group_school.status = 'active'
         where work_group.id = ?1 and group_year.lead = ?4 and group_year.academic_year >= ",
        present_year!("?1", "?2"),
        " group by group_year.id order by group_year.academic_year limit 1"
    ))
    .bind(group)
    .bind(AcademicYear::at(now))
    .bind(clock::day(now).to_string())
    .bind(lead)
    .bind(now.timestamp_millis())
    .fetch_optional(db.readers())
    .await?)
}

/// The groups whose commitment for the present year a school has been asked for and not yet signed: by its head (`head`)
/// or its lead participant (`lead`). Id and name.
///
/// # Errors
/// When the file can't be read.
pub async fn unsigned(db: &Database, school: SchoolId, who: &str) -> Result<Vec<(WorkGroupId, String)>, StoreError> {
    Ok(sqlx::query_as(
        "select work_group.id, work_group.name
         from commitment
         join group_year on group_year.id = commitment.group_year
         join work_group on work_group.id = group_year.work_group
         join group_school on group_school.group_year = commitment.group_year and group_school.school = commitment.school
         where commitment.school = ?1 and commitment.requested_at is not null and group_school.status = 'active'
           and group_year.academic_year = (
               select max(academic_year) from group_year as any_year where any_year.work_group = work_group.id)
           and not exists (select 1 from signature where signature.commitment = commitment.id and who = ?2 and set_aside_at is null)
         order by work_group.name",
    )
    .bind(school)
    .bind(who)
    .fetch_all(db.readers())
    .await?)
}

/// The schools of a group whose head has signed for its present year.
///
/// # Errors
/// When the file can't be read.
pub async fn signed(db: &Database, group: WorkGroupId) -> Result<Vec<SchoolId>, StoreError> {
    Ok(sqlx::query_scalar(concat!(
        "select commitment.school
         from commitment
         join group_year on group_year.id = commitment.group_year
         where group_year.work_group = ?1
           and exists (select 1 from signature where signature.commitment = commitment.id and who = 'head' and set_aside_at is null)
           and group_year.academic_year = ",
        present_year!("?1", "?2")
    ))
    .bind(group)
    .bind(AcademicYear::at(Utc::now()))
    .fetch_all(db.readers())
    .await?)
}
