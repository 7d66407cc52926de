//! What a commitment belongs to: a year of a group, a school in it, and the link in a head's letter.

use chrono::{TimeDelta, Utc};
use model::calendar::academic_year::AcademicYear;
use model::commitments::{Paper, SignatureLine};
use model::ids::{CommitmentId, GroupYearId, HubId, SchoolId, WorkGroupId};
use sqlx_sqlite::SqliteConnection;

use super::paper::{compose, same_terms, workshops};
use super::seal::Signature;
use super::states::{SchoolYear, one, states};
use crate::accounts::links::{self, Link, LinkState, Purpose};
use crate::database::rows;
use crate::database::{Changes, Database};
use crate::error::StoreError;
use crate::mail;

/// A year of a group, as commitments need it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupYear {
    pub id: GroupYearId,
    pub group: WorkGroupId,
    pub hub: HubId,
    /// The group's name.
    pub name: String,
    pub academic_year: AcademicYear,
    /// Like `NCP26-11`.
    pub ncp_code: String,
    pub finished: bool,
}

impl GroupYear {
    /// What stands on every page and paper of the year (A1).
    pub fn stamp(&self) -> String {
        format!("{} Work Group, {}, academic year {}", self.name, self.ncp_code, self.academic_year)
    }

    /// Whether nobody is to be asked any more: the year is over.
    pub fn is_over(&self) -> bool {
        self.finished || self.academic_year < AcademicYear::at(Utc::now())
    }
}

#[derive(sqlx::FromRow)]
struct YearRow {
    id: GroupYearId,
    work_group: WorkGroupId,
    hub: HubId,
    name: String,
    academic_year: AcademicYear,
    ncp_code: String,
    status: String,
}

impl YearRow {
    fn read(self) -> GroupYear {
        GroupYear {
            id: self.id,
            group: self.work_group,
            hub: self.hub,
            name: self.name,
            academic_year: self.academic_year,
            ncp_code: self.ncp_code,
            finished: self.status == "finished",
        }
    }
}

/// A query for years of groups.
macro_rules! years_where {
    ($rest:literal) => {
        concat!(
            "select group_year.id, work_group, hub, name, academic_year, ncp_code, status
             from group_year join work_group on work_group.id = group_year.work_group where ",
            $rest
        )
    };
}

/// How long before it begins the coming year is the one that people mean: from June on, when heads are asked for it.
const SUMMER: TimeDelta = TimeDelta::days(92);

/// A year of a group, or with `None` the one that people mean now: the present one, from June on the coming one if there is
/// one, and where none has begun yet the first.
///
/// # Errors
/// When the file can't be read.
pub async fn group_year(db: &Database, group: WorkGroupId, academic_year: Option<AcademicYear>) -> Result<Option<GroupYear>, StoreError> {
    let row: Option<YearRow> = sqlx::query_as(years_where!(
        "work_group = ?1 and (?2 is null or academic_year = ?2)
         order by academic_year <= ?3 desc, case when academic_year <= ?3 then -academic_year else academic_year end limit 1"
    ))
    .bind(group)
    .bind(academic_year)
    .bind(AcademicYear::at(Utc::now() + SUMMER))
    .fetch_optional(db.readers())
    .await?;
    Ok(row.map(YearRow::read))
}

/// The years of a group, the latest first.
///
/// # Errors
/// When the file can't be read.
pub async fn years(db: &Database, group: WorkGroupId) -> Result<Vec<AcademicYear>, StoreError> {
    let rows: Vec<(AcademicYear,)> =
        sqlx::query_as("select academic_year from group_year where work_group = ? order by academic_year desc")
            .bind(group)
            .fetch_all(db.readers())
            .await?;
    Ok(rows.into_iter().map(|(year,)| year).collect())
}

/// A school's commitment in a year: where it stands, and the paper. Once the head has signed, the paper is what was signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchoolCommitment {
    pub year: GroupYear,
    /// Where it stands.
    pub state: SchoolYear,
    /// What there is to read.
    pub paper: Paper,
    /// Whether the head has signed a paper with other dates than the group has now.
    pub dates_moved: bool,
    /// Whether the lead participant has agreed to another paper than this: other words, dates, or another lead participant.
    pub agreed_to_another: bool,
}

