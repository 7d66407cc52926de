//! Until when a poll takes answers.

use app::error::Problem;
use chrono::NaiveDate;

/// The last day for answers: today or later, and before the first of the dates, as far as that is known.
///
/// # Errors
/// What is wrong with the day.
pub fn check(text: &str, today: NaiveDate, first: Option<NaiveDate>) -> Result<NaiveDate, Problem> {
    let day = model::calendar::day::parse(text).map_err(|_| Problem::PollLastDayMissing)?;
    if day < today {
        return Err(Problem::PollLastDayPast);
    }
    if first.is_some_and(|first| day >= first) { Err(Problem::PollLastDayLate) } else { Ok(day) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_day_lies_between_today_and_the_first_date() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
        let (today, first) = (day("2026-11-10"), Some(day("2026-11-24")));
        assert_eq!(check("10/11/26", today, first), Ok(today));
        assert_eq!(check("9/11/26", today, first), Err(Problem::PollLastDayPast));
        assert_eq!(check("24/11/26", today, first), Err(Problem::PollLastDayLate));
        assert_eq!(check("24/11/26", today, None), Ok(day("2026-11-24")));
        assert_eq!(check("soon", today, first), Err(Problem::PollLastDayMissing));
    }
}
