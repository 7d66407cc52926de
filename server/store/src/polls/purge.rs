//! Forgetting: so many days after a poll's end the names of those who answered without an account go, with what they wrote, their
//! secrets and the letters to them. What the schools said stays.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use model::calendar::clock;
use model::ids::{PollAnswerId, PollId};
use model::polls::DAYS_OF_NAMES;

use super::letter::{forget_letters, letters_to_forget};
use crate::database::{Changes, Database};
use crate::error::StoreError;
use crate::plain_words::plain;

/// The polls, in a statement, that ended before a moment, or before its day, and whose names are still there.
macro_rules! due_polls {
    ($what:literal) => {
        concat!(
            $what,
            " from poll
              where purged_at is null and ((closed_at is not null and closed_at <= ?1) or (closed_at is null and last_date < ?2))"
        )
    };
}

/// Forgets the names of polls that ended long enough before `now`. A poll that nobody closes ends with its last day.
///
/// # Errors
/// When the file can't be written to.
pub async fn purge(db: &Database, now: DateTime<Utc>) -> Result<(), StoreError> {
    let then = now - TimeDelta::days(i64::from(DAYS_OF_NAMES));
    let (ended, day) = (then.timestamp_millis(), clock::day(then).to_string());
    // Nobody is kept from writing where nothing is due, which is nearly always.
    let (due,): (i64,) = sqlx::query_as(due_polls!("select count(*)")).bind(ended).bind(&day).fetch_one(db.readers()).await?;
    if due == 0 && !letters_to_forget(db).await? {
        return Ok(());
    }
    let mut changes = db.change().await?;
    // Which they are is read once nobody else can write: one may have been opened again a moment ago.
    let due: Vec<PollId> = sqlx::query_scalar(due_polls!("select id")).bind(ended).bind(&day).fetch_all(changes.connection()).await?;
    for poll in due {
        forget_names(&mut changes, poll).await?;
        sqlx::query("update poll set purged_at = ? where id = ?")
            .bind(now.timestamp_millis())
            .bind(poll)
            .execute(changes.connection())
            .await?;
    }
    forget_letters(&mut changes).await?;
    changes.commit().await
}

/// What was typed as a school may be anything, so a number takes its place: the same for everybody of it.
async fn forget_names(changes: &mut Changes, poll: PollId) -> Result<(), StoreError> {
    let typed: Vec<(PollAnswerId, String)> =
        sqlx::query_as("select id, school_typed from poll_answer where poll = ? and person is null and school is null order by id")
            .bind(poll)
            .fetch_all(changes.connection())
            .await?;
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    for (answer, school) in typed {
        let next = numbers.len() + 1;
        let number = *numbers.entry(plain(&school)).or_insert(next);
        sqlx::query("update poll_answer set school_typed = ? where id = ?")
            .bind(format!("Another school {number}"))
            .bind(answer)
            .execute(changes.connection())
            .await?;
    }
    sqlx::query("update poll_answer set name = '', comment = '', own_hash = null where poll = ? and person is null")
        .bind(poll)
        .execute(changes.connection())
        .await?;
    Ok(())
}
