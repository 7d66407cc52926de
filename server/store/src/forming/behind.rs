//! What stays behind when a school is moved out of a group that has begun to work with it: asked before it is done.

use model::calendar::academic_year::AcademicYear;
use model::ids::{GroupYearId, HubId, SchoolId};

use crate::database::Database;
use crate::error::StoreError;

/// A school with what would stay behind in the group it is in.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Behind {
    /// The school's name.
    pub school: String,
    /// The group it is in.
    pub group: String,
    /// Whether its head has signed there.
    pub signed: bool,
    /// Whether its head has been asked, and has not signed.
    pub asked: bool,
    /// Who represents it there, by name; empty when nobody does.
    pub people: String,
}

/// What would stay behind if these schools were moved: only of those whose head was asked or that somebody represents. `into` is where they would go, `None` is nowhere; schools that are there already stay.
///
/// # Errors
/// When the file can't be read.
pub async fn left_behind(
    db: &Database,
    hub: HubId,
    year: AcademicYear,
    schools: &[SchoolId],
    into: Option<GroupYearId>,
) -> Result<Vec<Behind>, StoreError> {
    let ids = schools.iter().map(|school| format!("\"{school}\"")).collect::<Vec<_>>().join(",");
    Ok(sqlx::query_as(
        "select * from (
             select school.name as school, work_group.name as \"group\",
                    exists (select 1 from commitment join signature on signature.commitment = commitment.id
                            where commitment.group_year = group_year.id and commitment.school = school.id
                              and who = 'head' and set_aside_at is null) as signed,
                    exists (select 1 from commitment
                            where commitment.group_year = group_year.id and commitment.school = school.id
                              and requested_at is not null) as asked,
                    coalesce((select group_concat(name, ', ') from (
                        select distinct person.name from lead_participation join person on person.id = lead_participation.person
                        where lead_participation.group_year = group_year.id and lead_participation.school = school.id
                          and until_date is null order by person.name)), '') as people
             from group_school
             join school on school.id = group_school.school
             join group_year on group_year.id = group_school.group_year
             join work_group on work_group.id = group_year.work_group
             where work_group.hub = ?1 and group_year.academic_year = ?2 and group_school.status = 'active'
               and school.id in (select value from json_each(?3)) and group_year.id is not ?4)
         where signed or asked or people <> ''
         order by school",
    )
    .bind(hub)
    .bind(year)
    .bind(format!("[{ids}]"))
    .bind(into)
    .fetch_all(db.readers())
    .await?)
}
