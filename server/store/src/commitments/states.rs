//! Where each school stands: asked or not, signed or not, agreed or not.

use chrono::{DateTime, Utc};
use model::calendar::academic_year::AcademicYear;
use model::commitments::SigningMethod;
use model::ids::{ClausesId, CommitmentId, SchoolId, WorkGroupId};
use sqlx_sqlite::SqliteConnection;

use super::school_commitments::GroupYear;
use super::seal::{Signature, Who, current_signature};
use crate::database::Database;
use crate::database::rows;
use crate::error::StoreError;
use crate::uk_time;

/// A school's commitment in a year of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchoolYear {
    pub school: SchoolId,
    /// Its full name.
    pub name: String,
    pub town: String,
    /// The commitment; `None` until somebody does something about it.
    pub commitment: Option<CommitmentId>,
    /// The head's name, as known from last year where nobody has said it yet; may be empty.
    pub head_name: String,
    /// Where the link goes; may be empty.
    pub head_email: String,
    /// When the head was first asked.
    pub requested_at: Option<DateTime<Utc>>,
    /// When the head was last reminded.
    pub reminded_at: Option<DateTime<Utc>>,
    /// When the commitment was made.
    pub created_at: Option<DateTime<Utc>>,
    /// The head's signature, if it stands.
    pub head: Option<Signature>,
    /// The lead participant's agreement.
    pub lead: Option<Signature>,
    /// Who the lead participant is.
    pub lead_participant: Option<String>,
    /// Whether the school takes part in the year. One that has left is only here for what was done about it before.
    pub takes_part: bool,
}

/// How far it has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Nobody has asked the head.
    NotAsked,
    /// The head was asked then.
    Asked(DateTime<Utc>),
    /// The head has signed.
    Signed(SigningMethod),
}

impl SchoolYear {
    /// How far it has come.
    pub fn progress(&self) -> Progress {
        match (&self.head, self.requested_at) {
            (Some(signature), _) => Progress::Signed(signature.method),
            (None, Some(at)) => Progress::Asked(at),
            (None, None) => Progress::NotAsked,
        }
    }

    /// When the head last had a letter about it.
    pub fn last_letter(&self) -> Option<DateTime<Utc>> {
        self.reminded_at.max(self.requested_at)
    }
}

#[derive(sqlx::FromRow)]
struct StateRow {
    school: SchoolId,
    name: String,
    town: String,
    commitment: Option<CommitmentId>,
    clauses: Option<ClausesId>,
    head_name: Option<String>,
    head_email: Option<String>,
    requested_at: Option<i64>,
    reminded_at: Option<i64>,
    created_at: Option<i64>,
    lead_participant: Option<String>,
    takes_part: bool,
}

const STATES: &str =
    "select school.id as school, school.name, school.town, commitment.id as commitment, commitment.clauses, head_name, head_email,
            requested_at, reminded_at, commitment.created_at, group_school.status = 'active' as takes_part,
            (select person.name from lead_participation join person on person.id = lead_participation.person
             where lead_participation.group_year = group_school.group_year and lead_participation.school = school.id
               and kind = 'lead' and (until_date is null or until_date > ?3)
             order by from_date limit 1) as lead_participant
     from group_school
     join school on school.id = group_school.school
     left join commitment on commitment.group_year = group_school.group_year and commitment.school = school.id
     where group_school.group_year = ?1
       and case when ?2 is null then group_school.status = 'active'
                else school.id = ?2 and (group_school.status = 'active' or commitment.id is not null) end
     order by school.name";

/// The schools of a year, by name.
///
/// # Errors
/// When the file can't be read.
pub async fn states(db: &Database, year: &GroupYear) -> Result<Vec<SchoolYear>, StoreError> {
    let mut view = db.view().await?;
    let rows: Vec<StateRow> =
        sqlx::query_as(STATES).bind(year.id).bind(None::<SchoolId>).bind(uk_time::today().to_string()).fetch_all(&mut *view).await?;
    let mut schools = Vec::with_capacity(rows.len());
    for row in rows {
        schools.push(read(&mut view, year, row).await?.0);
    }
    Ok(schools)
}

