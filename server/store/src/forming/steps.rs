//! The steps themselves. Each is one transaction of the caller's, written down with its way back and into the audit.

use model::accounts::roles::Person;
use model::calendar::academic_year::AcademicYear;
use model::ids::{GroupYearId, HubId, InterestId, SchoolId, WorkGroupId};

use super::candidates;
use super::refused::Refused;
use crate::database::Changes;
use crate::database::journal::{Journal, Table};
use crate::error::StoreError;
use crate::groups::record::{Recording, record};
use crate::groups::{self, NewYear};
use crate::{commitments, workshops};

/// A group to be formed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewGroup<'a> {
    pub name: &'a str,
    /// The project code of its first year.
    pub ncp_code: &'a str,
    /// What the year is called; may be empty.
    pub title: &'a str,
    /// The question of the year; may be empty.
    pub focus: &'a str,
}

/// Where a proposal puts a school.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// Into a group's year that there is.
    Year(GroupYearId),
    /// Into a group that is formed by the same step: its place in the list.
    New(usize),
    /// Into the year that the same step makes for a group that has none yet.
    Again(WorkGroupId),
}

/// A proposal that somebody agreed to, as they saw it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposed<'a> {
    /// The groups to be formed.
    pub groups: Vec<NewGroup<'a>>,
    /// Groups that go on, with the project code of the year that is made for them.
    pub again: Vec<(WorkGroupId, &'a str)>,
    /// Which school goes where.
    pub schools: Vec<(SchoolId, Target)>,
}

/// Where schools are taken from when they go nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TakenFrom {
    /// From whichever group they have in this academic year.
    Any,
    /// From this group's year alone: who is in another stays there.
    Only(GroupYearId),
}

/// Puts schools into a group's year, or with `None` takes them out `from` the group that they have in this academic year. Returns
/// how many were moved. A school that the hub has not accepted is passed over.
///
/// # Errors
/// [`Refused::NotFound`] when the hub has no such group in this year.
pub async fn place(
    changes: &mut Changes,
    hub: HubId,
    by: &Person,
    year: AcademicYear,
    schools: &[SchoolId],
    into: Option<GroupYearId>,
    from: TakenFrom,
) -> Result<usize, Refused> {
    let name = match into {
        Some(into) => Some(name_of_year(changes, hub, year, into).await?.ok_or(Refused::NotFound)?),
        None => None,
    };
    let mut journal = Journal::default();
    let (mut moved, mut left) = (Vec::new(), None);
    for school in schools {
        if let TakenFrom::Only(only) = from
            && !present_places(changes, hub, year, *school).await?.iter().any(|place| place.group_year == only)
        {
            continue;
        }
        if let Some(from) = move_school(changes, &mut journal, hub, year, *school, into).await? {
            moved.push(short_name(changes, *school).await?);
            left = from.or(left);
        }
    }
    let what = match moved.as_slice() {
        [only] => only.clone(),
        several => format!("{} schools", several.len()),
    };
    let words = match (&name, &left) {
        (Some(name), _) => format!("put {what} into {name} ({year})"),
        (None, Some(from)) if moved.len() == 1 => format!("take {what} out of {from} ({year})"),
        (None, _) => format!("take {what} out of their groups ({year})"),
    };
    let subject = into.map(|into| into.to_string());
    record(changes, journal, Recording { hub, by, words: &words, action: "group.schools_placed", subject: subject.as_deref() }).await?;
    Ok(moved.len())
}

/// Forms a new group with its first year.
///
/// # Errors
/// When the file can't be written to.
pub async fn form_group(
    changes: &mut Changes,
    hub: HubId,
    by: &Person,
    year: AcademicYear,
    group: &NewGroup<'_>,
) -> Result<GroupYearId, StoreError> {
    let mut journal = Journal::default();
    let id = make_group(changes, &mut journal, hub, year, group).await?;
    let words = format!("form the group {} ({year})", group.name);
    record(changes, journal, Recording { hub, by, words: &words, action: "group.formed", subject: Some(&id.to_string()) }).await?;
    Ok(id)
}

/// Gives a group of the hub one more year, in which it is being formed.
///
/// # Errors
/// [`Refused::NotFound`] when it is no group of the hub, or has that year.
pub async fn add_year(
    changes: &mut Changes,
    hub: HubId,
    by: &Person,
    group: WorkGroupId,
    year: &NewYear<'_>,
) -> Result<GroupYearId, Refused> {
    let name = lacks_year(changes, hub, group, year.academic_year).await?.ok_or(Refused::NotFound)?;
    let mut journal = Journal::default();
    let id = make_year(changes, &mut journal, group, year, "").await?;
    let words = format!("make {} of {name}", year.academic_year);
    record(changes, journal, Recording { hub, by, words: &words, action: "group.formed", subject: Some(&id.to_string()) }).await?;
    Ok(id)
}