impl SchoolCommitment {
    /// Whether somebody may still sign: the school takes part.
    pub fn is_open(&self) -> bool {
        self.state.takes_part
    }

    /// The signatures as they are shown: the head's and the lead participant's.
    pub fn lines(&self) -> [Option<SignatureLine>; 2] {
        let [head, mut lead] = [&self.state.head, &self.state.lead].map(|signature| signature.as_ref().map(Signature::line));
        if let Some(line) = lead.as_mut().filter(|_| self.agreed_to_another) {
            line.note = format!("Agreed to the paper of {}, which was another", line.day);
        }
        [head, lead]
    }
}

/// The commitment of a school in a year; `None` when it never took part.
///
/// # Errors
/// When the file can't be read.
pub async fn school_commitment(db: &Database, year: &GroupYear, school: SchoolId) -> Result<Option<SchoolCommitment>, StoreError> {
    school_commitment_in(&mut *db.view().await?, year, school).await
}

/// The commitments of all schools that take part in a year, by name.
///
/// # Errors
/// When the file can't be read.
pub async fn school_commitments(db: &Database, year: &GroupYear) -> Result<Vec<SchoolCommitment>, StoreError> {
    let mut found = Vec::new();
    for state in states(db, year).await? {
        found.extend(school_commitment(db, year, state.school).await?);
    }
    Ok(found)
}

/// The same on a connection.
pub(super) async fn school_commitment_in(
    connection: &mut SqliteConnection,
    year: &GroupYear,
    school: SchoolId,
) -> Result<Option<SchoolCommitment>, StoreError> {
    let Some((state, version)) = one(connection, year, school).await? else {
        return Ok(None);
    };
    let (paper, dates_moved) = match &state.head {
        Some(signature) => (signature.paper.clone(), signature.paper.workshops != workshops(connection, year).await?),
        None => (compose(connection, year, school, version).await?, false),
    };
    let agreed_to_another = state.lead.as_ref().is_some_and(|lead| !same_terms(&lead.paper, &paper));
    Ok(Some(SchoolCommitment { year: year.clone(), state, paper, dates_moved, agreed_to_another }))
}

/// What a head's link opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenedLink {
    /// The link, which may have been taken back or be too old.
    pub link: Link,
    /// The commitment; `None` when the school takes part no more, or the link is not good any more.
    pub commitment: Option<SchoolCommitment>,
    /// Whom to ask.
    pub hub: HubId,
    /// Set when the school has left before its head signed: in which group it is now, empty when in none.
    pub left_for: Option<String>,
}

/// Looks behind a head's link without using anything up; `None` when there never was such a link.
///
/// # Errors
/// When the file can't be read.
pub async fn open_link(db: &Database, token: &str) -> Result<Option<OpenedLink>, StoreError> {
    let Some(link) = links::peek(db, Purpose::Commitment, token).await? else {
        return Ok(None);
    };
    let Some((year, school)) = behind(&mut *db.view().await?, &link).await? else {
        return Ok(None);
    };
    let found = school_commitment(db, &year, school).await?;
    let left_for = match &found {
        Some(commitment) if commitment.is_open() || commitment.state.head.is_some() => None,
        _ => Some(present_group(db, &year, school).await?),
    };
    let commitment = found.filter(|_| link.state == LinkState::Valid && left_for.is_none());
    Ok(Some(OpenedLink { link, commitment, hub: year.hub, left_for }))
}

/// The group in which a school is in the same academic year; empty when it is in none.
///
/// # Errors
/// When the file can't be read.
pub async fn present_group(db: &Database, year: &GroupYear, school: SchoolId) -> Result<String, StoreError> {
    let row: Option<(String,)> = sqlx::query_as(
        "select name from group_school
         join group_year on group_year.id = group_school.group_year
         join work_group on work_group.id = group_year.work_group
         where group_school.school = ? and academic_year = ? and group_school.status = 'active' and group_year.id <> ?
         order by name limit 1",
    )
    .bind(school)
    .bind(year.academic_year)
    .bind(year.id)
    .fetch_optional(db.readers())
    .await?;
    Ok(row.map(|(name,)| name).unwrap_or_default())
}

