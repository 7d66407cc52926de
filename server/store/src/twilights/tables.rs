//! The tables of a twilight, each with the board on which it works.

use std::collections::BTreeMap;

use model::accounts::roles::Person;
use model::documents::board::Summary;
use model::ids::{DocumentId, WorkshopId};
use model::text::line::Line;

use super::door::Twilight;
use super::opening::{make, note};
use crate::database::rows;
use crate::database::{Changes, Database};
use crate::error::StoreError;

/// A table as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    pub number: u8,
    /// Beside its number; may be empty.
    pub name: String,
    pub board: DocumentId,
    /// What lists show of the board.
    pub summary: Summary,
    /// How many guests sit there.
    pub guests: u32,
    /// From which schools, by their short names.
    pub schools: Vec<String>,
}

#[derive(sqlx::FromRow)]
struct TableRow {
    number: i64,
    name: String,
    board: DocumentId,
    summary: String,
}

/// The tables of a twilight, by number. Those whose board was archived are not among them.
///
/// # Errors
/// When the file can't be read.
pub async fn tables(db: &Database, workshop: WorkshopId) -> Result<Vec<Table>, StoreError> {
    let mut view = db.view().await?;
    let tables: Vec<TableRow> = sqlx::query_as(
        "select number, name, board, document.summary
         from twilight_table join document on document.id = twilight_table.board
         where twilight_table.workshop = ? and document.archived_at is null
         order by number",
    )
    .bind(workshop)
    .fetch_all(&mut *view)
    .await?;
    let guests: Vec<(i64, String)> = sqlx::query_as(
        "select seat, coalesce(school.short_name, guest.school_name)
         from guest left join school on school.id = guest.school
         where guest.workshop = ? and seat is not null and removed_at is null
         order by 2",
    )
    .bind(workshop)
    .fetch_all(&mut *view)
    .await?;
    let mut seated: BTreeMap<i64, Vec<String>> = BTreeMap::new();
    for (seat, school) in guests {
        seated.entry(seat).or_default().push(school);
    }
    let table = |row: TableRow| {
        let mut schools = seated.remove(&row.number).unwrap_or_default();
        let guests = u32::try_from(schools.len()).unwrap_or(u32::MAX);
        schools.dedup();
        let summary = rows::summary(&row.summary);
        Ok(Table { number: rows::small(row.number)?, name: row.name, board: row.board, summary, guests, schools })
    };
    tables.into_iter().map(table).collect()
}

/// A table to be set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewTable {
    pub number: u8,
    pub name: Line,
    pub board: DocumentId,
}

/// Sets the tables of a twilight, instead of those it has. `false` when one of the boards is none of the group's, or was archived: then
/// nothing is changed.
///
/// # Errors
/// When the file can't be written to, or two tables have the same number.
pub async fn set_tables(changes: &mut Changes, of: &Twilight, by: &Person, tables: &[NewTable]) -> Result<bool, StoreError> {
    for table in tables {
        let (there,): (bool,) = sqlx::query_as(
            "select exists (select 1 from document where id = ? and work_group = ? and kind = 'board' and archived_at is null)",
        )
        .bind(table.board)
        .bind(of.group)
        .fetch_one(changes.connection())
        .await?;
        if !there {
            return Ok(false);
        }
    }
    make(changes, of.workshop).await?;
    sqlx::query("delete from twilight_table where workshop = ?").bind(of.workshop).execute(changes.connection()).await?;
    for table in tables {
        sqlx::query("insert into twilight_table (workshop, number, name, board) values (?, ?, ?, ?)")
            .bind(of.workshop)
            .bind(i64::from(table.number))
            .bind(table.name.as_str())
            .bind(table.board)
            .execute(changes.connection())
            .await?;
    }
    let words = match tables.len() {
        0 => format!("Took the tables away from the twilight of {}.", of.in_words()),
        1 => format!("Set one table for the twilight of {}.", of.in_words()),
        several => format!("Set {several} tables for the twilight of {}.", of.in_words()),
    };
    note(changes, of, by, "workshop.tables_set", &words).await?;
    Ok(true)
}