/// One school of a year, with the wording that its commitment is fixed to; `None` when it never took part.
pub(super) async fn one(
    connection: &mut SqliteConnection,
    year: &GroupYear,
    school: SchoolId,
) -> Result<Option<(SchoolYear, Option<ClausesId>)>, StoreError> {
    let row: Option<StateRow> =
        sqlx::query_as(STATES).bind(year.id).bind(school).bind(uk_time::today().to_string()).fetch_optional(&mut *connection).await?;
    match row {
        Some(row) => Ok(Some(read(connection, year, row).await?)),
        None => Ok(None),
    }
}

async fn read(connection: &mut SqliteConnection, year: &GroupYear, row: StateRow) -> Result<(SchoolYear, Option<ClausesId>), StoreError> {
    let time = |at: Option<i64>| at.map(rows::time).transpose();
    let (mut head, mut lead) = (None, None);
    if let Some(commitment) = row.commitment {
        head = current_signature(connection, commitment, Who::Head).await?;
        lead = current_signature(connection, commitment, Who::Lead).await?;
    }
    let (head_name, head_email) = match (row.head_name, row.head_email) {
        (Some(name), Some(email)) => (name, email),
        _ => default_head(connection, row.school, year.academic_year).await?,
    };
    let state = SchoolYear {
        school: row.school,
        name: row.name,
        town: row.town,
        commitment: row.commitment,
        head_name,
        head_email,
        requested_at: time(row.requested_at)?,
        reminded_at: time(row.reminded_at)?,
        created_at: time(row.created_at)?,
        head,
        lead,
        lead_participant: row.lead_participant,
        takes_part: row.takes_part,
    };
    Ok((state, row.clauses))
}

/// Whom to ask where nobody has said so yet: the headteacher with an account, else whoever was asked in an earlier year.
async fn default_head(connection: &mut SqliteConnection, school: SchoolId, before: AcademicYear) -> Result<(String, String), StoreError> {
    let row: Option<(String, String)> = sqlx::query_as(
        "select name, email from (
             select person.name, person.email, 1 as rank, 0 as year
             from school_role join person on person.id = school_role.person
             where school_role.school = ?1 and role = 'headteacher' and until_date is null and person.deactivated_at is null
             union all
             select head_name, head_email, 2, academic_year
             from commitment join group_year on group_year.id = commitment.group_year
             where commitment.school = ?1 and academic_year <= ?2 and head_email <> '')
         order by rank, year desc limit 1",
    )
    .bind(school)
    .bind(before)
    .fetch_optional(connection)
    .await?;
    Ok(row.unwrap_or_default())
}

/// A school's commitment in one of its years, for the school's page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastYear {
    pub group: WorkGroupId,
    pub group_name: String,
    pub academic_year: AcademicYear,
    /// Like `NCP26-11`.
    pub ncp_code: String,
    /// When the head was asked.
    pub requested_at: Option<DateTime<Utc>>,
    /// The head's signature, if it stands.
    pub head: Option<Signature>,
    /// The lead participant's agreement.
    pub lead: Option<Signature>,
}

#[derive(sqlx::FromRow)]
struct PastRow {
    id: CommitmentId,
    work_group: WorkGroupId,
    name: String,
    academic_year: AcademicYear,
    ncp_code: String,
    requested_at: Option<i64>,
}

/// A school's commitments over the years, the latest first.
///
/// # Errors
/// When the file can't be read.
pub async fn of_school(db: &Database, school: SchoolId) -> Result<Vec<PastYear>, StoreError> {
    let mut view = db.view().await?;
    let rows: Vec<PastRow> = sqlx::query_as(
        "select commitment.id, work_group.id as work_group, work_group.name, academic_year, ncp_code, requested_at
         from commitment
         join group_year on group_year.id = commitment.group_year
         join work_group on work_group.id = group_year.work_group
         where school = ? order by academic_year desc, work_group.name",
    )
    .bind(school)
    .fetch_all(&mut *view)
    .await?;
    let mut years = Vec::with_capacity(rows.len());
    for row in rows {
        years.push(PastYear {
            group: row.work_group,
            group_name: row.name,
            academic_year: row.academic_year,
            ncp_code: row.ncp_code,
            requested_at: row.requested_at.map(rows::time).transpose()?,
            head: current_signature(&mut view, row.id, Who::Head).await?,
            lead: current_signature(&mut view, row.id, Who::Lead).await?,
        });
    }
    Ok(years)
}
