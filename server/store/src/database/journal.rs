//! Rows as they were before and as they were left, kept with what was done, so that it can be taken back exactly: and only
//! as long as nobody has changed them since.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use sqlx::AssertSqlSafe;

use crate::database::Changes;
use crate::error::StoreError;

/// A table whose rows can be brought back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Table {
    WorkGroup,
    GroupYear,
    GroupSchool,
    LeadParticipation,
    Interest,
    Workshop,
    Commitment,
    Outbox,
}

impl Table {
    /// Its name in the file.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::WorkGroup => "work_group",
            Self::GroupYear => "group_year",
            Self::GroupSchool => "group_school",
            Self::LeadParticipation => "lead_participation",
            Self::Interest => "interest",
            Self::Workshop => "workshop",
            Self::Commitment => "commitment",
            Self::Outbox => "outbox",
        }
    }

    /// The condition that finds a row by its key.
    fn by_key(self) -> &'static str {
        match self {
            Self::GroupSchool => "group_year = ?1 and school = ?2",
            _ => "id = ?1",
        }
    }
}

/// One row's way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct RowChange {
    /// Where it is.
    pub table: Table,
    /// Its key, in the order of the table's columns.
    pub key: Vec<String>,
    /// Its columns before; `None` when there was no such row.
    pub before: Option<Map<String, Value>>,
    /// Its columns afterwards; `None` when it was deleted.
    pub after: Option<Map<String, Value>>,
}

impl RowChange {
    /// One of its columns as text, as it was left or else as it was before.
    pub(crate) fn text(&self, column: &str) -> &str {
        let row = self.after.as_ref().or(self.before.as_ref());
        row.and_then(|row| row.get(column)).and_then(Value::as_str).unwrap_or_default()
    }
}

/// What was done, row by row, in order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Journal {
    rows: Vec<RowChange>,
}

impl Journal {
    /// Remembers a row before something is done to it. To be called once more is no harm.
    pub(crate) async fn watch(&mut self, changes: &mut Changes, table: Table, key: &[String]) -> Result<(), StoreError> {
        if !self.rows.iter().any(|row| row.table == table && row.key == key) {
            let before = read(changes, table, key).await?;
            self.rows.push(RowChange { table, key: key.to_vec(), before, after: None });
        }
        Ok(())
    }

    /// Remembers a row that was just made.
    pub(crate) fn made(&mut self, table: Table, key: Vec<String>) {
        self.rows.push(RowChange { table, key, before: None, after: None });
    }

    /// Remembers how all rows were left, and forgets those that are as before.
    pub(crate) async fn close(&mut self, changes: &mut Changes) -> Result<(), StoreError> {
        for row in &mut self.rows {
            row.after = read(changes, row.table, &row.key).await?;
        }
        self.rows.retain(|row| row.before != row.after);
        Ok(())
    }

    /// Whether nothing was done.
    pub(crate) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Every row.
    pub(crate) fn rows(&self) -> &[RowChange] {
        &self.rows
    }

    /// As it is kept.
    pub(crate) fn to_text(&self) -> Result<String, StoreError> {
        serde_json::to_string(self).map_err(|error| StoreError::Corrupt(error.to_string()))
    }

    /// As it was kept.
    pub(crate) fn from_text(text: &str) -> Result<Self, StoreError> {
        serde_json::from_str(text).map_err(|error| StoreError::Corrupt(format!("a journal: {error}")))
    }

    /// The rows that are not as they were left, each with how it is now.
    pub(crate) async fn changed_since(&self, changes: &mut Changes) -> Result<Vec<(&RowChange, Option<Map<String, Value>>)>, StoreError> {
        let mut changed = Vec::new();
        for row in &self.rows {
            let now = read(changes, row.table, &row.key).await?;
            // A column that a later version added says nothing about what was left.
            let same = match (&row.after, &now) {
                (None, None) => true,
                (Some(after), Some(now)) => after.iter().all(|(column, value)| now.get(column) == Some(value)),
                _ => false,
            };
            if !same {
                changed.push((row, now));
            }
        }
        Ok(changed)
    }

    /// Puts every row back. The order does not matter: whether all belongs together again is asked at the end.
    pub(crate) async fn restore(&self, changes: &mut Changes) -> Result<(), StoreError> {
        sqlx::query("pragma defer_foreign_keys = on").execute(changes.connection()).await?;
        for row in self.rows.iter().rev() {
            let (table, by_key) = (row.table.name(), row.table.by_key());
            let Some(before) = &row.before else {
                execute(changes, format!("delete from {table} where {by_key}"), &row.key).await?;
                continue;
            };
            let columns: Vec<&str> = before.keys().map(String::as_str).filter(|column| is_column(column)).collect();
            let value = |column: &&str| format!("json_extract(?3, '$.{column}')");
            let statement = if row.after.is_some() {
                let values: Vec<String> = columns.iter().map(|column| format!("{column} = {}", value(column))).collect();
                format!("update {table} set {} where {by_key}", values.join(", "))
            } else {
                let values: Vec<String> = columns.iter().map(value).collect();
                // The key takes no part in it, but keeps its numbers.
                format!("insert into {table} ({}) select {} where ?1 is not ?2", columns.join(", "), values.join(", "))
            };
            let first = row.key.first().cloned().unwrap_or_default();
            let second = row.key.get(1).cloned().unwrap_or_default();
            execute(changes, statement, &[first, second, Value::Object(before.clone()).to_string()]).await?;
        }
        Ok(())
    }
}

/// Tables with rows that belong to a row which is no longer there, each once: asked before a deletion is kept.
pub(crate) async fn orphaned(changes: &mut Changes) -> Result<Vec<String>, StoreError> {
    let tables: Vec<(String,)> =
        sqlx::query_as("select distinct \"table\" from pragma_foreign_key_check").fetch_all(changes.connection()).await?;
    Ok(tables.into_iter().map(|(table,)| table).collect())
}

async fn read(changes: &mut Changes, table: Table, key: &[String]) -> Result<Option<Map<String, Value>>, StoreError> {
    let columns: Vec<(String,)> =
        sqlx::query_as("select name from pragma_table_info(?) order by cid").bind(table.name()).fetch_all(changes.connection()).await?;
    let pairs: Vec<String> =
        columns.iter().filter(|(column,)| is_column(column)).map(|(column,)| format!("'{column}', {column}")).collect();
    let statement = format!("select json_object({}) from {} where {}", pairs.join(", "), table.name(), table.by_key());
    // Nothing in the statement was typed by anybody: names of tables and columns alone.
    let mut query = sqlx::query_as::<_, (String,)>(AssertSqlSafe(statement));
    for part in key {
        query = query.bind(part);
    }
    let row = query.fetch_optional(changes.connection()).await?;
    row.map(|(text,)| serde_json::from_str(&text).map_err(|error| StoreError::Corrupt(error.to_string()))).transpose()
}

async fn execute(changes: &mut Changes, statement: String, values: &[String]) -> Result<(), StoreError> {
    let mut query = sqlx::query(AssertSqlSafe(statement));
    for value in values {
        query = query.bind(value);
    }
    query.execute(changes.connection()).await?;
    Ok(())
}

/// Names of columns are of small letters: a journal that somebody changed in the file can't smuggle in anything else.
fn is_column(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}
