//! Schools that wait for a group: those whose expression of interest was accepted, and those of last year's groups that stay.

use model::calendar::academic_year::AcademicYear;
use model::ids::{HubId, SchoolId, WorkGroupId};
use model::interest::{EarlierYear, Journey};
use model::schools::distance::Place;
use model::schools::phase::Phase;

use super::place_of;
use crate::database::{Changes, Database};
use crate::error::StoreError;
use crate::staying::Answer;

/// Why a school waits for a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Its expression of interest was accepted; what people call that on the telephone.
    Interest {
        /// The reference.
        reference: String,
    },
    /// It was in this group the year before, and has not said that it leaves.
    LastYear {
        /// The group's name.
        group: String,
        /// The group.
        id: WorkGroupId,
        /// What it has answered: `Staying` only if somebody has written that down.
        answer: Option<Answer>,
    },
}

/// A school without a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchoolToPlace {
    pub id: SchoolId,
    /// Its full name.
    pub name: String,
    /// What people call it.
    pub short_name: String,
    /// Where it is, in words.
    pub town: String,
    /// Where it is; `None` while nobody knows.
    pub place: Option<Place>,
    /// Why it is here.
    pub origin: Origin,
    /// How far it has come in the programme, in words: `Development 2024/25, Embedding 2025/26`.
    pub journey: String,
    /// Whether the rules let it in: a year of Development or Embedding, or a Mastery Specialist (A4).
    pub eligible: bool,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: SchoolId,
    name: String,
    short_name: String,
    town: String,
    easting: Option<i32>,
    northing: Option<i32>,
    reference: Option<String>,
    from_group: Option<String>,
    from_id: Option<WorkGroupId>,
    answer: Option<String>,
    answered: Option<bool>,
    phases: Option<String>,
    earlier: Option<String>,
    mastery_specialist: Option<bool>,
}

pub(super) async fn load(db: &Database, hub: HubId, year: AcademicYear) -> Result<Vec<SchoolToPlace>, StoreError> {
    let found: Vec<Row> = sqlx::query_as(
        "with asked as (
             -- The newest one counts: a school may have written twice.
             select school, max(id) as id from interest
             where hub = ?1 and state = 'accepted' and school is not null and group_year is null and academic_year <= ?2
             group by school),
         before as (
             select group_school.school, min(work_group.name) as name, work_group.id, group_school.answer, group_school.answered_at is not null as answered
             from group_school
             join group_year on group_year.id = group_school.group_year
             join work_group on work_group.id = group_year.work_group
             where work_group.hub = ?1 and group_year.academic_year = ?2 - 1
               and group_school.status = 'active' and group_school.answer <> 'leaving'
             group by group_school.school)
         select school.id, school.name, school.short_name, school.town, easting, northing,
                interest.reference, before.name as from_group, before.id as from_id, before.answer, before.answered,
                (select group_concat(phase || ':' || academic_year) from
                     (select phase, academic_year from school_phase where school_phase.school = school.id order by academic_year)) as phases,
                interest.earlier, interest.mastery_specialist
         from school
         left join asked on asked.school = school.id
         left join interest on interest.id = asked.id
         left join before on before.school = school.id
         where (asked.id is not null or before.name is not null)
           and not exists (
                 select 1 from group_school
                 join group_year on group_year.id = group_school.group_year
                 join work_group on work_group.id = group_year.work_group
                 where work_group.hub = ?1 and group_year.academic_year = ?2
                   and group_school.school = school.id
                   -- Who has left this year's group is not asked again by this list.
                   and (group_school.status = 'active' or (asked.id is null and group_school.answer = 'leaving')))
         order by school.name, school.id",
    )
    .bind(hub)
    .bind(year)
    .fetch_all(db.readers())
    .await?;
    found.into_iter().map(Row::read).collect()
}

impl Row {
    fn read(self) -> Result<SchoolToPlace, StoreError> {
        let mut steps = phases(self.phases.as_deref().unwrap_or_default());
        for step in earlier(self.earlier.as_deref().unwrap_or_default()) {
            if !steps.contains(&step) {
                steps.push(step);
            }
        }
        steps.sort_by_key(|step| (step.year.is_none(), step.year, step.phase));
        let specialist = self.mastery_specialist.unwrap_or_default();
        let came_far = steps.iter().any(|step| step.phase != Phase::Readiness);
        let none = steps.is_empty();
        let words = if none { String::new() } else { Journey { earlier: steps, mastery_specialist: false }.in_words() };
        let journey = match (specialist, words.as_str()) {
            (true, "") => "Mastery Specialist school".to_owned(),
            (true, words) => format!("Mastery Specialist school, {words}"),
            (false, words) => words.to_owned(),
        };
        Ok(SchoolToPlace {
            id: self.id,
            name: self.name,
            short_name: self.short_name,
            town: self.town,
            place: place_of(self.easting, self.northing),
            eligible: specialist || came_far || self.from_group.is_some(),
            journey,
            origin: match self.from_group.zip(self.from_id) {
                Some((group, id)) => {
                    let answer = self.answer.as_deref().and_then(Answer::from_key);
                    // Staying is what the file says of everybody until somebody is asked.
                    let answer = answer.filter(|answer| *answer == Answer::Asked || self.answered.unwrap_or_default());
                    Origin::LastYear { group, id, answer }
                }
                None => Origin::Interest { reference: self.reference.unwrap_or_default() },
            },
        })
    }
}

/// From `development:2023,embedding:2024`.
fn phases(text: &str) -> Vec<EarlierYear> {
    let pairs = text.split(',').filter_map(|pair| pair.split_once(':'));
    pairs.filter_map(|(phase, year)| Some(EarlierYear { phase: Phase::from_key(phase)?, year: year.parse().ok() })).collect()
}

/// What the school itself said, as far as it can be read.
fn earlier(text: &str) -> Vec<EarlierYear> {
    serde_json::from_str(text).unwrap_or_default()
}

/// Whether the hub may put a school into a group: it was accepted, or has been in one of the hub's groups.
pub(super) async fn may_place(changes: &mut Changes, hub: HubId, school: SchoolId) -> Result<bool, StoreError> {
    let row: Option<(i64,)> = sqlx::query_as(
        "select 1 from interest where hub = ?1 and school = ?2 and state = 'accepted'
         union
         select 1 from group_school
         join group_year on group_year.id = group_school.group_year
         join work_group on work_group.id = group_year.work_group
         where work_group.hub = ?1 and group_school.school = ?2",
    )
    .bind(hub)
    .bind(school)
    .fetch_optional(changes.connection())
    .await?;
    Ok(row.is_some())
}
