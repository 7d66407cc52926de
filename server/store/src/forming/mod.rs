//! Putting schools into groups, step by step, each of which can be undone.

mod behind;
mod candidates;
mod refused;
mod step;
mod steps;

use model::accounts::roles::NamedPerson;
use model::calendar::academic_year::AcademicYear;
use model::calendar::clock;
use model::ids::{GroupYearId, HubId, PersonId, SchoolId, WorkGroupId};
use model::schools::distance::Place;

use crate::database::Database;
use crate::error::StoreError;

pub use behind::{Behind, left_behind};
pub use candidates::{Origin, SchoolToPlace};
pub use refused::Refused;
pub use step::{Step, last_step, undo};
pub use steps::{NewGroup, Proposed, TakenFrom, Target, add_year, apply_suggestion, form_group, place, start};

/// Everything that is to be formed for one academic year.
#[derive(Clone, Debug, PartialEq)]
pub struct Forming {
    /// Schools without a group in this year, by name.
    pub to_place: Vec<SchoolToPlace>,
    /// The groups of the year, by name.
    pub groups: Vec<FormingGroup>,
    /// Groups of the hub that have no such year yet, by name.
    pub idle: Vec<IdleGroup>,
    /// Accepted expressions of interest whose school is not known yet.
    pub unmatched: u32,
    /// Accepted schools that want to begin later: the year, and how many.
    pub later: Vec<(AcademicYear, u32)>,
    /// What would be undone.
    pub last_step: Option<Step>,
}

/// A group in its year.
#[derive(Clone, Debug, PartialEq)]
pub struct FormingGroup {
    /// The year's id.
    pub id: GroupYearId,
    pub group: WorkGroupId,
    pub name: String,
    /// Like `NCP26-11`.
    pub ncp_code: String,
    /// What the year is called; may be empty.
    pub title: String,
    /// Whether it has been started: else it is still being formed.
    pub running: bool,
    /// Who leads it.
    pub lead: Option<NamedPerson>,
    /// The school to which the others travel first: the first workshop's host, else the lead's own.
    pub base: Option<Base>,
    /// Its schools, by name.
    pub schools: Vec<Member>,
}

/// The school to which the others travel first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Base {
    pub school: SchoolId,
    /// What people call it.
    pub name: String,
    /// Where it is; `None` while nobody knows.
    pub place: Option<Place>,
}

/// A school in a group.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
struct MemberRow {
    id: SchoolId,
    name: String,
    short_name: String,
    town: String,
    easting: Option<i32>,
    northing: Option<i32>,
}

/// A school in a group, with where it lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    pub id: SchoolId,
    /// Its full name.
    pub name: String,
    /// What people call it.
    pub short_name: String,
    /// Where it is, in words.
    pub town: String,
    /// Where it is; `None` while nobody knows.
    pub place: Option<Place>,
}

/// A group without the year in question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdleGroup {
    pub id: WorkGroupId,
    pub name: String,
    /// Its latest year's project code, and that year.
    pub latest: Option<(String, AcademicYear)>,
}

/// What there is to form for a year of a hub.
///
/// # Errors
/// When the file can't be read.
pub async fn load(db: &Database, hub: HubId, year: AcademicYear) -> Result<Forming, StoreError> {
    let to_place = candidates::load(db, hub, year).await?;
    let mut view = db.view().await?;
    let idle: Vec<(WorkGroupId, String, Option<String>, Option<AcademicYear>)> = sqlx::query_as(
        "select work_group.id, name, ncp_code, academic_year
         from work_group
         left join group_year on group_year.work_group = work_group.id
             and academic_year = (select max(academic_year) from group_year as any_year where any_year.work_group = work_group.id)
         where hub = ?1 and not exists (select 1 from group_year as this where this.work_group = work_group.id and this.academic_year = ?2)
         order by name",
    )
    .bind(hub)
    .bind(year)
    .fetch_all(&mut *view)
    .await?;
    let (unmatched,): (u32,) =
        sqlx::query_as("select count(*) from interest where hub = ?1 and state = 'accepted' and school is null and academic_year <= ?2")
            .bind(hub)
            .bind(year)
            .fetch_one(&mut *view)
            .await?;
    let later: Vec<(AcademicYear, u32)> = sqlx::query_as(
        "select academic_year, count(*) from interest
         where hub = ?1 and state = 'accepted' and group_year is null and academic_year > ?2
         group by academic_year order by academic_year",
    )
    .bind(hub)
    .bind(year)
    .fetch_all(&mut *view)
    .await?;
    drop(view);
    let idle = idle.into_iter().map(|(id, name, code, year)| IdleGroup { id, name, latest: code.zip(year) });
    Ok(Forming {
        to_place,
        groups: groups(db, hub, year).await?,
        idle: idle.collect(),
        unmatched,
        later,
        last_step: last_step(db, hub).await?,
    })
}

