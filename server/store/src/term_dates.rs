//! Term dates that a hub has entered for a local authority and an academic year. Where it has entered none, those hold that are usual in
//! England.

use std::collections::HashMap;

use model::accounts::roles::Person;
use model::calendar::academic_year::AcademicYear;
use model::calendar::terms::Terms;
use model::ids::HubId;
use sqlx_sqlite::SqliteConnection;

use crate::audit::{self, Entry, Who};
use crate::database::{Changes, Database};
use crate::error::StoreError;

/// A local authority with schools of the hub's groups.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authority {
    /// Its number in Get Information about Schools: `933`.
    pub code: String,
    pub name: String,
    /// How many of those schools are in it.
    pub schools: u32,
    /// What the hub has entered for the year.
    pub terms: Option<Terms>,
}

#[derive(sqlx::FromRow)]
struct Row {
    code: String,
    name: String,
    schools: u32,
    terms: Option<String>,
}

/// The local authorities of the schools that are or were in the hub's groups, by name, with what the hub has entered for a year.
///
/// # Errors
/// When the file can't be read.
pub async fn authorities(db: &Database, hub: HubId, year: AcademicYear) -> Result<Vec<Authority>, StoreError> {
    let rows: Vec<Row> = sqlx::query_as(
        "select la_code as code, coalesce(max(la_name), la_code) as name, count(distinct school.id) as schools,
                (select terms from term_dates where hub = ?1 and authority = la_code and academic_year = ?2) as terms
         from work_group
         join group_year on group_year.work_group = work_group.id
         join group_school on group_school.group_year = group_year.id
         join school on school.id = group_school.school
         where work_group.hub = ?1 and la_code <> ''
         group by la_code
         order by 2, 1",
    )
    .bind(hub)
    .bind(year)
    .fetch_all(db.readers())
    .await?;
    let read = |row: Row| {
        let terms = row.terms.as_deref().map(read).transpose()?;
        Ok(Authority { code: row.code, name: row.name, schools: row.schools, terms })
    };
    rows.into_iter().map(read).collect()
}

/// Keeps term dates, and notes it. Those that are kept already leave nothing to note.
///
/// # Errors
/// When the file can't be written to.
pub async fn save(
    changes: &mut Changes,
    (hub, by): (HubId, &Person),
    authority: &Authority,
    year: AcademicYear,
    terms: &Terms,
) -> Result<(), StoreError> {
    if of_hub(changes.connection(), hub, year).await?.get(&authority.code) == Some(terms) {
        return Ok(());
    }
    let text = serde_json::to_string(terms).map_err(|error| StoreError::Corrupt(error.to_string()))?;
    sqlx::query(
        "insert into term_dates (hub, authority, academic_year, terms) values (?, ?, ?, ?)
         on conflict (hub, authority, academic_year) do update set terms = excluded.terms",
    )
    .bind(hub)
    .bind(&authority.code)
    .bind(year)
    .bind(text)
    .execute(changes.connection())
    .await?;
    note(changes, (hub, by), "term_dates.saved", authority, &format!("Entered the term dates of {} for {year}.", authority.name)).await
}

/// Takes them out, so that the usual ones hold again, and notes it. Where there were none nothing is noted.
///
/// # Errors
/// When the file can't be written to.
pub async fn remove(
    changes: &mut Changes,
    (hub, by): (HubId, &Person),
    authority: &Authority,
    year: AcademicYear,
) -> Result<(), StoreError> {
    let removed = sqlx::query("delete from term_dates where hub = ? and authority = ? and academic_year = ?")
        .bind(hub)
        .bind(&authority.code)
        .bind(year)
        .execute(changes.connection())
        .await?;
    if removed.rows_affected() == 0 {
        return Ok(());
    }
    let words = format!("Went back to the usual term dates for {} in {year}.", authority.name);
    note(changes, (hub, by), "term_dates.removed", authority, &words).await
}

async fn note(
    changes: &mut Changes,
    (hub, by): (HubId, &Person),
    action: &str,
    authority: &Authority,
    words: &str,
) -> Result<(), StoreError> {
    let entry = Entry { hub: Some(hub), who: Who::Person(by), action, subject: Some(authority.code.clone()), words };
    audit::write(changes, &entry).await
}

/// All that a hub has entered for a year, by the authorities' numbers.
pub(crate) async fn of_hub(
    connection: &mut SqliteConnection,
    hub: HubId,
    year: AcademicYear,
) -> Result<HashMap<String, Terms>, StoreError> {
    let rows: Vec<(String, String)> = sqlx::query_as("select authority, terms from term_dates where hub = ? and academic_year = ?")
        .bind(hub)
        .bind(year)
        .fetch_all(connection)
        .await?;
    rows.into_iter().map(|(authority, terms)| Ok((authority, read(&terms)?))).collect()
}

fn read(text: &str) -> Result<Terms, StoreError> {
    serde_json::from_str(text).map_err(|error| StoreError::Corrupt(format!("the term dates {text:?}: {error}")))
}
