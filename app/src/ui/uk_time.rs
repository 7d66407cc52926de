//! Moments in words, on British clocks.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveDateTime, TimeDelta, Utc};

/// When something happened, seen from `now`: `today at 16:12`, `yesterday at 17:05`, `Tue 10 Nov`, `Tue 10 Nov 2025`.
pub fn when(then: DateTime<Utc>, now: DateTime<Utc>) -> String {
    let (then, now) = (british(then), british(now));
    if then.date() == now.date() {
        format!("today at {}", then.format("%H:%M"))
    } else if Some(then.date()) == now.date().checked_sub_days(Days::new(1)) {
        format!("yesterday at {}", then.format("%H:%M"))
    } else if (now - then).abs() < TimeDelta::days(200) {
        then.format("%a %-d %b").to_string()
    } else {
        then.format("%a %-d %b %Y").to_string()
    }
}

/// A moment in full, for papers: `Tue 24 Nov 2026, 16:12`.
pub fn day_and_time(then: DateTime<Utc>) -> String {
    british(then).format("%a %-d %b %Y, %H:%M").to_string()
}

/// The day of a moment in full: `29 November 2026`.
pub fn long_day(moment: DateTime<Utc>) -> String {
    british(moment).format("%-d %B %Y").to_string()
}

/// A moment for spreadsheets, which sort it: `2026-11-24 16:12`.
pub fn sortable(then: DateTime<Utc>) -> String {
    british(then).format("%Y-%m-%d %H:%M").to_string()
}

/// A day as short as it goes: `Tue 24 Nov`, from `2026-11-24`. Anything else stays empty.
pub fn short_day(day: &str) -> String {
    day.parse::<NaiveDate>().map(|day| day.format("%a %-d %b").to_string()).unwrap_or_default()
}

/// The day of a moment in milliseconds since 1970: `Tue 24 Nov`.
pub fn day_of(milliseconds: i64) -> String {
    DateTime::from_timestamp_millis(milliseconds).map(|at| british(at).format("%a %-d %b").to_string()).unwrap_or_default()
}

/// The day it is in Britain at a moment.
pub fn british_day(moment: DateTime<Utc>) -> NaiveDate {
    british(moment).date()
}

/// What British clocks show: an hour later from the last Sunday in March to the last in October, 01:00 UTC both.
fn british(moment: DateTime<Utc>) -> NaiveDateTime {
    let utc = moment.naive_utc();
    let change = |month| last_sunday(utc.year(), month).and_then(|day| day.and_hms_opt(1, 0, 0));
    match (change(3), change(10)) {
        (Some(spring), Some(autumn)) if spring <= utc && utc < autumn => utc + TimeDelta::hours(1),
        _ => utc,
    }
}

fn last_sunday(year: i32, month: u32) -> Option<NaiveDate> {
    let last = NaiveDate::from_ymd_opt(year, month, 31)?;
    last.checked_sub_days(Days::new(u64::from(last.weekday().num_days_from_sunday())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().expect("a moment")
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
    fn a_day_is_short() {
        assert_eq!(short_day("2026-11-24"), "Tue 24 Nov");
        assert_eq!(short_day(""), "");
        assert_eq!(sortable(at("2026-06-24T15:12:00Z")), "2026-06-24 16:12");
        assert_eq!(day_and_time(at("2026-06-24T15:12:00Z")), "Wed 24 Jun 2026, 16:12");
    }
}
