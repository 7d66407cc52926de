//! What is known of schools before an import begins.

use std::collections::{HashMap, HashSet};

use sqlx::{AssertSqlSafe, Row};
use sqlx_sqlite::SqliteRow;

use super::columns::{self, KEPT, Kind};
use super::terms::CLOSED;
use super::values::Value;
use crate::database::Database;
use crate::error::StoreError;

/// A school that is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Known {
    /// Its id; empty for one that a preview would add.
    pub id: String,
    pub name: String,
    pub closed: bool,
    /// On which day.
    pub close_date: Option<String>,
    /// On which day it opened.
    pub open_date: Option<String>,
    /// Since when it is known here, in milliseconds.
    pub known_since: i64,
    /// When an import first saw that it has closed, if one did.
    pub closed_seen: Option<i64>,
}

impl Known {
    /// Whether it was known while the other one was still known as open.
    pub(super) fn was_beside(&self, closed: &Self) -> bool {
        closed.closed_seen.is_some_and(|seen| self.known_since < seen)
    }
}

#[derive(sqlx::FromRow)]
struct SchoolRow {
    urn: String,
    id: String,
    name: String,
    status: String,
    close_date: Option<String>,
    open_date: Option<String>,
    created_at: i64,
    closed_seen_at: Option<i64>,
}

impl SchoolRow {
    fn read(self) -> (String, Known) {
        let Self { urn, id, name, status, close_date, open_date, created_at, closed_seen_at } = self;
        let closed = status == CLOSED;
        (urn, Known { id, name, closed, close_date, open_date, known_since: created_at, closed_seen: closed_seen_at })
    }
}

/// Every school by its number, and which number went over into which.
#[derive(Clone, Debug, Default)]
pub(super) struct Existing {
    /// By their present number.
    pub schools: HashMap<String, Known>,
    /// By a number that a school had before.
    pub former: HashMap<String, Former>,
}

/// A number that a school had before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Former {
    /// The one it has.
    pub present: String,
    /// The school as it was under this number; `None` where the number was never a school's here, and the links only led past it.
    pub was: Option<Known>,
}

#[derive(sqlx::FromRow)]
struct FormerRow {
    urn: String,
    present: String,
    until_date: Option<String>,
    only_between: bool,
    name: Option<String>,
    close_date: Option<String>,
    open_date: Option<String>,
    created_at: Option<i64>,
    closed_seen_at: Option<i64>,
}

impl FormerRow {
    /// Where an earlier version did not keep what the school was, nothing is known but that it was one.
    fn read(self) -> (String, Former) {
        let Self { urn, present, until_date, only_between, name, close_date, open_date, created_at, closed_seen_at } = self;
        let was = Known {
            id: String::new(),
            name: name.unwrap_or_default(),
            closed: true,
            close_date: close_date.or(until_date),
            open_date,
            known_since: created_at.unwrap_or_default(),
            closed_seen: closed_seen_at,
        };
        (urn, Former { present, was: (!only_between).then_some(was) })
    }
}

impl Existing {
    /// The number that a school has, by one that it has or had.
    pub(super) fn present<'a>(&'a self, urn: &'a str) -> &'a str {
        self.former.get(urn).map_or(urn, |former| &former.present)
    }

    /// A school as it is or was under a number.
    pub(super) fn under(&self, urn: &str) -> Option<&Known> {
        self.former.get(urn).map_or_else(|| self.schools.get(urn), |former| former.was.as_ref())
    }

    /// Reads it.
    pub(super) async fn load(db: &Database) -> Result<Self, StoreError> {
        let mut view = db.view().await?;
        let schools: Vec<SchoolRow> =
            sqlx::query_as("select urn, id, name, status, close_date, open_date, created_at, closed_seen_at from school")
                .fetch_all(&mut *view)
                .await?;
        let former: Vec<FormerRow> = sqlx::query_as(
            "select former.urn, school.urn as present, until_date, json_extract(details, '$.name') as name,
                    former.urn in (select value from school_fold, json_each(middle) where undone_at is null) as only_between,
                    json_extract(details, '$.close_date') as close_date, json_extract(details, '$.open_date') as open_date,
                    json_extract(details, '$.created_at') as created_at, json_extract(details, '$.closed_seen_at') as closed_seen_at
             from school_former_urn as former join school on school.id = former.school
             left join school_fold on school_fold.before_urn = former.urn and school_fold.school = former.school and undone_at is null",
        )
        .fetch_all(&mut *view)
        .await?;
        Ok(Self { schools: schools.into_iter().map(SchoolRow::read).collect(), former: former.into_iter().map(FormerRow::read).collect() })
    }
}

/// The tables in which something is told of a school that must not be lost. A test compares this with the schema.
pub(super) const HISTORY: [(&str, &str); 14] = [
    ("person", "school"),
    ("school_role", "school"),
    ("group_school", "school"),
    ("workshop", "host"),
    ("poll_answer", "school"),
    ("document", "school"),
    ("lead_participation", "school"),
    ("commitment", "school"),
    ("interest", "school"),
    ("school_phase", "school"),
    ("guest", "school"),
    ("attendance", "school"),
    ("closed_day", "school"),
    ("host_pack", "school"),
];

/// The ids of all schools with a history.
pub(super) async fn with_history(db: &Database) -> Result<HashSet<String>, StoreError> {
    let parts: Vec<String> =
        HISTORY.iter().map(|(table, column)| format!("select {column} from {table} where {column} is not null")).collect();
    let rows: Vec<(String,)> = sqlx::query_as(AssertSqlSafe(parts.join(" union "))).fetch_all(db.readers()).await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// A school with all that is kept of it.
pub(super) struct Current {
    pub short_name: String,
    /// In the order of [`KEPT`].
    pub values: Vec<Value>,
}

/// The schools with these numbers, by number.
pub(super) async fn current(db: &Database, urns: &[&str]) -> Result<HashMap<String, Current>, StoreError> {
    if urns.is_empty() {
        return Ok(HashMap::new());
    }
    let list = format!("[\"{}\"]", urns.join("\",\""));
    let select = format!("select urn, short_name{} from school where urn in (select value from json_each(?))", columns::fields(", "));
    let rows = sqlx::query(AssertSqlSafe(select)).bind(list).fetch_all(db.readers()).await?;
    rows.iter().map(|row| Ok((row.try_get(0)?, Current { short_name: row.try_get(1)?, values: values(row)? }))).collect()
}

fn values(row: &SqliteRow) -> Result<Vec<Value>, StoreError> {
    let mut values = Vec::with_capacity(KEPT.len());
    for (place, column) in KEPT.iter().enumerate() {
        values.push(match column.kind {
            Kind::Number | Kind::Metres => row.try_get::<Option<i64>, _>(place + 2)?.map_or(Value::Nothing, Value::Number),
            Kind::Text | Kind::Always | Kind::Day => row.try_get::<Option<String>, _>(place + 2)?.map_or(Value::Nothing, Value::Text),
        });
    }
    Ok(values)
}