/// Starts a group's year: it is formed now, and running. Returns whether that is news.
///
/// # Errors
/// [`Refused::NotFound`] when the hub has no such group in this year.
pub async fn start(changes: &mut Changes, hub: HubId, by: &Person, year: AcademicYear, id: GroupYearId) -> Result<bool, Refused> {
    let name = name_of_year(changes, hub, year, id).await?.ok_or(Refused::NotFound)?;
    let mut journal = Journal::default();
    journal.watch(changes, Table::GroupYear, &[id.to_string()]).await?;
    sqlx::query("update group_year set status = 'running' where id = ?").bind(id).execute(changes.connection()).await?;
    let words = format!("start {year} of {name}");
    let subject = id.to_string();
    Ok(record(changes, journal, Recording { hub, by, words: &words, action: "group.started", subject: Some(&subject) }).await?)
}

/// Does what a proposal says, as one step. Returns how many schools were moved.
///
/// # Errors
/// When the file can't be written to.
pub async fn apply_suggestion(
    changes: &mut Changes,
    hub: HubId,
    by: &Person,
    year: AcademicYear,
    proposed: &Proposed<'_>,
) -> Result<usize, StoreError> {
    let mut journal = Journal::default();
    let mut made = Vec::with_capacity(proposed.groups.len());
    for group in &proposed.groups {
        made.push(make_group(changes, &mut journal, hub, year, group).await?);
    }
    let mut again = Vec::with_capacity(proposed.again.len());
    for (group, code) in &proposed.again {
        if lacks_year(changes, hub, *group, year).await?.is_some() {
            let new = NewYear { academic_year: year, ncp_code: code, lead: None, focus: "" };
            again.push((*group, make_year(changes, &mut journal, *group, &new, "").await?));
        }
    }
    let mut moved = 0;
    for (school, target) in &proposed.schools {
        let into = match target {
            Target::Year(id) => name_of_year(changes, hub, year, *id).await?.map(|_| *id),
            Target::New(place) => made.get(*place).copied(),
            Target::Again(group) => again.iter().find(|(own, _)| own == group).map(|(_, id)| *id),
        };
        if into.is_some() && move_school(changes, &mut journal, hub, year, *school, into).await?.is_some() {
            moved += 1;
        }
    }
    let words = format!("follow the suggestion for {moved} schools ({year})");
    record(changes, journal, Recording { hub, by, words: &words, action: "group.formed", subject: None }).await?;
    Ok(moved)
}

async fn make_group(
    changes: &mut Changes,
    journal: &mut Journal,
    hub: HubId,
    year: AcademicYear,
    group: &NewGroup<'_>,
) -> Result<GroupYearId, StoreError> {
    let id = groups::add(changes, hub, group.name).await?;
    journal.made(Table::WorkGroup, vec![id.to_string()]);
    let first = NewYear { academic_year: year, ncp_code: group.ncp_code, lead: None, focus: group.focus };
    make_year(changes, journal, id, &first, group.title).await
}

async fn make_year(
    changes: &mut Changes,
    journal: &mut Journal,
    group: WorkGroupId,
    year: &NewYear<'_>,
    title: &str,
) -> Result<GroupYearId, StoreError> {
    let id = groups::add_year(changes, group, year).await?;
    journal.made(Table::GroupYear, vec![id.to_string()]);
    sqlx::query("update group_year set status = 'forming', title = ? where id = ?")
        .bind(title)
        .bind(id)
        .execute(changes.connection())
        .await?;
    for workshop in workshops::add_six(changes, id, None).await? {
        journal.made(Table::Workshop, vec![workshop.to_string()]);
    }
    Ok(id)
}

/// The name of a group of the hub that has no such year.
async fn lacks_year(changes: &mut Changes, hub: HubId, group: WorkGroupId, year: AcademicYear) -> Result<Option<String>, StoreError> {
    let found: Option<(String,)> = sqlx::query_as(
        "select name from work_group
         where id = ?1 and hub = ?2
           and not exists (select 1 from group_year where work_group = work_group.id and academic_year = ?3)",
    )
    .bind(group)
    .bind(hub)
    .bind(year)
    .fetch_optional(changes.connection())
    .await?;
    Ok(found.map(|(name,)| name))
}

