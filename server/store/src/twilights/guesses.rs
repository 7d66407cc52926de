//! Guessing codes has a limit. Only wrong ones are counted, so that a whole school behind one address comes in as fast as it likes; and where so many
//! are wrong that somebody guesses, right ones have to wait as well: otherwise guessing itself would be as fast as ever.

use std::net::IpAddr;

use chrono::TimeDelta;

use super::refused::Refused;
use crate::accounts::sign_in::network;
use crate::database::Database;
use crate::database::rows;
use crate::error::StoreError;

/// So many wrong codes from one network address are answered within a minute.
pub const WRONG_A_MINUTE: i64 = 10;
/// After so many, answered or not, somebody guesses there.
pub const MANY_A_MINUTE: i64 = 100;
const WINDOW: TimeDelta = TimeDelta::minutes(1);
/// By how much two moments may differ without the clock having been wrong.
const A_LITTLE: TimeDelta = TimeDelta::minutes(1);

/// Counts a wrong code.
///
/// # Errors
/// [`Refused::Guessing`] when there were too many.
pub async fn count_wrong(db: &Database, from: IpAddr) -> Result<(), Refused> {
    let (now, network) = (rows::now(), network(from));
    let unanswered = unanswered(&network);
    let mut changes = db.change().await?;
    // Also what was written while the clock was ahead, which would count until then.
    sqlx::query("delete from twilight_guess where at <= ? or at > ?")
        .bind(now - WINDOW.num_milliseconds())
        .bind(now + A_LITTLE.num_milliseconds())
        .execute(changes.connection())
        .await?;
    let (before, beyond): (i64, i64) = sqlx::query_as(
        "select (select count(*) from twilight_guess where network = ?1), (select count(*) from twilight_guess where network = ?2)",
    )
    .bind(&network)
    .bind(&unanswered)
    .fetch_one(changes.connection())
    .await?;
    let is_answered = before < WRONG_A_MINUTE;
    // More than that says nothing more.
    if before + beyond < MANY_A_MINUTE {
        sqlx::query("insert into twilight_guess (at, network) values (?, ?)")
            .bind(now)
            .bind(if is_answered { network } else { unanswered })
            .execute(changes.connection())
            .await?;
    }
    changes.commit().await?;
    if is_answered { Ok(()) } else { Err(Refused::Guessing) }
}

/// Whether somebody guesses in a network: then even a right code opens nothing to whoever is not in yet, until a minute without so many is over.
///
/// # Errors
/// When the file can't be read.
pub async fn is_guessing(db: &Database, from: IpAddr) -> Result<bool, StoreError> {
    let (now, network) = (rows::now(), network(from));
    let (lately,): (i64,) = sqlx::query_as("select count(*) from twilight_guess where network in (?1, ?2) and at > ?3 and at <= ?4")
        .bind(&network)
        .bind(unanswered(&network))
        .bind(now - WINDOW.num_milliseconds())
        .bind(now + A_LITTLE.num_milliseconds())
        .fetch_one(db.readers())
        .await?;
    Ok(lately >= MANY_A_MINUTE)
}

/// The name by which wrong codes of a network are counted that were not answered: they keep nobody else's from being.
fn unanswered(network: &str) -> String {
    format!("{network} unanswered")
}
