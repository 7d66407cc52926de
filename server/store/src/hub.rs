//! Maths Hubs: their face on everything that goes out, and their people.

use chrono::Utc;
use model::accounts::roles::{HubMembership, HubRole};
use model::calendar::academic_year::AcademicYear;
use model::groups::YearStatus;
use model::ids::{HubId, PersonId, SchoolId, WorkGroupId};
use model::letters::Letterhead;

use crate::database::rows;
use crate::database::{Changes, Database};
use crate::error::StoreError;
use crate::present_year::present_year;

/// A hub as it shows itself: on pages, in letters, on paper.
#[derive(Clone, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct HubFace {
    pub name: String,
    /// Where to write with questions.
    pub contact_email: String,
    /// Whom to ask for by name; may be empty.
    pub contact_name: String,
    /// May be empty.
    pub contact_phone: String,
    /// Who answers for personal data, in words.
    pub controller: String,
    /// Whether its messages wait until somebody has looked at them.
    pub hold_mail: bool,
    /// Whether it has a logo.
    pub has_logo: bool,
    /// How many days after a twilight its guests' names are deleted.
    pub guest_days: u32,
}

impl HubFace {
    /// In whose name its letters go out.
    pub(crate) fn letterhead(&self) -> Letterhead<'_> {
        Letterhead {
            hub: &self.name,
            contact_name: &self.contact_name,
            contact_phone: &self.contact_phone,
            contact_email: &self.contact_email,
        }
    }
}

const FACE: &str =
    "select name, contact_email, contact_name, contact_phone, controller, hold_mail, logo is not null as has_logo, guest_days
     from hub where id = ?";

/// Adds a hub.
///
/// # Errors
/// When the file can't be written to.
pub async fn add(changes: &mut Changes, name: &str, contact_email: &str) -> Result<HubId, StoreError> {
    let id = HubId::generate();
    sqlx::query("insert into hub (id, name, contact_email, created_at) values (?, ?, ?, ?)")
        .bind(id)
        .bind(name)
        .bind(contact_email)
        .bind(rows::now())
        .execute(changes.connection())
        .await?;
    Ok(id)
}

/// How a hub shows itself.
///
/// # Errors
/// When there is no such hub, or the file can't be read.
pub async fn face(db: &Database, hub: HubId) -> Result<HubFace, StoreError> {
    Ok(sqlx::query_as(FACE).bind(hub).fetch_one(db.readers()).await?)
}

/// The same inside a transaction.
///
/// # Errors
/// When there is no such hub, or the file can't be read.
pub async fn face_in(changes: &mut Changes, hub: HubId) -> Result<HubFace, StoreError> {
    Ok(sqlx::query_as(FACE).bind(hub).fetch_one(changes.connection()).await?)
}

/// The hub that a visitor without an account turns to: the first one. One installation usually has one (DOMAIN.md §6).
///
/// # Errors
/// When the file can't be read.
pub async fn first(db: &Database) -> Result<Option<HubId>, StoreError> {
    Ok(sqlx::query_scalar("select id from hub order by id limit 1").fetch_optional(db.readers()).await?)
}

/// The same inside a transaction.
///
/// # Errors
/// When the file can't be read.
pub async fn first_in(changes: &mut Changes) -> Result<Option<HubId>, StoreError> {
    Ok(sqlx::query_scalar("select id from hub order by id limit 1").fetch_optional(changes.connection()).await?)
}

/// The hub that a Work Group belongs to; `None` when there is no such group.
///
/// # Errors
/// When the file can't be read.
pub async fn of_group(db: &Database, group: WorkGroupId) -> Result<Option<HubId>, StoreError> {
    Ok(sqlx::query_scalar("select hub from work_group where id = ?").bind(group).fetch_optional(db.readers()).await?)
}

