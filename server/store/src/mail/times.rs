//! When messages go: at 07:30 on school days those that can wait, and after a failure later and later.

use chrono::{DateTime, Days, NaiveTime, TimeDelta, Utc};
use model::calendar::clock;
use model::calendar::school_days::is_school_day;

/// On British clocks: before the first bell, so that it is read before the day begins.
const DIGEST_HOUR: (u32, u32) = (7, 30);
/// Longer than any holiday.
const LOOK_AROUND_DAYS: u64 = 70;
/// How long after each failed try the next one comes; after the last of these, every hour.
const PAUSES: [i64; 4] = [1, 5, 15, 60];
/// After so many failed tries, which take three days with these pauses, a message is given up.
const TRIES: u32 = 75;

/// The last moment at which digests went out, or should have: 07:30 on the latest school day that has come so far.
pub fn last_digest(now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let today = clock::day(now);
    (0..LOOK_AROUND_DAYS).filter_map(|back| moment(today.checked_sub_days(Days::new(back))?)).find(|moment| *moment <= now)
}

/// The next such moment.
pub fn next_digest(now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let today = clock::day(now);
    (0..LOOK_AROUND_DAYS).filter_map(|on| moment(today.checked_add_days(Days::new(on))?)).find(|moment| *moment > now)
}

fn moment(day: chrono::NaiveDate) -> Option<DateTime<Utc>> {
    let time = NaiveTime::from_hms_opt(DIGEST_HOUR.0, DIGEST_HOUR.1, 0)?;
    is_school_day(day).then(|| clock::moment(day.and_time(time)))
}

/// When to try again after so many failed tries; `None` when it is time to give up. In milliseconds since 1970.
pub(super) fn next_try(attempts: u32, now: i64) -> Option<i64> {
    let place = usize::try_from(attempts.saturating_sub(1)).unwrap_or(usize::MAX).min(PAUSES.len() - 1);
    (attempts < TRIES).then(|| now + TimeDelta::minutes(PAUSES[place]).num_milliseconds())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().expect("a moment")
    }

    #[test]
    fn digests_go_at_half_past_seven_on_british_clocks() {
        assert_eq!(next_digest(at("2026-11-24T07:29:59Z")), Some(at("2026-11-24T07:30:00Z")));
        assert_eq!(last_digest(at("2026-11-24T07:30:00Z")), Some(at("2026-11-24T07:30:00Z")));
        assert_eq!(next_digest(at("2026-06-24T06:00:00Z")), Some(at("2026-06-24T06:30:00Z")), "in summer");
    }

    #[test]
    fn weekends_and_holidays_wait_for_the_next_school_day() {
        assert_eq!(next_digest(at("2026-11-27T09:00:00Z")), Some(at("2026-11-30T07:30:00Z")));
        assert_eq!(last_digest(at("2026-11-29T12:00:00Z")), Some(at("2026-11-27T07:30:00Z")));
        assert_eq!(next_digest(at("2026-12-18T09:00:00Z")), Some(at("2027-01-04T07:30:00Z")));
        assert_eq!(next_digest(at("2026-07-21T12:00:00Z")), Some(at("2026-09-01T06:30:00Z")));
        assert_eq!(last_digest(at("2026-08-31T12:00:00Z")), Some(at("2026-07-21T06:30:00Z")));
    }

    #[test]
    fn a_message_is_tried_for_three_days_later_and_later() {
        let (mut now, mut pauses) = (0, Vec::new());
        while let Some(next) = next_try(pauses.len() as u32 + 1, now) {
            pauses.push((next - now) / 60_000);
            now = next;
        }
        assert_eq!(pauses[..6], [1, 5, 15, 60, 60, 60]);
        let hours = now / 3_600_000;
        assert!((71..=72).contains(&hours), "{hours}");
    }
}
