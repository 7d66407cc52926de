//! Which rows imports have made one, and which of them look wrong now.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use model::ids::SchoolId;
use sqlx::AssertSqlSafe;
use uuid::Uuid;

use super::chains::Chains;
use super::columns;
use super::held::{Held, Known};
use super::judge::{self, Doubt, Way};
use super::links::Ties;
use crate::database::{Changes, Database};
use crate::error::StoreError;
use crate::rows;

/// A number that a school had before, as an import understood the links.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fold {
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
    pub folded_at: Option<DateTime<Utc>>,
    /// Whether what is told of the school was the closed one's before; where that is not known, it is taken to be the present one's.
    pub history_of_closed: bool,
    /// Why this may have been two schools all the time, as a sentence.
    pub doubt: Option<&'static str>,
}

#[derive(sqlx::FromRow)]
struct Row {
    urn: String,
    until_date: Option<String>,
    school: String,
    present: String,
    was: Option<String>,
    folded_at: Option<i64>,
    stayed: Option<String>,
}

/// Every school that goes on under another number, the doubtful ones first.
///
/// # Errors
/// When the file can't be read.
pub async fn folds(db: &Database) -> Result<Vec<Fold>, StoreError> {
    let (held, ties) = (Held::load(db).await?, Ties::load(db).await?);
    let chains = Chains::new(&ties);
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
    let formers: HashMap<&str, &Row> = rows.iter().map(|row| (row.urn.as_str(), row)).collect();
    let mut found = Vec::new();
    for row in &rows {
        let Some(newer) = held.schools.get(&row.present) else { continue };
        // Numbers that were only passed on the way were never a school's here.
        if between.contains(&row.urn)
            || (row.folded_at.is_none() && row.until_date.is_none() && chains.comes_after_one_of(&row.urn, &formers))
        {
            continue;
        }
        found.push(Fold {
            school: rows::id(&row.school)?,
            name: newer.name.clone(),
            before_urn: row.urn.clone(),
            urn: row.present.clone(),
            was: row.was.clone(),
            until: row.until_date.clone(),
            folded_at: row.folded_at.map(rows::time).transpose()?,
            history_of_closed: row.stayed.as_deref() == Some("before"),
            doubt: doubt(row, newer, &held, &chains).map(Doubt::words),
        });
    }
    found.sort_by_key(|fold| fold.doubt.is_none());
    Ok(found)
}

/// What speaks against it by today's links and days.
fn doubt(row: &Row, newer: &Known, held: &Held, chains: &Chains<'_>) -> Option<Doubt> {
    let Some(way) = chains.follow(&row.urn, held).filter(|way| way.numbers.last() == Some(&row.present)) else {
        return Some(Doubt::NotLinked);
    };
    let older = Known { close_date: row.until_date.clone(), ..Known::default() };
    let one_step = Way { numbers: way.numbers.iter().take(1).cloned().collect(), ..way.clone() };
    if chains.merged(&row.urn, &one_step, row.until_date.as_deref()) {
        return Some(Doubt::Merger);
    }
    if way.numbers.len() < 2 {
        return judge::days(&older, newer, &way);
    }
    // Of the number in between only the links are known.
    let next = Known { open_date: way.first.clone(), ..Known::default() };
    judge::days(&older, &next, &one_step)
}

impl Chains<'_> {
    /// Whether a number is the one that a former number of the same school simply became.
    fn comes_after_one_of(&self, urn: &str, formers: &HashMap<&str, &Row>) -> bool {
        let same = |before: &str| formers.get(before).zip(formers.get(urn)).is_some_and(|(one, other)| one.school == other.school);
        self.links().any(|(before, after, _)| after == urn && same(before))
    }
}

/// Keeps what is needed to take a fold back, before it is done.
pub(super) async fn record(
    changes: &mut Changes,
    (older, newer): (&Known, &Known),
    keep_newer: bool,
    former: &[(String, Option<String>)],
    urn: &str,
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
        .bind(urn)
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

/// The pairs that stay two schools, by their numbers before and after.
pub(super) async fn apart(db: &Database) -> Result<HashSet<(String, String)>, StoreError> {
    let rows: Vec<(String, String)> = sqlx::query_as("select before_urn, after_urn from school_kept_apart").fetch_all(db.readers()).await?;
    Ok(rows.into_iter().collect())
}
