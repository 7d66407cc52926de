//! The years of a group: what each is called, who leads it, and how it is kept.

use model::accounts::roles::{NamedPerson, Person};
use model::calendar::academic_year::AcademicYear;
use model::groups::YearStatus;
use model::ids::{GroupYearId, HubId, PersonId, WorkGroupId, WorkshopId};
use model::text::line::Line;

use super::record::{Recording, record};
use crate::audit::{self, Entry, Who};
use crate::database::journal::{Journal, Table};
use crate::database::rows;
use crate::database::{Changes, Database};
use crate::error::StoreError;

/// A year of a group, with everything that can be set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupYear {
    pub id: GroupYearId,
    pub hub: HubId,
    /// The group's name.
    pub name: String,
    pub academic_year: AcademicYear,
    /// Like `NCP26-11`.
    pub ncp_code: String,
    /// What the year is called; may be empty.
    pub title: String,
    /// The question of the year.
    pub focus: String,
    /// Where it stands.
    pub status: YearStatus,
    /// Who leads it.
    pub lead: Option<NamedPerson>,
}

#[derive(sqlx::FromRow)]
struct YearRow {
    id: GroupYearId,
    hub: HubId,
    name: String,
    academic_year: AcademicYear,
    ncp_code: String,
    title: String,
    focus: String,
    status: String,
    lead: Option<PersonId>,
    lead_name: Option<String>,
}

/// All years of a group, the newest first.
///
/// # Errors
/// When the file can't be read.
pub async fn all(db: &Database, group: WorkGroupId) -> Result<Vec<GroupYear>, StoreError> {
    let found: Vec<YearRow> = sqlx::query_as(
        "select group_year.id, work_group.hub, work_group.name, academic_year, ncp_code, title, focus, status,
                person.id as lead, person.name as lead_name
         from group_year
         join work_group on work_group.id = group_year.work_group
         left join person on person.id = group_year.lead and person.deactivated_at is null
         where work_group = ?
         order by academic_year desc",
    )
    .bind(group)
    .fetch_all(db.readers())
    .await?;
    let years = found.into_iter().map(|row| {
        Ok(GroupYear {
            id: row.id,
            hub: row.hub,
            name: row.name,
            academic_year: row.academic_year,
            ncp_code: row.ncp_code,
            title: row.title,
            focus: row.focus,
            status: rows::year_status(&row.status)?,
            lead: row.lead.zip(row.lead_name).map(|(id, name)| NamedPerson { id, name }),
        })
    });
    years.collect()
}

/// Somebody who could lead a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    pub id: PersonId,
    pub name: String,
    /// Where they work, and what else tells them from others.
    pub place: String,
}

/// Who may be meant as a lead: whoever leads a group of the hub, was invited to or works for it, the people of the group's schools, and
/// whoever has `find` in their name or address.
///
/// # Errors
/// When the file can't be read.
pub async fn lead_candidates(db: &Database, hub: HubId, year: GroupYearId, find: &str) -> Result<Vec<Candidate>, StoreError> {
    let found: Vec<(PersonId, String, Option<String>)> = sqlx::query_as(
        "select person.id, person.name, coalesce(school.name, (select hub.name from hub_role join hub on hub.id = hub_role.hub
                                                              where hub_role.person = person.id and hub_role.hub = ?1))
         from person left join school on school.id = person.school
         where person.deactivated_at is null and (
             person.id in (select lead from group_year join work_group on work_group.id = group_year.work_group where hub = ?1)
             or person.id in (select person from hub_role where hub = ?1)
             or person.id in (select person from hub_lead where hub = ?1)
             or person.school in (select group_school.school from group_school where group_year = ?2 and status = 'active')
             or (?3 <> '' and (instr(lower(person.name), lower(?3)) > 0 or lower(person.email) = lower(?3))
                 -- People of other hubs are nobody's to leaf through.
                 and (person.school in (select group_school.school from group_school
                                        join group_year on group_year.id = group_school.group_year
                                        join work_group on work_group.id = group_year.work_group where hub = ?1)
                      or lower(person.email) = lower(?3))))
         order by person.name, person.id",
    )
    .bind(hub)
    .bind(year)
    .bind(Line::tidied(find).as_str())
    .fetch_all(db.readers())
    .await?;
    let candidate = |(id, name, school): (PersonId, String, Option<String>)| Candidate {
        id,
        name,
        place: school.unwrap_or_else(|| "No school".to_owned()),
    };
    Ok(found.into_iter().map(candidate).collect())
}

/// Whether somebody may be made the lead of a group of the hub: their account is open, and they work in the hub's reach (for
/// it, at one of its schools) or are its lead somewhere already; or nowhere yet, for somebody who has just been invited.
///
/// # Errors
/// When the file can't be read.
pub async fn may_lead(db: &Database, hub: HubId, person: PersonId) -> Result<bool, StoreError> {
    let (may,): (bool,) = sqlx::query_as(
        "select exists (select 1 from person where id = ?2 and deactivated_at is null
             and not exists (select 1 from hub_role where hub_role.person = person.id and hub <> ?1)
             and not exists (select 1 from group_school
                             join group_year on group_year.id = group_school.group_year
                             join work_group on work_group.id = group_year.work_group
                             where group_school.school = person.school and work_group.hub <> ?1))",
    )
    .bind(hub)
    .bind(person)
    .fetch_one(db.readers())
    .await?;
    Ok(may)
}

/// What a year is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearChange<'a> {
    /// The group's name; `None` leaves it.
    pub name: Option<&'a str>,
    /// The project code.
    pub ncp_code: &'a str,
    /// What the year is called.
    pub title: &'a str,
    /// The question of the year.
    pub focus: &'a str,
    /// Who leads it.
    pub lead: Option<PersonId>,
    /// Where it stands.
    pub status: YearStatus,
}

