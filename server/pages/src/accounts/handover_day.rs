//! From which day somebody takes over from somebody else.

use app::error::Problem;
use chrono::NaiveDate;

/// Which days [`handover_day`] takes, for whoever is asked for one.
pub const FROM_HINT: &str = "Today or later, in this academic year. Like 3 March 2027 or 3/3/27";

/// The day from which a handover holds: today or later, in the group's academic year. A year that has not begun yet may be
/// prepared: then from its first day on.
///
/// # Errors
/// What is wrong with the day.
pub fn handover_day(text: &str, today: NaiveDate, academic_year: i32) -> Result<NaiveDate, Problem> {
    let day = model::calendar::day::parse(text).map_err(|_| Problem::DayMissing)?;
    if day < today {
        return Err(Problem::DayPast);
    }
    let first = NaiveDate::from_ymd_opt(academic_year, 9, 1);
    let next = NaiveDate::from_ymd_opt(academic_year + 1, 9, 1);
    match (first, next) {
        (Some(first), Some(next)) if first <= day && day < next => Ok(day),
        _ => Err(Problem::DayOutside),
    }
}

/// The day that the form begins with: today, or the first day of a year that is still to come.
pub fn default_day(today: NaiveDate, academic_year: i32) -> NaiveDate {
    NaiveDate::from_ymd_opt(academic_year, 9, 1).map_or(today, |first| first.max(today))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn a_handover_is_today_or_later_in_this_academic_year() {
        let today = day("2026-11-22");
        assert_eq!(handover_day("2026-11-22", today, 2026), Ok(today));
        assert_eq!(handover_day("2027-08-31", today, 2026), Ok(day("2027-08-31")));
        assert_eq!(handover_day("2026-11-21", today, 2026), Err(Problem::DayPast));
        assert_eq!(handover_day("2027-09-01", today, 2026), Err(Problem::DayOutside));
        assert_eq!(handover_day("2027-08-31", today, 2027), Err(Problem::DayOutside), "the year to come begins in September");
        assert_eq!(handover_day("", today, 2026), Err(Problem::DayMissing));
        assert_eq!(default_day(today, 2027), day("2027-09-01"));
        assert_eq!(default_day(today, 2026), today);
    }
}
