//! Schools: adding one by hand, looking one up, and what is known of it.

pub mod gias;
mod page;
mod people;
pub mod phases;
pub mod places;
mod search;

use std::collections::HashMap;

use model::ids::SchoolId;
use model::text::invisible::code;

use crate::database::rows;
use crate::database::{Changes, Database};
use crate::error::StoreError;

pub use page::{SchoolFacts, SchoolYear, facts, former_urns, relatives, years};
pub use people::{Part, SchoolPerson, When, people};
pub use search::{FoundSchool, found, search};

/// A school to be added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSchool<'a> {
    /// Unique reference number, from Get Information about Schools.
    pub urn: &'a str,
    /// Its full name.
    pub name: &'a str,
    /// What people call it.
    pub short_name: &'a str,
    pub town: &'a str,
}

/// Adds a school.
///
/// # Errors
/// When a school has this URN already, or the file can't be written to.
pub async fn add(changes: &mut Changes, school: &NewSchool<'_>) -> Result<SchoolId, StoreError> {
    let id = SchoolId::generate();
    sqlx::query("insert into school (id, urn, name, short_name, town, created_at) values (?, ?, ?, ?, ?, ?)")
        .bind(id)
        .bind(school.urn)
        .bind(school.name)
        .bind(school.short_name)
        .bind(school.town)
        .bind(rows::now())
        .execute(changes.connection())
        .await?;
    Ok(id)
}

/// The school with this URN, or that had it before.
///
/// # Errors
/// When the file can't be read.
pub async fn by_urn(db: &Database, urn: &str) -> Result<Option<SchoolId>, StoreError> {
    Ok(sqlx::query_scalar(
        "select id from school where urn = ?1
         union all select school from school_former_urn where urn = ?1 limit 1",
    )
    .bind(urn)
    .fetch_optional(db.readers())
    .await?)
}

/// How many schools there are, and how many of them are open.
///
/// # Errors
/// When the file can't be read.
pub async fn count(db: &Database) -> Result<(u32, u32), StoreError> {
    Ok(sqlx::query_as("select count(*), coalesce(sum(status <> 'Closed'), 0) from school").fetch_one(db.readers()).await?)
}

/// What the list of found schools says beside each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DirectoryStatus {
    /// `Open`, `Closed` …
    pub status: String,
    /// The number by which it was found, when that is one it had before.
    pub former_urn: Option<String>,
}

/// What there is to say beside each of the schools, which were found by what was `typed`.
///
/// # Errors
/// When the file can't be read.
pub async fn statuses(db: &Database, schools: &[SchoolId], typed: &str) -> Result<HashMap<SchoolId, DirectoryStatus>, StoreError> {
    let list: Vec<String> = schools.iter().map(|id| format!("\"{id}\"")).collect();
    let number = code(typed);
    let number = number.as_str();
    let number = if number.len() >= 4 && number.bytes().all(|byte| byte.is_ascii_digit()) { number } else { "-" };
    let rows: Vec<(SchoolId, String, Option<String>)> = sqlx::query_as(
        "select id, status, (select min(urn) from school_former_urn where school = school.id and urn between ?2 and ?2 || 'z')
         from school where id in (select value from json_each(?1))",
    )
    .bind(format!("[{}]", list.join(",")))
    .bind(number)
    .fetch_all(db.readers())
    .await?;
    Ok(rows.into_iter().map(|(id, status, former_urn)| (id, DirectoryStatus { status, former_urn })).collect())
}
