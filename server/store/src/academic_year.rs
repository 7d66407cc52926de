//! Academic years, 1 September to 31 August, kept as the calendar year in which they begin.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use model::calendar::clock;

/// SQL for the present year of a group, seen from the academic year `$now`: the latest that has begun, or the first when none
/// has. A group that is formed in June for September is there from June on.
macro_rules! present_year {
    ($group:literal, $now:literal) => {
        concat!(
            "(select present.academic_year from group_year as present where present.work_group = ",
            $group,
            " order by present.academic_year <= ",
            $now,
            " desc, abs(present.academic_year - ",
            $now,
            ") limit 1)"
        )
    };
    // The same where what is known is a day, like `2026-11-24`.
    ($group:literal, on $day:literal) => {
        concat!(
            "(select present.academic_year from group_year as present where present.work_group = ",
            $group,
            " order by present.academic_year <= strftime('%Y', ",
            $day,
            ") - (strftime('%m', ",
            $day,
            ") < '09') desc, abs(present.academic_year - strftime('%Y', ",
            $day,
            ") + (strftime('%m', ",
            $day,
            ") < '09')) limit 1)"
        )
    };
}
pub(crate) use present_year;

/// The academic year of a day.
pub fn of(day: NaiveDate) -> i32 {
    if day.month() >= 9 { day.year() } else { day.year() - 1 }
}

/// The academic year at a moment, by British clocks.
pub fn at(moment: DateTime<Utc>) -> i32 {
    of(clock::day(moment))
}

/// 1 September of the calendar year in which it begins.
pub fn first_day(year: i32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, 9, 1).unwrap_or_default()
}

/// How schools write it: `2026/27`.
pub fn label(year: i32) -> String {
    format!("{year}/{:02}", (year + 1).rem_euclid(100))
}

/// The ids of every group's [`present_year!`] on a day, as SQL. What was in earlier years is over. The day is a placeholder
/// like `?2`.
macro_rules! present_years {
    ($day:literal) => {
        concat!(
            "(select any_year.id from group_year as any_year where any_year.academic_year = ",
            $crate::academic_year::present_year!("any_year.work_group", on $day),
            ")"
        )
    };
}
pub(crate) use present_years;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_begins_in_september_by_british_clocks() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().map(super::at);
        assert_eq!(at("2026-08-31T22:59:59Z"), Ok(2025));
        assert_eq!(at("2026-08-31T23:00:00Z"), Ok(2026), "midnight in British Summer Time");
        assert_eq!(at("2027-03-01T12:00:00Z"), Ok(2026));
    }

    #[test]
    fn it_is_written_as_schools_write_it() {
        assert_eq!(label(2026), "2026/27");
        assert_eq!(label(2099), "2099/00");
    }
}
