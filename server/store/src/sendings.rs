//! How often what anybody can send, without an account, comes from one network, or goes to one address.

use chrono::TimeDelta;

use crate::database::Changes;
use crate::database::rows;
use crate::error::StoreError;

/// How long something that was sent counts.
pub(crate) const WINDOW: TimeDelta = TimeDelta::days(1);
/// By how much two moments may differ without the clock having been wrong.
const A_LITTLE: TimeDelta = TimeDelta::minutes(1);

/// What is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sending {
    Interest,
    PollAnswer,
    GuestLetter,
}

/// The statements that forget, count and add, for a table of moments and networks.
macro_rules! statements {
    ($table:literal) => {
        [
            concat!("delete from ", $table, " where at <= ? or at > ?"),
            concat!("select count(*) from ", $table, " where network = ?"),
            concat!("insert into ", $table, " (at, network) values (?, ?)"),
        ]
    };
}

/// Counts one that comes from a network, unless `most` did within a day: then it returns false. What is counted apart has a name of its own
/// in `network`.
pub(crate) async fn count(changes: &mut Changes, what: Sending, network: &str, most: i64) -> Result<bool, StoreError> {
    let [forget, count, add] = match what {
        Sending::Interest => statements!("interest_sending"),
        Sending::PollAnswer => statements!("poll_sending"),
        Sending::GuestLetter => statements!("guest_letter"),
    };
    let now = rows::now();
    // Also what was written while the clock was ahead, which would count until then.
    sqlx::query(forget).bind(now - WINDOW.num_milliseconds()).bind(now + A_LITTLE.num_milliseconds()).execute(changes.connection()).await?;
    let (before,): (i64,) = sqlx::query_as(count).bind(network).fetch_one(changes.connection()).await?;
    if before >= most {
        return Ok(false);
    }
    sqlx::query(add).bind(now).bind(network).execute(changes.connection()).await?;
    Ok(true)
}
