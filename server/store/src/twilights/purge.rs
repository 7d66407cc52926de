//! What becomes of guests when their time is over: nothing names them any more. What they wrote, and that somebody of their school was there, stays;
//! and who has an account and said that it was them is named by that.

use chrono::{DateTime, Utc};
use model::mail::{CLAIM, RETURN_LINK};

use super::claims::{any_to_forget, forget_addresses};
use super::letters;
use super::return_link::LETTER_KEPT;
use crate::database::Database;
use crate::error::StoreError;

/// Whose time is over: the twilight was long ago. Nobody joins more than a day before it, so one that has moved on since keeps nobody's name
/// longer than was said.
macro_rules! whose_time_is_over {
    ($before:literal) => {
        concat!(
            $before,
            " from guest
              where purged_at is null
                and exists (select 1 from workshop
                            join group_year on group_year.id = workshop.group_year
                            join work_group on work_group.id = group_year.work_group
                            join hub on hub.id = work_group.hub
                            where workshop.id = guest.workshop
                              and min(max(coalesce(workshop.twilight_ends_at, guest.joined_at), guest.joined_at), guest.joined_at + 2 * 86400000)
                                  + hub.guest_days * 86400000 <= ?1)"
        )
    };
}

/// Deletes the names of guests whose twilight was so many days before `now` as their hub says, with what lets them in; and letters with links that never went,
/// with the addresses they were for.
/// Returns how many guests those were.
///
/// # Errors
/// When the file can't be written to.
pub async fn purge(db: &Database, now: DateTime<Utc>) -> Result<u64, StoreError> {
    let (guests, written_before) = (now.timestamp_millis(), (now - LETTER_KEPT).timestamp_millis());
    let (any,): (bool,) = sqlx::query_as(concat!(
        "select exists (",
        whose_time_is_over!("select 1"),
        ") or exists (select 1 from outbox where kind in (?2, ?3) and created_at <= ?4 and state <> 'sending')"
    ))
    .bind(guests)
    .bind(RETURN_LINK)
    .bind(CLAIM)
    .bind(written_before)
    .fetch_one(db.readers())
    .await?;
    if !any && !any_to_forget(db, now).await? && !letters::any_to_forget(db, now).await? {
        return Ok(0);
    }
    let mut changes = db.change().await?;
    sqlx::query(concat!("delete from guest_session where guest in (", whose_time_is_over!("select id"), ")"))
        .bind(guests)
        .execute(changes.connection())
        .await?;
    let purged = sqlx::query(concat!(
        "update guest set name = '', form_hash = null, seat = null, purged_at = ?2 where id in (",
        whose_time_is_over!("select id"),
        ")"
    ))
    .bind(guests)
    .bind(now.timestamp_millis())
    .execute(changes.connection())
    .await?;
    sqlx::query("delete from outbox where kind in (?, ?) and created_at <= ? and state <> 'sending'")
        .bind(RETURN_LINK)
        .bind(CLAIM)
        .bind(written_before)
        .execute(changes.connection())
        .await?;
    forget_addresses(&mut changes, now).await?;
    letters::forget(&mut changes, now).await?;
    changes.commit().await?;
    Ok(purged.rows_affected())
}
