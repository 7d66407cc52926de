//! Carries out what [`linked_groups`](super::linked_groups) decided.

use std::collections::HashSet;

use sqlx::AssertSqlSafe;

use super::columns;
use super::linked_groups::Step;
use super::row_merges;
use super::short_name::short_name;
use crate::database::rows;
use crate::database::{Changes, Database};
use crate::error::StoreError;

/// How many steps are written in one transaction.
const BATCH: usize = 100;

/// The pairs of school and predecessor that are known.
pub(super) async fn linked(db: &Database) -> Result<HashSet<(String, String)>, StoreError> {
    let rows: Vec<(String, String)> = sqlx::query_as("select school, predecessor from school_predecessor").fetch_all(db.readers()).await?;
    Ok(rows.into_iter().collect())
}

/// Does it, in small transactions.
pub(super) async fn apply(db: &Database, steps: &[Step]) -> Result<(), StoreError> {
    for batch in steps.chunks(BATCH) {
        let mut changes = db.change().await?;
        for step in batch {
            take(&mut changes, step).await?;
        }
        changes.commit().await?;
    }
    Ok(())
}

async fn take(changes: &mut Changes, step: &Step) -> Result<(), StoreError> {
    match step {
        Step::Follow { school, predecessor, since } => follow(changes, school, predecessor, since.as_deref()).await,
        Step::Unfollow { school, predecessor } => {
            sqlx::query("delete from school_predecessor where school = ? and predecessor = ?")
                .bind(school)
                .bind(predecessor)
                .execute(changes.connection())
                .await?;
            Ok(())
        }
        Step::KeepApart { before, after } => row_merges::keep_apart(changes, before, after).await,
        Step::GoOn { older, newer, keep_newer, former, became, urn } => {
            let (stays, goes) = if *keep_newer { (&newer.id, &older.id) } else { (&older.id, &newer.id) };
            row_merges::record(changes, (older, newer), *keep_newer, former, became).await?;
            if *keep_newer {
                absorb(changes, stays, goes).await?;
            } else {
                take_details(changes, stays, goes, urn).await?;
            }
            for (urn, until) in former {
                sqlx::query("insert or ignore into school_former_urn (urn, school, until_date) values (?, ?, ?)")
                    .bind(urn)
                    .bind(stays)
                    .bind(until.as_deref())
                    .execute(changes.connection())
                    .await?;
            }
            Ok(())
        }
    }
}

/// Writes down that one school came from another.
pub(super) async fn follow(changes: &mut Changes, school: &str, predecessor: &str, since: Option<&str>) -> Result<(), StoreError> {
    sqlx::query("insert or ignore into school_predecessor (school, predecessor, since_date) values (?, ?, ?)")
        .bind(school)
        .bind(predecessor)
        .bind(since)
        .execute(changes.connection())
        .await?;
    Ok(())
}

/// The closed school's row goes on with number and details of its successor, whose own row goes.
async fn take_details(changes: &mut Changes, stays: &str, goes: &str, urn: &str) -> Result<(), StoreError> {
    let (name, short): (String, String) =
        sqlx::query_as("select name, short_name from school where id = ?").bind(stays).fetch_one(changes.connection()).await?;
    // Chosen by hand: people know it by that.
    let short = (short != short_name(&name)).then_some(short);
    // Two rows can't have the number at once.
    sqlx::query("update school set urn = 'going ' || id where id = ?").bind(goes).execute(changes.connection()).await?;
    let fields = columns::fields(", ");
    let update = format!(
        "update school set urn = ?2, imported_at = ?3, closed_seen_at = null, (short_name{fields}) = (select coalesce(?4, short_name){fields} from school where id = ?5)
         where id = ?1"
    );
    sqlx::query(AssertSqlSafe(update)).bind(stays).bind(urn).bind(rows::now()).bind(short).bind(goes).execute(changes.connection()).await?;
    absorb(changes, stays, goes).await
}

/// Gives a school what was linked to another one without a history, and takes that one away.
async fn absorb(changes: &mut Changes, stays: &str, goes: &str) -> Result<(), StoreError> {
    for statement in [
        "update school_former_urn set school = ?1 where school = ?2",
        "update school_fold set school = ?1 where school = ?2",
        "update or ignore school_predecessor set school = ?1 where school = ?2 and predecessor <> ?1",
        "update or ignore school_predecessor set predecessor = ?1 where predecessor = ?2 and school <> ?1",
        "delete from school_predecessor where school = ?2 or predecessor = ?2",
        "delete from school where id = ?2",
    ] {
        sqlx::query(statement).bind(stays).bind(goes).execute(changes.connection()).await?;
    }
    Ok(())
}
