//! Compares rows of the extract with what is known, and writes what is different.

use sqlx::AssertSqlSafe;
use sqlx::query::Query;
use sqlx_sqlite::{Sqlite, SqliteArguments};

use model::ids::SchoolId;

use super::columns::{self, CLOSE_DATE, KEPT, Kind, NAME, PHASE, STATUS};
use super::existing::Current;
use super::letters;
use super::listed::{BadRow, ChangedSchool, FieldChange, ListedSchool};
use super::record::Record;
use super::report::Report;
use super::short_name::short_name;
use super::terms::{self, CLOSED};
use super::values::Value;
use crate::database::Changes;
use crate::database::rows;
use crate::error::StoreError;

/// What is to be done about a row.
pub(super) enum Task {
    /// The school is new; it gets this id.
    Add(SchoolId, Record),
    /// Something is different: the record has every kept value, the text is the short name from now on.
    Change(Record, String),
}

/// What is to be done about a row, and tells the report. `None` when everything is the same. `ours` says whether something
/// is told of the school here.
pub(super) fn compare(record: Record, current: Option<&Current>, ours: bool, report: &mut Report) -> Option<Task> {
    let Some(current) = current else {
        tell_of_damage(&record, report);
        report.add_new(ListedSchool { urn: record.urn.clone(), name: record.name().to_owned(), note: record.town().to_owned(), ours });
        return Some(Task::Add(SchoolId::generate(), record));
    };
    let mut merged = record;
    for (before, after) in current.values.iter().zip(&mut merged.values).filter(|(_, after)| **after == Value::Absent) {
        after.clone_from(before);
    }
    keep_better(&mut merged, current, report);
    let (mut fields, mut different, mut counts) = (Vec::new(), false, false);
    for ((column, before), after) in KEPT.iter().zip(&current.values).zip(&mut merged.values) {
        if before != after {
            (different, counts) = (true, counts || column.counts());
            if column.is_read() {
                fields.push(FieldChange { what: column.words.to_owned(), before: before.words(), after: after.words() });
            }
        }
    }
    if !counts {
        report.unchanged += 1;
    }
    if !different {
        return None;
    }
    let (urn, name) = (merged.urn.clone(), merged.name().to_owned());
    let old_name = current.values[NAME].words();
    // One that somebody chose by hand stays.
    let short = if current.short_name == short_name(&old_name) { short_name(&name) } else { current.short_name.clone() };
    if !counts {
        return Some(Task::Change(merged, short));
    }
    if merged.is_closed() && current.values[STATUS] != merged.values[STATUS] {
        report.add_closed(ListedSchool { urn, name, note: merged.values[CLOSE_DATE].words(), ours });
    } else {
        report.add_changed(ChangedSchool { urn, name, fields, ours });
    }
    Some(Task::Change(merged, short))
}

/// What is known stays where the file has it mangled, in another spelling, or no longer. What the file does not have is in already.
fn keep_better(merged: &mut Record, current: &Current, report: &mut Report) {
    let closed = merged.is_closed();
    for (place, ((column, before), after)) in KEPT.iter().zip(&current.values).zip(&mut merged.values).enumerate() {
        let keep = match (&*after, before) {
            (Value::Text(new), Value::Text(known)) if matches!(place, STATUS | PHASE) => terms::same(new, known),
            (Value::Text(new), Value::Text(known)) if letters::worse(new, known) => {
                let reason = format!("has {new:?} in {}, whose letters are damaged: {known:?} stays", column.header);
                report.add_odd(BadRow { file: report.extract_file.clone(), line: merged.line, reason });
                true
            }
            // A day on which a school closed is not forgotten while it is closed.
            (Value::Nothing, Value::Text(_)) => place == CLOSE_DATE && closed,
            _ => false,
        };
        if keep {
            after.clone_from(before);
        }
    }
}

/// A new school whose letters are lost: it is taken all the same, and told of.
fn tell_of_damage(record: &Record, report: &mut Report) {
    for (column, value) in KEPT.iter().zip(&record.values) {
        if let Value::Text(text) = value
            && letters::damaged(text)
        {
            let reason = format!("has {text:?} in {}, whose letters are damaged, and nothing better is known", column.header);
            report.add_odd(BadRow { file: report.extract_file.clone(), line: record.line, reason });
        }
    }
}

/// The two statements, made once for a whole import.
pub(super) struct Statements {
    add: String,
    change: String,
}

impl Statements {
    pub(super) fn new() -> Self {
        let marks = ", ?".repeat(KEPT.len());
        let set = KEPT.iter().fold(String::new(), |set, column| format!("{set}, {} = ?", column.field));
        Self {
            // Somebody may have added it by hand since the comparison.
            add: format!(
                "insert into school (id, urn, short_name, created_at, imported_at{}) values (?, ?, ?, ?, ?{marks}) on conflict (urn) do nothing",
                columns::fields(", ")
            ),
            // What is on the right is as it was before.
            change: format!(
                "update school set short_name = ?, imported_at = ?,
                        closed_seen_at = case when ? <> '{CLOSED}' then null when status <> '{CLOSED}' then ? else closed_seen_at end{set}
                 where urn = ?"
            ),
        }
    }

    /// Writes what is to be done; `begun` is when the import began.
    pub(super) async fn write(&self, changes: &mut Changes, tasks: &[Task], begun: i64) -> Result<(), StoreError> {
        let now = rows::now();
        for task in tasks {
            match task {
                Task::Add(id, record) => {
                    let query = sqlx::query(AssertSqlSafe(self.add.as_str()))
                        .bind(id)
                        .bind(&record.urn)
                        .bind(short_name(record.name()))
                        .bind(now)
                        .bind(now);
                    bind(query, &record.values).execute(changes.connection()).await?;
                }
                Task::Change(record, short) => {
                    let status = record.values[STATUS].words();
                    let query = sqlx::query(AssertSqlSafe(self.change.as_str())).bind(short).bind(now).bind(status).bind(begun);
                    bind(query, &record.values).bind(&record.urn).execute(changes.connection()).await?;
                }
            }
        }
        Ok(())
    }
}

type Bound<'a> = Query<'a, Sqlite, SqliteArguments>;

fn bind<'a>(mut query: Bound<'a>, values: &'a [Value]) -> Bound<'a> {
    for (place, (column, value)) in KEPT.iter().zip(values).enumerate() {
        query = match (value, column.kind) {
            (Value::Text(text), _) => query.bind(text),
            (Value::Number(number), _) => query.bind(*number),
            // The file says nothing about it, and the table wants something.
            (Value::Absent | Value::Nothing, Kind::Always) => query.bind(if place == STATUS { "Open" } else { "" }),
            (Value::Absent | Value::Nothing, _) => query.bind(None::<&str>),
        };
    }
    query
}