/// The hub a school turns to: that of its latest group, or of its latest expression of interest.
///
/// # Errors
/// When the file can't be read.
pub async fn of_school(db: &Database, school: SchoolId) -> Result<Option<HubId>, StoreError> {
    Ok(sqlx::query_scalar(
        "select hub from (
             select work_group.hub as hub, 1 as rank, group_year.academic_year as year
             from group_school
             join group_year on group_year.id = group_school.group_year
             join work_group on work_group.id = group_year.work_group
             where group_school.school = ?1
             union all
             select hub, 2, academic_year from interest where school = ?1 and removed_at is null)
         order by rank, year desc limit 1",
    )
    .bind(school)
    .fetch_optional(db.readers())
    .await?)
}

/// Gives a hub other words about itself.
///
/// # Errors
/// When the file can't be written to.
pub async fn set_face(changes: &mut Changes, hub: HubId, face: &HubFace) -> Result<(), StoreError> {
    sqlx::query(
        "update hub set name = ?, contact_email = ?, contact_name = ?, contact_phone = ?, controller = ?, hold_mail = ?, guest_days = ?
         where id = ?",
    )
    .bind(&face.name)
    .bind(&face.contact_email)
    .bind(&face.contact_name)
    .bind(&face.contact_phone)
    .bind(&face.controller)
    .bind(face.hold_mail)
    .bind(face.guest_days)
    .bind(hub)
    .execute(changes.connection())
    .await?;
    Ok(())
}

/// A hub's logo.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Logo {
    pub bytes: Vec<u8>,
    /// Like `image/png`.
    pub media_type: String,
}

/// A hub's logo, if it has one.
///
/// # Errors
/// When the file can't be read.
pub async fn logo(db: &Database, hub: HubId) -> Result<Option<Logo>, StoreError> {
    Ok(sqlx::query_as("select logo as bytes, logo_type as media_type from hub where id = ? and logo is not null")
        .bind(hub)
        .fetch_optional(db.readers())
        .await?)
}

/// The largest logo that goes out with each letter, in bytes: it is sent with every single one.
pub const LETTER_LOGO_BYTES: i64 = 100 * 1024;

/// A hub's logo as its letters carry it. `None` for one that is too large for letters, or of a type that
/// many mail programs don't show.
pub(crate) async fn letter_logo(connection: &mut sqlx_sqlite::SqliteConnection, hub: HubId) -> Result<Option<Logo>, StoreError> {
    Ok(sqlx::query_as(
        "select logo as bytes, logo_type as media_type from hub
         where id = ? and length(logo) <= ? and logo_type in ('image/png', 'image/jpeg')",
    )
    .bind(hub)
    .bind(LETTER_LOGO_BYTES)
    .fetch_optional(connection)
    .await?)
}

/// Gives a hub a logo, or takes it away.
///
/// # Errors
/// When the file can't be written to.
pub async fn set_logo(changes: &mut Changes, hub: HubId, logo: Option<(&[u8], &str)>) -> Result<(), StoreError> {
    let (bytes, kind) = logo.unzip();
    sqlx::query("update hub set logo = ?, logo_type = ? where id = ?")
        .bind(bytes)
        .bind(kind)
        .bind(hub)
        .execute(changes.connection())
        .await?;
    Ok(())
}

/// Gives a person a role in a hub, in place of any they had.
///
/// # Errors
/// When hub or person do not exist, or the file can't be written to.
pub async fn set_role(changes: &mut Changes, hub: HubId, person: PersonId, role: HubRole) -> Result<(), StoreError> {
    sqlx::query(
        "insert into hub_role (person, hub, role) values (?, ?, ?)
         on conflict (person, hub) do update set role = excluded.role",
    )
    .bind(person)
    .bind(hub)
    .bind(role.key())
    .execute(changes.connection())
    .await?;
    Ok(())
}

