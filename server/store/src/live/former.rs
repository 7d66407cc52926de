//! Words that were removed from a document's fields, kept until their day is over: the log that held them is compacted meanwhile.

use chrono::{DateTime, Utc};
use model::calendar::clock;
use model::live::text::{FORMER_BYTES, FORMER_OF_A_FIELD, FORMER_PIECES, FormerWords};
use sqlx_sqlite::SqliteConnection;

use crate::database::Database;
use crate::error::StoreError;

/// What was removed from a document on the day that it is `now`, in the order in which it was.
pub(super) async fn of(connection: &mut SqliteConnection, document: &str, now: DateTime<Utc>) -> Result<Vec<FormerWords>, StoreError> {
    let rows: Vec<(String, i64, i64, String)> = sqlx::query_as(
        "select field, kept_at, removed_at, words from document_former
         where document = ? and removed_at >= ?
         order by removed_at, field, kept_at",
    )
    .bind(document)
    .bind(day_began(now))
    .fetch_all(connection)
    .await?;
    let former = rows.into_iter().filter_map(|(field, kept_at, removed_at, words)| {
        Some(FormerWords { field, kept_at: kept_at.try_into().ok()?, removed_at: removed_at.try_into().ok()?, words })
    });
    Ok(former.collect())
}

/// Keeps what was removed. Of more than a field or a document may keep, the oldest goes.
pub(super) async fn keep(connection: &mut SqliteConnection, document: &str, former: &[FormerWords]) -> Result<(), StoreError> {
    for words in former {
        sqlx::query(
            "insert into document_former (document, field, kept_at, removed_at, words) values (?, ?, ?, ?, ?)
             on conflict (document, field, kept_at) do update set removed_at = excluded.removed_at, words = excluded.words",
        )
        .bind(document)
        .bind(&words.field)
        .bind(words.kept_at.cast_signed())
        .bind(words.removed_at.cast_signed())
        .bind(&words.words)
        .execute(&mut *connection)
        .await?;
    }
    if !former.is_empty() {
        sqlx::query(
            "delete from document_former where document = ?1 and (field, kept_at) in (
                 select field, kept_at from (
                     select field, kept_at, row_number() over newest as number, sum(length(cast(words as blob))) over newest as bytes,
                            row_number() over (partition by field order by removed_at desc, kept_at desc) as of_field
                     from document_former where document = ?1
                     window newest as (order by removed_at desc, kept_at desc, field)
                 ) where number > ?2 or bytes > ?3 or of_field > ?4
             )",
        )
        .bind(document)
        .bind(FORMER_PIECES as i64)
        .bind(FORMER_BYTES as i64)
        .bind(FORMER_OF_A_FIELD as i64)
        .execute(connection)
        .await?;
    }
    Ok(())
}

/// Deletes what was removed before the day that it is `now`, from every document.
///
/// # Errors
/// When the file can't be written to.
pub async fn sweep_former(db: &Database, now: DateTime<Utc>) -> Result<(), StoreError> {
    let began = day_began(now);
    let (any,): (bool,) =
        sqlx::query_as("select exists (select 1 from document_former where removed_at < ?)").bind(began).fetch_one(db.readers()).await?;
    if any {
        let mut changes = db.change().await?;
        sqlx::query("delete from document_former where removed_at < ?").bind(began).execute(changes.connection()).await?;
        changes.commit().await?;
    }
    Ok(())
}

/// When the day began in Britain that it is at a moment, in milliseconds since 1970.
pub fn day_began(now: DateTime<Utc>) -> i64 {
    clock::begins(clock::day(now)).timestamp_millis()
}
