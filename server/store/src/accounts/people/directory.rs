//! The people of a hub: those who work for it, at one of its schools, lead one of its groups, or joined by its invitation.

use model::accounts::roles::{HubRole, SchoolRole};
use model::ids::{HubId, PersonId, SchoolId};

use crate::database::Database;
use crate::database::rows;
use crate::error::StoreError;
use crate::present_year::present_years;
use crate::uk_time;

/// How many people a page shows.
pub const PAGE: u32 = 100;

/// Whom to look for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    /// Part of a name, an address or a school's name; empty for everybody.
    pub text: String,
    /// `hub`, `lead`, `lead_participant`, `headteacher`, `teacher`, `closed`; empty for all.
    pub role: String,
    /// Which page, from 0.
    pub page: u32,
}

/// Somebody in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    pub id: PersonId,
    /// First and last name.
    pub name: String,
    /// What they sign in with.
    pub email: String,
    /// Their school's name; empty without one.
    pub school: String,
    /// What they are, in words: `Hub admin`, `Work Group Lead`, `Lead participant`, `Deputy`, `Teacher` …
    pub roles: Vec<String>,
    /// Whether the account is closed.
    pub closed: bool,
}

/// A page of people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// By name.
    pub people: Vec<Listed>,
    /// How many there are on all pages.
    pub total: u32,
}

/// Everybody of a hub, with what they are today. `?1` is the hub, `?2` today.
const EVERYBODY: &str = concat!(
    "with own_group as (
         select group_year.id, group_year.lead, group_year.academic_year
         from group_year join work_group on work_group.id = group_year.work_group where work_group.hub = ?1),
     own_school as (
         select school from group_school where group_year in (select id from own_group)
         union select school from interest where hub = ?1 and school is not null and removed_at is null),
     everybody as (
         select person.id, person.name, person.email, coalesce(school.name, '') as school,
                person.deactivated_at is not null as closed,
                coalesce((select role from hub_role where person = person.id and hub = ?1), '') as hub_role,
                exists (select 1 from own_group where lead = person.id)
                    or exists (select 1 from hub_lead where hub_lead.person = person.id and hub_lead.hub = ?1) as leads,
                coalesce((select mine.kind from lead_participation as mine
                          where mine.person = person.id and mine.school = person.school
                            and mine.group_year in ",
    present_years!("?2"),
    "
                            and mine.from_date <= max(?2, (select academic_year || '-09-01' from group_year where id = mine.group_year))
                            and (mine.until_date is null or mine.until_date > ?2)
                          order by mine.kind = 'lead' desc limit 1), '') as represents,
                coalesce((select role from school_role as mine
                          where mine.person = person.id and mine.school = person.school and mine.from_date <= ?2
                            and (mine.until_date is null or mine.until_date > ?2)
                          order by mine.from_date desc limit 1), '') as school_role
         from person left join school on school.id = person.school
         where person.school in (select school from own_school)
            or exists (select 1 from hub_role where hub_role.person = person.id and hub_role.hub = ?1)
            or person.id in (select lead from own_group)
            or person.id in (select person from hub_lead where hub_lead.hub = ?1)
            or exists (select 1 from lead_participation where lead_participation.person = person.id
                       and lead_participation.group_year in (select id from own_group))
            or exists (select 1 from audit where audit.subject = person.id and audit.hub = ?1)) "
);

const FILTER: &str = "from everybody
     where (?3 = '' or name like ?3 escape '\\' or email like ?3 escape '\\' or school like ?3 escape '\\')
       and case ?4
               when '' then 1
               when 'closed' then closed
               when 'hub' then hub_role <> '' and not closed
               when 'lead' then leads and not closed
               when 'lead_participant' then represents <> '' and not closed
               when 'headteacher' then school_role = 'headteacher' and not closed
               when 'teacher' then school <> '' and represents = '' and school_role <> 'headteacher' and not closed
               else 0
           end";

#[derive(sqlx::FromRow)]
struct Row {
    id: PersonId,
    name: String,
    email: String,
    school: String,
    closed: bool,
    hub_role: String,
    leads: bool,
    represents: String,
    school_role: String,
    total: u32,
}

impl Row {
    fn read(self) -> Listed {
        let school_role = match SchoolRole::from_key(&self.school_role) {
            Some(SchoolRole::Headteacher) => Some(SchoolRole::Headteacher.to_string()),
            _ if self.represents == "deputy" => Some("Deputy".to_owned()),
            _ if !self.represents.is_empty() => Some(SchoolRole::LeadParticipant.to_string()),
            _ if self.school.is_empty() => None,
            _ => Some(SchoolRole::Teacher.to_string()),
        };
        let roles =
            [HubRole::from_key(&self.hub_role).map(|role| role.to_string()), self.leads.then(|| "Work Group Lead".to_owned()), school_role];
        Listed {
            id: self.id,
            name: self.name,
            email: self.email,
            school: self.school,
            roles: roles.into_iter().flatten().collect(),
            closed: self.closed,
        }
    }
}

/// The people of a hub who match, by name, [`PAGE`] at a time.
///
/// # Errors
/// When the file can't be read.
pub async fn of_hub(db: &Database, hub: HubId, search: &Search) -> Result<Page, StoreError> {
    let select = sqlx::AssertSqlSafe(format!(
        "{EVERYBODY} select *, count(*) over () as total {FILTER} order by name collate nocase, id limit ?5 offset ?6"
    ));
    let rows: Vec<Row> = sqlx::query_as(select)
        .bind(hub)
        .bind(uk_time::today().to_string())
        .bind(rows::contains(&search.text))
        .bind(&search.role)
        .bind(PAGE)
        .bind(search.page.saturating_mul(PAGE))
        .fetch_all(db.readers())
        .await?;
    let total = rows.first().map_or(0, |row| row.total);
    Ok(Page { people: rows.into_iter().map(Row::read).collect(), total })
}

/// Whether a hub has to do with somebody.
///
/// # Errors
/// When the file can't be read.
pub async fn belongs_to_hub(db: &Database, hub: HubId, person: PersonId) -> Result<bool, StoreError> {
    let select = sqlx::AssertSqlSafe(format!("{EVERYBODY} select 1 from everybody where id = ?3"));
    let row: Option<(i64,)> =
        sqlx::query_as(select).bind(hub).bind(uk_time::today().to_string()).bind(person).fetch_optional(db.readers()).await?;
    Ok(row.is_some())
}

/// The schools of a hub: id, name and town, by name.
///
/// # Errors
/// When the file can't be read.
pub async fn schools_of_hub(db: &Database, hub: HubId) -> Result<Vec<(SchoolId, String, String)>, StoreError> {
    Ok(sqlx::query_as(
        "select id, name, town from school where id in (
             select group_school.school from group_school
             join group_year on group_year.id = group_school.group_year
             join work_group on work_group.id = group_year.work_group where work_group.hub = ?1
             union select school from interest where hub = ?1 and school is not null and removed_at is null)
         order by name",
    )
    .bind(hub)
    .fetch_all(db.readers())
    .await?)
}

/// Where somebody works now.
///
/// # Errors
/// When the file can't be read.
pub async fn school_of(db: &Database, person: PersonId) -> Result<Option<SchoolId>, StoreError> {
    let row: Option<Option<SchoolId>> =
        sqlx::query_scalar("select school from person where id = ?").bind(person).fetch_optional(db.readers()).await?;
    Ok(row.flatten())
}
