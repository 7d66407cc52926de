//! The hub's inbox: what is in it, by state, words, person and year.

use model::accounts::email::EmailAddress;
use model::accounts::roles::NamedPerson;
use model::calendar::academic_year::AcademicYear;
use model::ids::{HubId, InterestId, PersonId, SchoolId};
use model::interest::{Contact, State};
use model::schools::phase::Phase;
use model::text::line::Line;
use sqlx::AssertSqlSafe;

use super::rows::{Interest, Row, SELECT};
use crate::database::{Changes, Database};
use crate::error::StoreError;
use crate::hub;
use crate::plain_words::holds_all;

/// Which expressions of interest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// In one state, or in any.
    pub state: Option<State>,
    /// With each of these words in the school's name or place, its number, the contact or the reference; empty for all.
    pub words: String,
    /// Looked after by one person, or by anybody or nobody.
    pub assigned_to: Option<PersonId>,
    /// For one academic year, or for any.
    pub year: Option<AcademicYear>,
    /// Those that were removed, or those that were not.
    pub removed: bool,
}

/// The part of a `where` that [`Filter`] stands for without its words; its values are ?1 (hub) to ?3.
const WHERE: &str = "where interest.hub = ?1
     and (?2 is null or assigned_to = ?2)
     and (?3 is null or academic_year = ?3) ";

/// What a hub has that fits, the latest first.
///
/// # Errors
/// When the file can't be read.
pub async fn list(db: &Database, hub: HubId, filter: &Filter) -> Result<Vec<Interest>, StoreError> {
    let mut list = in_any_state(db, hub, filter).await?;
    list.retain(|interest| interest.removed == filter.removed && filter.state.is_none_or(|state| state == interest.state));
    Ok(list)
}

/// How many fit in each state, and how many that were removed, whatever state the filter names; states without any are left out.
///
/// # Errors
/// When the file can't be read.
pub async fn counts(db: &Database, hub: HubId, filter: &Filter) -> Result<(Vec<(State, u32)>, u32), StoreError> {
    let list = in_any_state(db, hub, filter).await?;
    let (mut counts, mut removed): (Vec<(State, u32)>, u32) = (Vec::new(), 0);
    for interest in list {
        if interest.removed {
            removed += 1;
        } else if let Some((_, count)) = counts.iter_mut().find(|(state, _)| *state == interest.state) {
            *count += 1;
        } else {
            counts.push((interest.state, 1));
        }
    }
    counts.sort_by_key(|(state, _)| state.key());
    Ok((counts, removed))
}

/// A hub has hundreds of them at most, and words are compared as people do: so that is done here.
async fn in_any_state(db: &Database, hub: HubId, filter: &Filter) -> Result<Vec<Interest>, StoreError> {
    let query = format!("{SELECT} {WHERE} order by submitted_at desc, interest.id desc");
    // Both parts are constants of ours.
    let rows: Vec<Row> =
        sqlx::query_as(AssertSqlSafe(query)).bind(hub).bind(filter.assigned_to).bind(filter.year).fetch_all(db.readers()).await?;
    let mut list = rows.into_iter().map(Interest::try_from).collect::<Result<Vec<_>, _>>()?;
    if !Line::tidied(&filter.words).is_empty() {
        list.retain(|interest| holds_all(&interest.words(), &filter.words));
    }
    Ok(list)
}

/// The hub's other forms of the same school, the latest first.
///
/// # Errors
/// When the file can't be read.
pub async fn others(db: &Database, interest: &Interest) -> Result<Vec<Interest>, StoreError> {
    let query = format!(
        "{SELECT} where interest.hub = ?1 and interest.id <> ?2 and interest.removed_at is null
           and (interest.school = ?3 or (?3 is null and interest.school is null and lower(school_typed) = lower(?4)))
         order by submitted_at desc"
    );
    let rows: Vec<Row> = sqlx::query_as(AssertSqlSafe(query))
        .bind(interest.hub)
        .bind(interest.id)
        .bind(interest.answers.school)
        .bind(&interest.typed.name)
        .fetch_all(db.readers())
        .await?;
    rows.into_iter().map(Interest::try_from).collect()
}

/// The academic years for which a hub has any, the latest first.
///
/// # Errors
/// When the file can't be read.
pub async fn years(db: &Database, hub: HubId) -> Result<Vec<AcademicYear>, StoreError> {
    let rows: Vec<(AcademicYear,)> =
        sqlx::query_as("select distinct academic_year from interest where hub = ? order by academic_year desc")
            .bind(hub)
            .fetch_all(db.readers())
            .await?;
    Ok(rows.into_iter().map(|(year,)| year).collect())
}

/// One of a hub's; `None` when the hub has none with this id.
///
/// # Errors
/// When the file can't be read.
pub async fn one(db: &Database, hub: HubId, id: InterestId) -> Result<Option<Interest>, StoreError> {
    let query = format!("{SELECT} where interest.hub = ?1 and interest.id = ?2");
    let row: Option<Row> = sqlx::query_as(AssertSqlSafe(query)).bind(hub).bind(id).fetch_optional(db.readers()).await?;
    row.map(Interest::try_from).transpose()
}

/// The same inside a transaction.
///
/// # Errors
/// When the file can't be read.
pub async fn one_in(changes: &mut Changes, hub: HubId, id: InterestId) -> Result<Option<Interest>, StoreError> {
    let query = format!("{SELECT} where interest.hub = ?1 and interest.id = ?2");
    let row: Option<Row> = sqlx::query_as(AssertSqlSafe(query)).bind(hub).bind(id).fetch_optional(changes.connection()).await?;
    row.map(Interest::try_from).transpose()
}

/// The people of a hub to whom something can be assigned, by name.
///
/// # Errors
/// When the file can't be read.
pub async fn assignees(db: &Database, hub: HubId) -> Result<Vec<NamedPerson>, StoreError> {
    let rows: Vec<(PersonId, String)> = sqlx::query_as(
        "select person.id, person.name from hub_role join person on person.id = hub_role.person
         where hub_role.hub = ? and person.deactivated_at is null order by person.name",
    )
    .bind(hub)
    .fetch_all(db.readers())
    .await?;
    Ok(rows.into_iter().map(|(id, name)| NamedPerson { id, name }).collect())
}

/// The phases that are on record of a school.
///
/// # Errors
/// When the file can't be read.
pub async fn recorded(db: &Database, school: SchoolId) -> Result<Vec<Phase>, StoreError> {
    let rows: Vec<(String,)> =
        sqlx::query_as("select phase from school_phase where school = ?").bind(school).fetch_all(db.readers()).await?;
    Ok(rows.iter().filter_map(|(key,)| Phase::from_key(key)).collect())
}

/// One of a hub's with whom to answer, inside the transaction that has just written it.
///
/// # Errors
/// When the file can't be read.
pub async fn to_answer(changes: &mut Changes, hub: HubId, id: InterestId) -> Result<Option<(Interest, Contact)>, StoreError> {
    let interest = one_in(changes, hub, id).await?;
    Ok(interest.and_then(|interest| interest.answers.contact.clone().map(|contact| (interest, contact))))
}

/// Where the hub itself is written to: a name, which may be empty, and the address; `None` where that is not one.
///
/// # Errors
/// When there is no such hub, or the file can't be read.
pub async fn hub_address(changes: &mut Changes, hub: HubId) -> Result<Option<(String, EmailAddress)>, StoreError> {
    let face = hub::face_in(changes, hub).await?;
    Ok(face.contact_email.parse().ok().map(|address| (face.contact_name, address)))
}
