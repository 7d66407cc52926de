//! Guessing codes has a limit. Only wrong ones are counted: a whole school behind one address comes in as fast as it likes.

use std::net::IpAddr;

use chrono::TimeDelta;

use super::refused::Refused;
use crate::accounts::sign_in::network;
use crate::database::Database;
use crate::database::rows;

/// So many wrong codes from one network address are answered within a minute.
pub const WRONG_A_MINUTE: i64 = 10;
const WINDOW: TimeDelta = TimeDelta::minutes(1);
/// By how much two moments may differ without the clock having been wrong.
const A_LITTLE: TimeDelta = TimeDelta::minutes(1);

/// Counts a wrong code.
///
/// # Errors
/// [`Refused::Guessing`] when there were too many.
pub async fn count_wrong(db: &Database, from: IpAddr) -> Result<(), Refused> {
    let (now, network) = (rows::now(), network(from));
    let mut changes = db.change().await?;
    // Also what was written while the clock was ahead, which would count until then.
    sqlx::query("delete from twilight_guess where at <= ? or at > ?")
        .bind(now - WINDOW.num_milliseconds())
        .bind(now + A_LITTLE.num_milliseconds())
        .execute(changes.connection())
        .await?;
    let (before,): (i64,) =
        sqlx::query_as("select count(*) from twilight_guess where network = ?").bind(&network).fetch_one(changes.connection()).await?;
    if before >= WRONG_A_MINUTE {
        return Err(Refused::Guessing);
    }
    sqlx::query("insert into twilight_guess (at, network) values (?, ?)").bind(now).bind(network).execute(changes.connection()).await?;
    changes.commit().await?;
    Ok(())
}