/// A school does not take part in a year any more: as long as its head has not signed, no letter goes out and no link opens.
/// What was signed stays, with the links to its copies.
///
/// # Errors
/// When the file can't be written to.
pub async fn school_left(changes: &mut Changes, year: GroupYearId, school: SchoolId) -> Result<(), StoreError> {
    let commitment: Option<CommitmentId> = sqlx::query_scalar(
        "select id from commitment where group_year = ? and school = ?
         and not exists (select 1 from signature where commitment = commitment.id and who = 'head' and set_aside_at is null)",
    )
    .bind(year)
    .bind(school)
    .fetch_optional(changes.connection())
    .await?;
    if let Some(commitment) = commitment {
        let commitment = commitment.to_string();
        links::revoke_all(changes, Purpose::Commitment, &commitment).await?;
        mail::withdraw_about(changes, &commitment).await?;
    }
    Ok(())
}

#[derive(sqlx::FromRow)]
struct BehindRow {
    group_year: GroupYearId,
    school: SchoolId,
}

/// The commitment that a link is about.
pub(super) async fn behind(connection: &mut SqliteConnection, link: &Link) -> Result<Option<(GroupYear, SchoolId)>, StoreError> {
    let row: Option<BehindRow> = sqlx::query_as("select group_year, school from commitment where id = ?")
        .bind(link.subject.as_deref())
        .fetch_optional(&mut *connection)
        .await?;
    let Some(row) = row else { return Ok(None) };
    let year: YearRow = sqlx::query_as(years_where!("group_year.id = ?")).bind(row.group_year).fetch_one(&mut *connection).await?;
    Ok(Some((year.read(), row.school)))
}

/// The commitment of a school in a year, made where there is none: with last year's head (or the school's headteacher who
/// has an account), and the hub's present wording. `None` when the school never took part, or has left and nothing was done about it.
pub(super) async fn ensure(changes: &mut Changes, year: &GroupYear, school: SchoolId) -> Result<Option<CommitmentId>, StoreError> {
    let Some((state, _)) = one(changes.connection(), year, school).await? else {
        return Ok(None);
    };
    if state.commitment.is_some() || !state.takes_part {
        return Ok(state.commitment);
    }
    let id = CommitmentId::generate();
    let wording = super::current_wording(changes, year.hub).await?;
    sqlx::query("insert into commitment (id, group_year, school, clauses, head_name, head_email, created_at) values (?, ?, ?, ?, ?, ?, ?)")
        .bind(id)
        .bind(year.id)
        .bind(school)
        .bind(wording.id)
        .bind(&state.head_name)
        .bind(&state.head_email)
        .bind(rows::now())
        .execute(changes.connection())
        .await?;
    Ok(Some(id))
}

/// Makes the commitments of a year, one for each school that takes part and has none yet, filled in from last year's;
/// nobody is asked by it. Returns how many it made.
///
/// # Errors
/// When there is no such year, or the file can't be written to.
pub async fn prepare_year(changes: &mut Changes, year: GroupYearId) -> Result<u32, StoreError> {
    let year: YearRow = sqlx::query_as(years_where!("group_year.id = ?")).bind(year).fetch_one(changes.connection()).await?;
    let year = year.read();
    let missing: Vec<SchoolId> = sqlx::query_scalar(
        "select school from group_school
         where group_year = ?1 and status = 'active'
           and not exists (select 1 from commitment where commitment.group_year = ?1 and commitment.school = group_school.school)",
    )
    .bind(year.id)
    .fetch_all(changes.connection())
    .await?;
    let mut made = 0;
    for school in missing {
        ensure(changes, &year, school).await?;
        made += 1;
    }
    Ok(made)
}