/// Notes that somebody may lead groups of a hub, before they have one.
///
/// # Errors
/// When hub or person do not exist, or the file can't be written to.
pub async fn add_lead(changes: &mut Changes, hub: HubId, person: PersonId) -> Result<(), StoreError> {
    sqlx::query("insert into hub_lead (person, hub, since) values (?, ?, ?) on conflict do nothing")
        .bind(person)
        .bind(hub)
        .bind(rows::now())
        .execute(changes.connection())
        .await?;
    Ok(())
}

/// What somebody with a role in a hub looks after: its groups, and every school that is, was or would like to be in one.
pub(crate) async fn membership(db: &Database, id: HubId, role: HubRole) -> Result<HubMembership, StoreError> {
    let mut view = db.view().await?;
    let groups = sqlx::query_scalar("select id from work_group where hub = ?").bind(id).fetch_all(&mut *view).await?;
    let schools = sqlx::query_scalar(
        "select group_school.school
         from group_school
         join group_year on group_year.id = group_school.group_year
         join work_group on work_group.id = group_year.work_group
         where work_group.hub = ?1
         union
         select school from interest where hub = ?1 and school is not null and removed_at is null",
    )
    .bind(id)
    .fetch_all(&mut *view)
    .await?;
    Ok(HubMembership { id, role, groups, schools })
}

/// A group of the hub in its present year, for the hub's home.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HubGroup {
    pub id: WorkGroupId,
    pub name: String,
    /// Like `NCP26-11`.
    pub ncp_code: String,
    pub academic_year: AcademicYear,
    /// Where the year stands.
    pub status: YearStatus,
    /// Who leads it.
    pub lead: Option<String>,
    /// How many schools take part.
    pub schools: u32,
    /// How many of them have their headteacher's signature.
    pub signed: u32,
    /// When its next workshop begins, milliseconds since 1970.
    pub next_workshop: Option<i64>,
}

#[derive(sqlx::FromRow)]
struct HubGroupRow {
    id: WorkGroupId,
    name: String,
    ncp_code: String,
    academic_year: AcademicYear,
    status: String,
    lead: Option<String>,
    schools: u32,
    signed: u32,
    next_workshop: Option<i64>,
}

/// The groups of a hub by name, each in its present year: the latest that has begun, or the first when none has.
///
/// # Errors
/// When the file can't be read.
pub async fn groups(db: &Database, hub: HubId) -> Result<Vec<HubGroup>, StoreError> {
    let found: Vec<HubGroupRow> = sqlx::query_as(concat!(
        "select work_group.id, work_group.name, group_year.ncp_code, group_year.academic_year, group_year.status, person.name as lead,
                (select count(*) from group_school where group_year = group_year.id and status = 'active') as schools,
                (select count(*) from commitment
                 join group_school on group_school.group_year = commitment.group_year and group_school.school = commitment.school
                 where commitment.group_year = group_year.id and group_school.status = 'active'
                   and exists (select 1 from signature where signature.commitment = commitment.id
                               and who = 'head' and set_aside_at is null)) as signed,
                (select min(starts_at) from workshop
                 where group_year = group_year.id and starts_at >= ?2 and cancelled_at is null) as next_workshop
         from work_group
         join group_year on group_year.work_group = work_group.id
         left join person on person.id = group_year.lead and person.deactivated_at is null
         where work_group.hub = ?1
           and group_year.academic_year = ",
        present_year!("work_group.id", "?3"),
        " order by work_group.name"
    ))
    .bind(hub)
    .bind(Utc::now().timestamp_millis())
    .bind(AcademicYear::at(Utc::now()))
    .fetch_all(db.readers())
    .await?;
    let groups = found.into_iter().map(|row| {
        Ok(HubGroup {
            id: row.id,
            name: row.name,
            ncp_code: row.ncp_code,
            academic_year: row.academic_year,
            status: rows::year_status(&row.status)?,
            lead: row.lead,
            schools: row.schools,
            signed: row.signed,
            next_workshop: row.next_workshop,
        })
    });
    groups.collect()
}
