//! Moments on British clocks: kept in UTC, shown in Europe/London.

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeZone, Utc};
use chrono_tz::Europe::London;

/// The day it is in Britain now.
pub fn today() -> NaiveDate {
    day(Utc::now())
}

/// A day as pages write it: `Tue 3 Nov 2026`.
pub fn short(day: NaiveDate) -> String {
    day.format("%a %-d %b %Y").to_string()
}

/// The day it is in Britain at a moment.
pub fn day(moment: DateTime<Utc>) -> NaiveDate {
    moment.with_timezone(&London).date_naive()
}

/// `Tuesday 24 November 2026`.
pub fn long_date(moment: DateTime<Utc>) -> String {
    moment.with_timezone(&London).format("%A %-d %B %Y").to_string()
}

/// `Tue 24 Nov 2026`.
pub(crate) fn short_date(day: NaiveDate) -> String {
    day.format("%a %-d %b %Y").to_string()
}

/// `15:45`.
pub fn clock(moment: DateTime<Utc>) -> String {
    moment.with_timezone(&London).format("%H:%M").to_string()
}

/// The moment at which British clocks show `local`. In the hour that the clocks skip in spring there is none: then the hour after.
pub fn moment(local: NaiveDateTime) -> DateTime<Utc> {
    London
        .from_local_datetime(&local)
        .earliest()
        .or_else(|| London.from_local_datetime(&(local + chrono::TimeDelta::hours(1))).earliest())
        .map_or_else(|| local.and_utc(), |moment| moment.to_utc())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn local(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("a local time")
    }

    #[test]
    fn summer_and_winter_have_their_own_offset() {
        assert_eq!(moment(local("2026-11-24 15:45")).to_rfc3339(), "2026-11-24T15:45:00+00:00");
        assert_eq!(moment(local("2026-06-24 15:45")).to_rfc3339(), "2026-06-24T14:45:00+00:00");
        assert_eq!(clock(moment(local("2026-06-24 15:45"))), "15:45");
        assert_eq!(long_date(moment(local("2026-06-24 00:15"))), "Wednesday 24 June 2026");
    }

    #[test]
    fn the_hour_that_spring_skips_becomes_the_next_one() {
        assert_eq!(clock(moment(local("2026-03-29 01:30"))), "02:30");
    }
}
