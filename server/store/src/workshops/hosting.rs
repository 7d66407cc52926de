//! Who hosts in turn (A9): what a fair order has to know of a year's schools.

use model::ids::SchoolId;
use model::schools::distance::Place;
use model::workshops::rotation::School;

use super::plan::Plan;
use crate::database::Database;
use crate::error::StoreError;

/// The schools that hosting goes round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hosts {
    /// The lead's own school, where there is one (A10).
    pub lead: Option<SchoolId>,
    /// The year's schools, by name.
    pub schools: Vec<School>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: SchoolId,
    name: String,
    easting: Option<i32>,
    northing: Option<i32>,
    /// The academic year in which it last hosted a workshop of this group.
    last_hosted: Option<i32>,
    /// How many people its room holds, as it last said.
    holds: Option<u32>,
}

/// The schools of a plan's year, when each last hosted in an earlier one, and how many people it has room for, where it has said so.
///
/// # Errors
/// When the file can't be read.
pub async fn hosts(db: &Database, plan: &Plan) -> Result<Hosts, StoreError> {
    let mut view = db.view().await?;
    let lead: Option<(Option<SchoolId>,)> =
        sqlx::query_as("select person.school from group_year join person on person.id = group_year.lead where group_year.id = ?")
            .bind(plan.year)
            .fetch_optional(&mut *view)
            .await?;
    let rows: Vec<Row> = sqlx::query_as(
        "select school.id, school.name, easting, northing,
                (select max(earlier.academic_year) from workshop join group_year as earlier on earlier.id = workshop.group_year
                 where workshop.host = school.id and cancelled_at is null and mode <> 'online'
                       and earlier.work_group = ?2 and earlier.academic_year < ?3) as last_hosted,
                (select holds from host_pack join workshop on workshop.id = host_pack.workshop
                 where host_pack.school = school.id and holds is not null
                 order by starts_at desc, workshop.id desc limit 1) as holds
         from group_school join school on school.id = group_school.school
         where group_school.group_year = ?1 and group_school.status = 'active'
         order by school.name, school.id",
    )
    .bind(plan.year)
    .bind(plan.group)
    .bind(plan.academic_year)
    .fetch_all(&mut *view)
    .await?;
    let school = |row: Row| School {
        id: row.id,
        name: row.name,
        place: row.easting.zip(row.northing).map(|(easting, northing)| Place { easting, northing }),
        capacity: row.holds,
        years_since: row.last_hosted.and_then(|year| u32::try_from(plan.academic_year.starts_in() - year).ok()),
    };
    Ok(Hosts { lead: lead.and_then(|(school,)| school), schools: rows.into_iter().map(school).collect() })
}