/// Changes a year. A change by somebody who forms the hub's groups can be undone where groups are formed (`as_step`).
///
/// # Errors
/// When there is no such person to lead it, or the file can't be written to.
pub async fn change(
    changes: &mut Changes,
    before: &GroupYear,
    by: &Person,
    change: &YearChange<'_>,
    as_step: bool,
) -> Result<(), StoreError> {
    let mut journal = Journal::default();
    journal.watch(changes, Table::GroupYear, &[before.id.to_string()]).await?;
    let group: WorkGroupId =
        sqlx::query_scalar("select work_group from group_year where id = ?").bind(before.id).fetch_one(changes.connection()).await?;
    if let Some(name) = change.name.filter(|name| *name != before.name) {
        journal.watch(changes, Table::WorkGroup, &[group.to_string()]).await?;
        sqlx::query("update work_group set name = ? where id = ?").bind(name).bind(group).execute(changes.connection()).await?;
    }
    sqlx::query("update group_year set ncp_code = ?, title = ?, focus = ?, lead = ?, status = ? where id = ?")
        .bind(change.ncp_code)
        .bind(change.title)
        .bind(change.focus)
        .bind(change.lead)
        .bind(change.status.key())
        .bind(before.id)
        .execute(changes.connection())
        .await?;
    if let Some(lead) = change.lead.filter(|lead| before.lead.as_ref().map(|known| known.id) != Some(*lead)) {
        host_first(changes, &mut journal, before.id, lead).await?;
    }
    let (words, action) = in_words(changes, before, change).await?;
    let subject = before.id.to_string();
    if as_step {
        record(changes, journal, Recording { hub: before.hub, by, words: &words, action, subject: Some(&subject) }).await?;
    } else {
        journal.close(changes).await?;
        if !journal.is_empty() {
            let entry =
                Entry { hub: Some(before.hub), who: Who::Person(by), action, subject: Some(subject), words: &format!("Chose to {words}.") };
            audit::write(changes, &entry).await?;
        }
    }
    Ok(())
}

/// The first workshop is at the lead's own school (A10), as long as nobody has said otherwise.
async fn host_first(changes: &mut Changes, journal: &mut Journal, year: GroupYearId, lead: PersonId) -> Result<(), StoreError> {
    let first: Option<WorkshopId> = sqlx::query_scalar("select id from workshop where group_year = ? and number = 1 and host is null")
        .bind(year)
        .fetch_optional(changes.connection())
        .await?;
    let Some(first) = first else { return Ok(()) };
    journal.watch(changes, Table::Workshop, &[first.to_string()]).await?;
    sqlx::query("update workshop set host = (select school from person where id = ?1), sequence = sequence + 1 where id = ?2")
        .bind(lead)
        .bind(first)
        .execute(changes.connection())
        .await?;
    Ok(())
}

async fn in_words(changes: &mut Changes, before: &GroupYear, change: &YearChange<'_>) -> Result<(String, &'static str), StoreError> {
    let (name, year) = (change.name.unwrap_or(&before.name), before.academic_year);
    if change.lead != before.lead.as_ref().map(|known| known.id) {
        let Some(lead) = change.lead else { return Ok((format!("leave {name} without a lead ({year})"), "group.lead_named")) };
        let (lead,): (String,) = sqlx::query_as("select name from person where id = ?").bind(lead).fetch_one(changes.connection()).await?;
        return Ok((format!("make {lead} the lead of {name} ({year})"), "group.lead_named"));
    }
    if change.status != before.status {
        return Ok((format!("call {year} of {name} {}", change.status.key()), "group.started"));
    }
    if name != before.name {
        return Ok((format!("call {} {name}", before.name), "group.changed"));
    }
    Ok((format!("change the details of {name} ({year})"), "group.changed"))
}

/// The code of another year, made from one year's in the way that codes go: `NCP26-11` of 2026/27 becomes `NCP27-11`. A code
/// that does not name its year stays as it is; people look at it before it is used.
pub fn code_for(code: &str, of: AcademicYear, year: AcademicYear) -> String {
    let digits = |year: AcademicYear| format!("{:02}", year.starts_in().rem_euclid(100));
    let (old, new) = (digits(of), digits(year));
    match code.find(&old) {
        Some(place) => format!("{}{new}{}", code.get(..place).unwrap_or_default(), code.get(place + old.len()..).unwrap_or_default()),
        None => code.to_owned(),
    }
}

/// The code that a new group's year in a hub probably has: as the others of that year, or of the latest year before. Empty when there is none.
///
/// # Errors
/// When the file can't be read.
pub async fn default_code(db: &Database, hub: HubId, year: AcademicYear) -> Result<String, StoreError> {
    let row: Option<(String, AcademicYear)> = sqlx::query_as(
        "select ncp_code, academic_year from group_year join work_group on work_group.id = group_year.work_group
         where hub = ? and academic_year <= ?
         group by ncp_code, academic_year order by academic_year desc, count(*) desc, ncp_code limit 1",
    )
    .bind(hub)
    .bind(year)
    .fetch_optional(db.readers())
    .await?;
    Ok(row.map(|(code, of)| code_for(&code, of, year)).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_goes_on_with_the_year() {
        let next = |code: &str, begins: i32| code_for(code, AcademicYear::starting(begins), AcademicYear::starting(begins).next());
        assert_eq!(next("NCP26-11", 2026), "NCP27-11");
        assert_eq!(next("NCP26-26", 2026), "NCP27-26", "the year comes first");
        assert_eq!(next("Sustaining B", 2026), "Sustaining B");
        assert_eq!(next("", 2026), "");
        assert_eq!(next("NCP99-11", 2099), "NCP00-11");
    }
}