/// Moves one school. `None` when there is nothing to do, else the name of the group it was in.
async fn move_school(
    changes: &mut Changes,
    journal: &mut Journal,
    hub: HubId,
    year: AcademicYear,
    school: SchoolId,
    into: Option<GroupYearId>,
) -> Result<Option<Option<String>>, StoreError> {
    if !candidates::may_place(changes, hub, school).await? {
        return Ok(None);
    }
    let before = present_places(changes, hub, year, school).await?;
    let stays = before.iter().any(|place| Some(place.group_year) == into);
    if stays || (into.is_none() && before.is_empty()) {
        return Ok(None);
    }
    let key = school.to_string();
    for place in &before {
        journal.watch(changes, Table::GroupSchool, &[place.group_year.to_string(), key.clone()]).await?;
        let statement = if place.untouched {
            "delete from group_school where group_year = ?1 and school = ?2"
        } else {
            // It has taken part, or somebody has signed: that it was here stays written.
            "update group_school set status = 'withdrawn' where group_year = ?1 and school = ?2"
        };
        sqlx::query(statement).bind(place.group_year).bind(school).execute(changes.connection()).await?;
        commitments::school_left(changes, place.group_year, school).await?;
    }
    if let Some(into) = into {
        journal.watch(changes, Table::GroupSchool, &[into.to_string(), key.clone()]).await?;
        sqlx::query(
            "insert into group_school (group_year, school) values (?1, ?2)
             on conflict (group_year, school) do update set status = 'active', answer = 'staying'",
        )
        .bind(into)
        .bind(school)
        .execute(changes.connection())
        .await?;
    }
    move_interests(changes, journal, hub, year, school, into).await?;
    Ok(Some(before.into_iter().next().map(|place| place.group)))
}

#[derive(sqlx::FromRow)]
struct Present {
    group_year: GroupYearId,
    group: String,
    /// Nobody has done anything about the school in this year yet: it can be taken out without a trace.
    untouched: bool,
}

async fn present_places(changes: &mut Changes, hub: HubId, year: AcademicYear, school: SchoolId) -> Result<Vec<Present>, StoreError> {
    Ok(sqlx::query_as(
        "select group_year.id as group_year, work_group.name as \"group\",
                group_year.status = 'forming'
                and not exists (select 1 from commitment where commitment.group_year = group_year.id and commitment.school = ?3)
                and not exists (select 1 from lead_participation
                                where lead_participation.group_year = group_year.id and lead_participation.school = ?3) as untouched
         from group_school
         join group_year on group_year.id = group_school.group_year
         join work_group on work_group.id = group_year.work_group
         where work_group.hub = ?1 and group_year.academic_year = ?2 and group_school.school = ?3 and group_school.status = 'active'",
    )
    .bind(hub)
    .bind(year)
    .bind(school)
    .fetch_all(changes.connection())
    .await?)
}

/// The school's accepted expressions of interest say where they led.
async fn move_interests(
    changes: &mut Changes,
    journal: &mut Journal,
    hub: HubId,
    year: AcademicYear,
    school: SchoolId,
    into: Option<GroupYearId>,
) -> Result<(), StoreError> {
    let found: Vec<InterestId> = sqlx::query_scalar(
        "select id from interest
         where hub = ?1 and school = ?2 and state = 'accepted' and academic_year <= ?3
           and (group_year is null or group_year in (select id from group_year where academic_year = ?3))",
    )
    .bind(hub)
    .bind(school)
    .bind(year)
    .fetch_all(changes.connection())
    .await?;
    for id in found {
        journal.watch(changes, Table::Interest, &[id.to_string()]).await?;
        sqlx::query("update interest set group_year = ? where id = ?").bind(into).bind(id).execute(changes.connection()).await?;
    }
    Ok(())
}

/// The group's name, when this is its year in this hub and not over.
async fn name_of_year(changes: &mut Changes, hub: HubId, year: AcademicYear, id: GroupYearId) -> Result<Option<String>, StoreError> {
    let row: Option<(String,)> = sqlx::query_as(
        "select name from group_year join work_group on work_group.id = group_year.work_group
         where group_year.id = ? and hub = ? and academic_year = ? and status <> 'finished'",
    )
    .bind(id)
    .bind(hub)
    .bind(year)
    .fetch_optional(changes.connection())
    .await?;
    Ok(row.map(|(name,)| name))
}

async fn short_name(changes: &mut Changes, school: SchoolId) -> Result<String, StoreError> {
    let row: Option<(String,)> =
        sqlx::query_as("select short_name from school where id = ?").bind(school).fetch_optional(changes.connection()).await?;
    row.map(|(name,)| name).ok_or_else(|| StoreError::Corrupt(format!("the school {school}")))
}
