//! British clocks: moments are kept in UTC and shown in Europe/London. The one home of moments in words; days in words are
//! [`super::day`]'s.

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Timelike, Utc};
use chrono_tz::Europe::London;

use super::day::{short, shortest};

/// The day it is in Britain at a moment.
pub fn day(moment: DateTime<Utc>) -> NaiveDate {
    british(moment).date()
}

/// The time of day: `15:45`.
pub fn time(moment: DateTime<Utc>) -> String {
    british(moment).format("%H:%M").to_string()
}

/// The time of day, in minutes after midnight.
pub fn minutes(moment: DateTime<Utc>) -> u32 {
    british(moment).hour() * 60 + british(moment).minute()
}

/// When something happened, seen from `now`: `today at 16:12`, `yesterday at 17:05`, `Tue 10 Nov`, `Tue 10 Nov 2025`.
pub fn when(then: DateTime<Utc>, now: DateTime<Utc>) -> String {
    let (date, today) = (day(then), day(now));
    if date == today {
        format!("today at {}", time(then))
    } else if Some(date) == today.checked_sub_days(Days::new(1)) {
        format!("yesterday at {}", time(then))
    } else if (british(now) - british(then)).abs() < TimeDelta::days(200) {
        shortest(date)
    } else {
        short(date)
    }
}

/// A moment in full, for papers: `Tue 24 Nov 2026, 16:12`.
pub fn day_and_time(moment: DateTime<Utc>) -> String {
    format!("{}, {}", short(day(moment)), time(moment))
}

/// The same within a sentence: `Tue 24 Nov 2026 at 16:12`.
pub fn day_at_time(moment: DateTime<Utc>) -> String {
    format!("{} at {}", short(day(moment)), time(moment))
}

/// A moment for spreadsheets, which sort it: `2026-11-24 16:12`.
pub fn sortable(moment: DateTime<Utc>) -> String {
    british(moment).format("%Y-%m-%d %H:%M").to_string()
}

/// The same where many lie close together: `2026-11-24 16:12:07`.
pub fn sortable_to_the_second(moment: DateTime<Utc>) -> String {
    british(moment).format("%Y-%m-%d %H:%M:%S").to_string()
}

/// The moment at which British clocks show `local`. In the hour that the clocks skip in spring there is none: then the hour after.
pub fn moment(local: NaiveDateTime) -> DateTime<Utc> {
    London
        .from_local_datetime(&local)
        .earliest()
        .or_else(|| London.from_local_datetime(&(local + TimeDelta::hours(1))).earliest())
        .map_or_else(|| local.and_utc(), |moment| moment.to_utc())
}

/// The moment at which a day begins in Britain.
pub fn begins(day: NaiveDate) -> DateTime<Utc> {
    moment(day.and_time(NaiveTime::MIN))
}

/// What British clocks show.
pub fn british(moment: DateTime<Utc>) -> NaiveDateTime {
    moment.with_timezone(&London).naive_local()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().expect("a moment")
    }

    fn local(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("a local time")
    }

    #[test]
    fn recent_edits_say_the_time_and_older_ones_the_day() {
        let now = at("2026-11-24T16:30:00Z");
        assert_eq!(when(at("2026-11-24T16:12:00Z"), now), "today at 16:12");
        assert_eq!(when(at("2026-11-23T17:05:00Z"), now), "yesterday at 17:05");
        assert_eq!(when(at("2026-11-10T17:05:00Z"), now), "Tue 10 Nov");
        assert_eq!(when(at("2025-11-10T17:05:00Z"), now), "Mon 10 Nov 2025");
    }

    #[test]
    fn summer_has_its_own_hour() {
        assert_eq!(british(at("2026-03-29T00:59:59Z")).to_string(), "2026-03-29 00:59:59");
        assert_eq!(british(at("2026-03-29T01:00:00Z")).to_string(), "2026-03-29 02:00:00");
        assert_eq!(british(at("2026-10-25T00:59:59Z")).to_string(), "2026-10-25 01:59:59");
        assert_eq!(british(at("2026-10-25T01:00:00Z")).to_string(), "2026-10-25 01:00:00");
        assert_eq!(when(at("2026-06-24T23:30:00Z"), at("2026-06-25T12:00:00Z")), "today at 00:30");
    }

    #[test]
    fn summer_and_winter_have_their_own_offset() {
        assert_eq!(moment(local("2026-11-24 15:45")).to_rfc3339(), "2026-11-24T15:45:00+00:00");
        assert_eq!(moment(local("2026-06-24 15:45")).to_rfc3339(), "2026-06-24T14:45:00+00:00");
        assert_eq!(time(moment(local("2026-06-24 15:45"))), "15:45");
        assert_eq!(day(moment(local("2026-06-24 00:15"))).to_string(), "2026-06-24");
    }

    #[test]
    fn the_hour_that_spring_skips_becomes_the_next_one() {
        assert_eq!(time(moment(local("2026-03-29 01:30"))), "02:30");
    }

    #[test]
    fn a_day_begins_at_midnight_in_britain() {
        assert_eq!(begins(day(at("2026-06-24T12:00:00Z"))), at("2026-06-23T23:00:00Z"));
        assert_eq!(begins(day(at("2026-11-24T12:00:00Z"))), at("2026-11-24T00:00:00Z"));
    }

    #[test]
    fn a_moment_is_written_for_papers_and_for_spreadsheets() {
        let moment = at("2026-06-24T15:12:07Z");
        assert_eq!(day_and_time(moment), "Wed 24 Jun 2026, 16:12");
        assert_eq!(day_at_time(moment), "Wed 24 Jun 2026 at 16:12");
        assert_eq!(sortable(moment), "2026-06-24 16:12");
        assert_eq!(sortable_to_the_second(moment), "2026-06-24 16:12:07");
    }
}