/// How many schools wait for a group in a year.
pub(crate) async fn count_to_place(db: &Database, hub: HubId, year: AcademicYear) -> Result<u32, StoreError> {
    let waiting = candidates::load(db, hub, year).await?;
    Ok(u32::try_from(waiting.len()).unwrap_or(u32::MAX))
}

#[derive(sqlx::FromRow)]
struct GroupRow {
    id: GroupYearId,
    work_group: WorkGroupId,
    name: String,
    ncp_code: String,
    title: String,
    status: String,
    lead: Option<PersonId>,
    lead_name: Option<String>,
    base: Option<SchoolId>,
    base_name: Option<String>,
    easting: Option<i32>,
    northing: Option<i32>,
}

async fn groups(db: &Database, hub: HubId, year: AcademicYear) -> Result<Vec<FormingGroup>, StoreError> {
    let mut view = db.view().await?;
    let found: Vec<GroupRow> = sqlx::query_as(
        "select group_year.id, group_year.work_group, work_group.name, ncp_code, group_year.title, group_year.status,
                person.id as lead, person.name as lead_name,
                base.id as base, base.short_name as base_name, base.easting, base.northing
         from group_year
         join work_group on work_group.id = group_year.work_group
         left join person on person.id = group_year.lead and person.deactivated_at is null
         left join workshop on workshop.group_year = group_year.id and workshop.number = 1
         left join school as base on base.id = coalesce(workshop.host, person.school)
         where work_group.hub = ? and academic_year = ? and group_year.status in ('forming', 'running')
         order by work_group.name, group_year.id",
    )
    .bind(hub)
    .bind(year)
    .fetch_all(&mut *view)
    .await?;
    let mut groups = Vec::with_capacity(found.len());
    for row in found {
        let members: Vec<MemberRow> = sqlx::query_as(
            "select school.id, school.name, school.short_name, school.town, easting, northing
             from group_school join school on school.id = group_school.school
             where group_year = ? and group_school.status = 'active'
             order by school.name, school.id",
        )
        .bind(row.id)
        .fetch_all(&mut *view)
        .await?;
        let lead = row.lead.zip(row.lead_name).map(|(id, name)| NamedPerson { id, name });
        let place = place_of(row.easting, row.northing);
        let base = row.base.zip(row.base_name).map(|(school, name)| Base { school, name, place });
        groups.push(FormingGroup {
            id: row.id,
            group: row.work_group,
            name: row.name,
            ncp_code: row.ncp_code,
            title: row.title,
            running: row.status == "running",
            lead,
            base,
            schools: members.into_iter().map(MemberRow::read).collect(),
        });
    }
    Ok(groups)
}

impl MemberRow {
    fn read(self) -> Member {
        Member { id: self.id, name: self.name, short_name: self.short_name, town: self.town, place: place_of(self.easting, self.northing) }
    }
}

/// Both numbers, or none.
pub(crate) fn place_of(easting: Option<i32>, northing: Option<i32>) -> Option<Place> {
    easting.zip(northing).map(|(easting, northing)| Place { easting, northing })
}

/// The academic years that groups are formed for, seen from `now`: nobody forms groups of long ago, or for years that no one has
/// thought of.
pub fn years(now: chrono::DateTime<chrono::Utc>) -> [AcademicYear; 4] {
    let present = AcademicYear::at(now);
    [present.previous(), present, present.next(), present.next().next()]
}

/// The year that somebody who forms groups usually means, seen from `now`. From June on it is the next one: in August a hub
/// forms what begins in September. Until May it is the present one: in November, what is left to do is a school that came
/// late, or a group that begins in January, and next year's schools have not even been asked.
pub fn default_year(now: chrono::DateTime<chrono::Utc>) -> AcademicYear {
    use chrono::Datelike;
    let present = AcademicYear::at(now);
    if (6..9).contains(&clock::day(now).month()) { present.next() } else { present }
}

#[cfg(test)]
mod tests {
    #[test]
    fn groups_are_formed_for_this_year_until_may_and_for_the_next_from_june() {
        let year = |text: &str| text.parse().map(|now| super::default_year(now).starts_in()).ok();
        assert_eq!(year("2026-11-22T10:00:00Z"), Some(2026));
        assert_eq!(year("2027-05-31T10:00:00Z"), Some(2026));
        assert_eq!(year("2027-06-01T10:00:00Z"), Some(2027));
        assert_eq!(year("2027-08-20T10:00:00Z"), Some(2027));
        assert_eq!(year("2027-09-01T10:00:00Z"), Some(2027));
    }
}
