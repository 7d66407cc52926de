//! How often one may try: per account against guessing one person's password, per address against trying many people's.
//!
//! The counts are in the database, so that a restart forgives nobody.

use std::net::IpAddr;

use chrono::TimeDelta;
use model::accounts::email::EmailAddress;
use sha2::{Digest, Sha256};

use super::SignInError;
use crate::database::rows;
use crate::database::{Changes, Database};
use crate::error::StoreError;

/// How long an attempt counts.
pub const WINDOW: TimeDelta = TimeDelta::minutes(15);
/// Wrong passwords for one account within [`WINDOW`].
pub const PER_ACCOUNT: i64 = 10;
/// Wrong passwords from one network address within [`WINDOW`]: a whole school shares one.
pub const PER_ADDRESS: i64 = 50;

/// Links to sign in that are sent to one address within [`WINDOW`]: enough for impatience, too few to fill somebody's inbox.
pub const LINKS_PER_ACCOUNT: i64 = 5;
/// And from one network address: a whole school shares one.
pub const LINKS_PER_ADDRESS: i64 = 40;

/// How long attempts are kept at all: long enough to look into yesterday's trouble.
const KEPT: TimeDelta = TimeDelta::days(1);

/// By how much two moments may differ without the clock having been wrong.
const A_LITTLE: TimeDelta = TimeDelta::minutes(1);

/// An attempt that has begun.
pub(super) struct Attempt(i64);

/// Writes the attempt down as a wrong one, unless there were too many. Where the browser is `known`, by a name of its own, its
/// attempts are counted for themselves.
pub(super) async fn begin_attempt(
    db: &Database,
    email: &EmailAddress,
    address: IpAddr,
    known: Option<&str>,
) -> Result<Attempt, SignInError> {
    let mut changes = db.change().await?;
    let (account, address) = match known {
        Some(device) => (format!("device {device} {email}"), format!("device {device}")),
        None => (email.to_string(), network(address)),
    };
    let id = count(&mut changes, &Sha256::digest(account), &address, PER_ACCOUNT, PER_ADDRESS).await?;
    changes.commit().await?;
    Ok(Attempt(id))
}

/// Counts a letter with a link to sign in, unless there were too many. Wrong passwords are counted apart: neither shuts out
/// the other.
pub(super) async fn count_link(changes: &mut Changes, email: &EmailAddress, address: IpAddr) -> Result<(), SignInError> {
    let account = Sha256::digest(format!("link {email}")).to_vec();
    let address = format!("link {}", network(address));
    count(changes, &account, &address, LINKS_PER_ACCOUNT, LINKS_PER_ADDRESS).await?;
    Ok(())
}

/// Writes one more row for this account and address, and returns its id.
async fn count(changes: &mut Changes, account: &[u8], address: &str, per_account: i64, per_address: i64) -> Result<i64, SignInError> {
    let now = rows::now();
    // The moment from which there is room again: that of the last attempt but (limit − 1).
    // What was written while the clock was ahead has not happened yet, and would lock somebody out until it has.
    let row: (Option<i64>, Option<i64>) = sqlx::query_as(
        "select (select at from sign_in_attempt where account = ?1 and at > ?3 and at <= ?6 and ok = 0
                 order by at desc limit 1 offset ?4),
                (select at from sign_in_attempt where address = ?2 and at > ?3 and at <= ?6 and ok = 0
                 order by at desc limit 1 offset ?5)",
    )
    .bind(account)
    .bind(address)
    .bind(now - WINDOW.num_milliseconds())
    .bind(per_account - 1)
    .bind(per_address - 1)
    .bind(now)
    .fetch_one(changes.connection())
    .await?;
    if let Some(blocking) = row.0.max(row.1) {
        let wait = blocking + WINDOW.num_milliseconds() - now;
        return Err(SignInError::TooMany { minutes: minutes(wait) });
    }
    sqlx::query("delete from sign_in_attempt where at < ? or at > ?")
        .bind(now - KEPT.num_milliseconds())
        .bind(now + A_LITTLE.num_milliseconds())
        .execute(changes.connection())
        .await?;
    let done = sqlx::query("insert into sign_in_attempt (at, address, account, ok) values (?, ?, ?, 0)")
        .bind(now)
        .bind(address)
        .bind(account)
        .execute(changes.connection())
        .await?;
    Ok(done.last_insert_rowid())
}

/// The attempt was a right one after all.
pub(super) async fn succeed(changes: &mut Changes, attempt: Attempt) -> Result<(), StoreError> {
    sqlx::query("update sign_in_attempt set ok = 1 where id = ?").bind(attempt.0).execute(changes.connection()).await?;
    Ok(())
}

/// Milliseconds as minutes, rounded up.
fn minutes(milliseconds: i64) -> u32 {
    u32::try_from(milliseconds.max(1).unsigned_abs().div_ceil(60_000)).unwrap_or(u32::MAX)
}

/// What counts as one address: an IPv4 address, or the 64 bits of IPv6 that a subscriber gets to play with.
pub(crate) fn network(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_subscriber_is_one_network() {
        let network = |text: &str| network(text.parse().expect("an address"));
        assert_eq!(network("192.0.2.7"), "192.0.2.7");
        assert_eq!(network("::ffff:192.0.2.7"), "192.0.2.7");
        assert_eq!(network("2001:db8:1:2:3:4:5:6"), network("2001:db8:1:2::1"));
        assert_ne!(network("2001:db8:1:2::1"), network("2001:db8:1:3::1"));
    }

    #[test]
    fn waiting_is_told_in_whole_minutes_that_suffice() {
        assert_eq!([minutes(-5), minutes(1), minutes(60_000), minutes(60_001)], [1, 1, 1, 2]);
    }
}
