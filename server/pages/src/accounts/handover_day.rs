//! From which day somebody takes over from somebody else.

use app::error::Problem;
use chrono::NaiveDate;
use model::calendar::academic_year::AcademicYear;

/// Which days [`handover_day`] takes, for whoever is asked for one.
pub const FROM_HINT: &str = "Today or later, in this academic year. Like 3 March 2027 or 3/3/27";

/// The day from which a handover holds: today or later, in the group's academic year. A year that has not begun yet may be
/// prepared: then from its first day on.
///
/// # Errors
/// What is wrong with the day.
pub fn handover_day(text: &str, today: NaiveDate, academic_year: AcademicYear) -> Result<NaiveDate, Problem> {
    let day = model::calendar::day::parse(text).map_err(|_| Problem::DayMissing)?;
    if day < today {
        return Err(Problem::DayPast);
    }
    if AcademicYear::of(day) == academic_year { Ok(day) } else { Err(Problem::DayOutside) }
}

/// The day that the form begins with: today, or the first day of a year that is still to come.
pub fn default_day(today: NaiveDate, academic_year: AcademicYear) -> NaiveDate {
    academic_year.first_day().max(today)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn a_handover_is_today_or_later_in_this_academic_year() {
        let (today, present) = (day("2026-11-22"), AcademicYear::starting(2026));
        assert_eq!(handover_day("2026-11-22", today, present), Ok(today));
        assert_eq!(handover_day("2027-08-31", today, present), Ok(day("2027-08-31")));
        assert_eq!(handover_day("2026-11-21", today, present), Err(Problem::DayPast));
        assert_eq!(handover_day("2027-09-01", today, present), Err(Problem::DayOutside));
        assert_eq!(handover_day("2027-08-31", today, present.next()), Err(Problem::DayOutside), "the year to come begins in September");
        assert_eq!(handover_day("", today, present), Err(Problem::DayMissing));
        assert_eq!(default_day(today, present.next()), day("2027-09-01"));
        assert_eq!(default_day(today, present), today);
    }
}
