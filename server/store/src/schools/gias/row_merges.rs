//! Which rows imports have made one, and which of them look wrong now.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use model::ids::SchoolId;
use sqlx::AssertSqlSafe;
use uuid::Uuid;

use super::columns;
use super::existing::{Existing, Known};
use super::import::Renumbering;
use super::links::Ties;
use super::recheck::recheck;
use super::whole_links;
use crate::database::rows;
use crate::database::{Changes, Database};
use crate::error::StoreError;

/// A number that a school had before, as an import understood the links.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowMerge {
    /// The row that both numbers lead to.
    pub school: SchoolId,
    /// What it is called under the number it has.
    pub name: String,
    /// The number it had, and the one it has.
    pub before_urn: String,
    pub urn: String,
    /// Its name under the number it had; `None` where an earlier version did not keep it.
    pub was: Option<String>,
    /// The day until which it had the number, if known.
    pub until: Option<String>,
    /// When the rows were made one; `None` where an earlier version did not keep it.
    pub merged_at: Option<DateTime<Utc>>,
    /// Whether what is told of the school was the closed one's before; where that is not known, it is taken to be the present one's.
    pub history_of_closed: bool,
    /// Why this may have been two schools all the time, as a sentence.
    pub doubt: Option<&'static str>,
}

#[derive(sqlx::FromRow)]
pub(super) struct Row {
    pub urn: String,
    pub until_date: Option<String>,
    pub school: SchoolId,
    pub present: String,
    pub was: Option<String>,
    pub folded_at: Option<i64>,
    pub stayed: Option<String>,
}

/// Every school that goes on under another number, the doubtful ones first.
///
/// # Errors
/// When the file can't be read.
pub async fn row_merges(db: &Database) -> Result<Vec<RowMerge>, StoreError> {
    let rows: Vec<Row> = sqlx::query_as(
        "select former.urn, former.until_date, former.school, school.urn as present, json_extract(details, '$.name') as was, folded_at, stayed
         from school_former_urn as former join school on school.id = former.school
         left join school_fold on school_fold.before_urn = former.urn and school_fold.school = former.school and undone_at is null
         order by school.name, former.until_date, former.urn",
    )
    .fetch_all(db.readers())
    .await?;
    let between: HashSet<String> =
        sqlx::query_scalar("select value from school_fold, json_each(school_fold.middle) where undone_at is null")
            .fetch_all(db.readers())
            .await?
            .into_iter()
            .collect();
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let (existing, ties, whole) = (Existing::load(db).await?, Ties::load(db).await?, whole_links::are_whole(db).await?);
    // There may be tens of thousands of links, and others wait for this thread.
    let looking = tokio::task::spawn_blocking(move || recheck(&rows, &between, &existing, &ties, whole));
    looking.await.map_err(|error| StoreError::Interrupted(error.to_string()))?
}

/// Keeps what is needed to take a merge back, before it is done.
pub(super) async fn record(
    changes: &mut Changes,
    (older, newer): (&Known, &Known),
    keep_newer: bool,
    former: &[(String, Option<String>)],
    became: &str,
) -> Result<(), StoreError> {
    let (stays, goes, stayed) = if keep_newer { (newer, older, "after") } else { (older, newer, "before") };
    let fields = columns::KEPT.iter().fold(String::new(), |all, column| format!("{all}, '{0}', {0}", column.field));
    let insert = format!(
        "insert into school_fold (id, school, before_urn, after_urn, gone, stayed, middle, folded_at, details)
         select ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8,
                json_object('short_name', short_name, 'created_at', created_at, 'imported_at', imported_at, 'closed_seen_at', closed_seen_at{fields})
         from school where id = ?9"
    );
    let between: Vec<&str> = former.iter().skip(1).map(|(urn, _)| urn.as_str()).collect();
    sqlx::query(AssertSqlSafe(insert))
        .bind(Uuid::now_v7().to_string())
        .bind(&stays.id)
        .bind(former.first().map(|(urn, _)| urn.as_str()).unwrap_or_default())
        .bind(became)
        .bind(&goes.id)
        .bind(stayed)
        .bind(serde_json::to_string(&between).map_err(|error| StoreError::Corrupt(error.to_string()))?)
        .bind(rows::now())
        .bind(&older.id)
        .execute(changes.connection())
        .await?;
    Ok(())
}

/// Two schools stay two from now on.
pub(super) async fn keep_apart(changes: &mut Changes, before: &str, after: &str) -> Result<(), StoreError> {
    sqlx::query("insert or ignore into school_kept_apart (before_urn, after_urn, decided_at) values (?, ?, ?)")
        .bind(before)
        .bind(after)
        .bind(rows::now())
        .execute(changes.connection())
        .await?;
    Ok(())
}

/// What the hub has decided not to hold: they stay two schools.
pub(super) async fn apart(db: &Database) -> Result<HashSet<Renumbering>, StoreError> {
    let rows: Vec<(String, String)> = sqlx::query_as("select before_urn, after_urn from school_kept_apart").fetch_all(db.readers()).await?;
    Ok(rows.into_iter().map(|(before, after)| Renumbering { before, after }).collect())
}
