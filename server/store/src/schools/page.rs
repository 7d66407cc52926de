//! What is known of one school, for its page.

use model::calendar::academic_year::AcademicYear;
use model::ids::{CommitmentId, GroupYearId, SchoolId, WorkGroupId};

use crate::database::Database;
use crate::error::StoreError;
use crate::uk_time;

/// The facts of the public directory.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct SchoolFacts {
    pub urn: String,
    pub name: String,
    /// What people call it.
    pub short_name: String,
    /// `Open`, `Closed` …
    pub status: String,
    /// When it opened, as a day.
    pub open_date: Option<String>,
    /// When it closed, as a day.
    pub close_date: Option<String>,
    /// Like `Community school`.
    pub type_name: Option<String>,
    /// Like `Primary`.
    pub phase: Option<String>,
    /// Ages in years, by statute.
    pub low_age: Option<i64>,
    /// Ages in years, by statute.
    pub high_age: Option<i64>,
    /// Like `Has Nursery Classes`.
    pub nursery: Option<String>,
    /// As published.
    pub pupils: Option<i64>,
    /// The trust it belongs to.
    pub trust: Option<String>,
    /// The federation it belongs to.
    pub federation: Option<String>,
    /// The local authority.
    pub la_name: Option<String>,
    /// First line of the address.
    pub street: Option<String>,
    /// Second line of the address.
    pub locality: Option<String>,
    /// Third line of the address.
    pub address3: Option<String>,
    pub town: String,
    /// The county.
    pub county: Option<String>,
    /// The postcode.
    pub postcode: Option<String>,
    /// Its website, as published: not always an address.
    pub website: Option<String>,
    /// Its telephone.
    pub telephone: Option<String>,
    /// The day on which GIAS last changed its record.
    pub gias_changed: Option<String>,
}

/// The facts of a school; `None` when there is no such school.
///
/// # Errors
/// When the file can't be read.
pub async fn facts(db: &Database, school: SchoolId) -> Result<Option<SchoolFacts>, StoreError> {
    Ok(sqlx::query_as(
        "select urn, name, short_name, status, open_date, close_date, type_name, phase, low_age, high_age, nursery, pupils, trust, federation,
                la_name, street, locality, address3, town, county, postcode, website, telephone, gias_changed
         from school where id = ?",
    )
    .bind(school)
    .fetch_optional(db.readers())
    .await?)
}

/// The numbers it had before, each with the day until which it had it, if known; the latest first.
///
/// # Errors
/// When the file can't be read.
pub async fn former_urns(db: &Database, school: SchoolId) -> Result<Vec<(String, Option<String>)>, StoreError> {
    Ok(sqlx::query_as("select urn, until_date from school_former_urn where school = ? order by until_date desc, urn desc")
        .bind(school)
        .fetch_all(db.readers())
        .await?)
}

/// Schools that were merged into it or split off to it, and those that came of it: id, name, and whether it came before.
///
/// # Errors
/// When the file can't be read.
pub async fn relatives(db: &Database, school: SchoolId) -> Result<Vec<(SchoolId, String, bool)>, StoreError> {
    Ok(sqlx::query_as(
        "select id, name, 1 from school_predecessor join school on school.id = predecessor where school_predecessor.school = ?1
         union all
         select id, name, 0 from school_predecessor join school on school.id = school_predecessor.school where predecessor = ?1
         order by 3 desc, 2",
    )
    .bind(school)
    .fetch_all(db.readers())
    .await?)
}

/// A year in which the school took part in a group, with its commitment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchoolYear {
    pub group: WorkGroupId,
    pub group_name: String,
    pub group_year: GroupYearId,
    pub academic_year: AcademicYear,
    /// Like `NCP26-11`.
    pub ncp_code: String,
    /// Whether the school left during the year.
    pub withdrawn: bool,
    /// Who represents it today, or did last, or will first.
    pub lead_participant: Option<String>,
    /// Its commitment, once there is one.
    pub commitment: Option<CommitmentId>,
    /// When the headteacher was asked, milliseconds since 1970.
    pub requested_at: Option<i64>,
    /// The day the headteacher signed.
    pub signed_on: Option<String>,
    /// The day the lead participant agreed.
    pub agreed_on: Option<String>,
}

#[derive(sqlx::FromRow)]
struct YearRow {
    work_group: WorkGroupId,
    name: String,
    group_year: GroupYearId,
    academic_year: AcademicYear,
    ncp_code: String,
    withdrawn: bool,
    lead_participant: Option<String>,
    commitment: Option<CommitmentId>,
    requested_at: Option<i64>,
    signed_on: Option<String>,
    agreed_on: Option<String>,
}

/// The years of a school in groups, the latest first.
///
/// # Errors
/// When the file can't be read.
pub async fn years(db: &Database, school: SchoolId) -> Result<Vec<SchoolYear>, StoreError> {
    let rows: Vec<YearRow> = sqlx::query_as(
        "select group_year.work_group, work_group.name, group_year.id as group_year, academic_year, ncp_code,
                group_school.status = 'withdrawn' as withdrawn,
                (select person.name from lead_participation join person on person.id = lead_participation.person
                 where lead_participation.group_year = group_year.id and lead_participation.school = ?1 and kind = 'lead'
                 order by from_date > ?2, until_date <= ?2, from_date desc limit 1) as lead_participant,
                commitment.id as commitment, commitment.requested_at,
                (select signed_on from signature where commitment = commitment.id and who = 'head' and set_aside_at is null
                 order by number desc limit 1) as signed_on,
                (select signed_on from signature where commitment = commitment.id and who = 'lead' and set_aside_at is null
                 order by number desc limit 1) as agreed_on
         from group_school
         join group_year on group_year.id = group_school.group_year
         join work_group on work_group.id = group_year.work_group
         left join commitment on commitment.group_year = group_year.id and commitment.school = ?1
         where group_school.school = ?1
         order by academic_year desc, work_group.name",
    )
    .bind(school)
    .bind(uk_time::today().to_string())
    .fetch_all(db.readers())
    .await?;
    let years = rows.into_iter().map(|row| SchoolYear {
        group: row.work_group,
        group_name: row.name,
        group_year: row.group_year,
        academic_year: row.academic_year,
        ncp_code: row.ncp_code,
        withdrawn: row.withdrawn,
        lead_participant: row.lead_participant,
        commitment: row.commitment,
        requested_at: row.requested_at,
        signed_on: row.signed_on,
        agreed_on: row.agreed_on,
    });
    Ok(years.collect())
}
