//! What would be left without anybody if somebody went: groups without a lead, schools without somebody who represents them.

use model::calendar::academic_year::AcademicYear;
use model::ids::{PersonId, SchoolId, WorkGroupId};
use model::schools::NamedSchool;

use crate::database::Database;
use crate::error::StoreError;
use crate::groups::Kind;
use crate::uk_time;

/// Something that somebody does, and that another has to take over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duty {
    pub group: WorkGroupId,
    pub group_name: String,
    pub academic_year: AcademicYear,
    /// The school that they represent; `None` for the lead of the group.
    pub school: Option<NamedSchool>,
    /// As what they represent it.
    pub kind: Kind,
}

#[derive(sqlx::FromRow)]
struct Row {
    work_group: WorkGroupId,
    group_name: String,
    academic_year: AcademicYear,
    school: Option<SchoolId>,
    school_name: Option<String>,
    kind: String,
}

/// What somebody does today or will do, in years that are not over: the groups they lead first, then the schools they represent.
///
/// # Errors
/// When the file can't be read.
pub async fn duties(db: &Database, person: PersonId) -> Result<Vec<Duty>, StoreError> {
    let today = uk_time::today();
    let rows: Vec<Row> = sqlx::query_as(
        "select work_group.id as work_group, work_group.name as group_name, academic_year, null as school, null as school_name,
                'lead' as kind, 1 as rank
         from group_year join work_group on work_group.id = group_year.work_group
         where group_year.lead = ?1 and academic_year >= ?2
         union all
         select work_group.id, work_group.name, academic_year, school.id, school.name, lead_participation.kind, 2
         from lead_participation
         join group_year on group_year.id = lead_participation.group_year
         join work_group on work_group.id = group_year.work_group
         join school on school.id = lead_participation.school
         join group_school on group_school.group_year = group_year.id and group_school.school = school.id and group_school.status = 'active'
         where lead_participation.person = ?1 and academic_year >= ?2 and (until_date is null or until_date > ?3)
         order by rank, academic_year, group_name",
    )
    .bind(person)
    .bind(AcademicYear::of(today))
    .bind(today.to_string())
    .fetch_all(db.readers())
    .await?;
    let duties = rows.into_iter().map(|row| Duty {
        group: row.work_group,
        group_name: row.group_name,
        academic_year: row.academic_year,
        school: row.school.zip(row.school_name).map(|(id, name)| NamedSchool { id, name }),
        kind: if row.kind == Kind::Deputy.key() { Kind::Deputy } else { Kind::Lead },
    });
    Ok(duties.collect())
}
