//! The bank holidays of England, for any year: some hang on Easter, some are the first or the last Monday of a month, and three have a
//! day of the calendar, for which another is given when it is a Saturday or a Sunday. What is proclaimed for one year alone (a
//! coronation) is not known here.

use std::fmt;

use chrono::{Datelike, NaiveDate, TimeDelta, Weekday};
use serde::{Deserialize, Serialize};

use crate::sorting::sort_by;

/// One of the eight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BankHoliday {
    NewYear,
    GoodFriday,
    EasterMonday,
    EarlyMay,
    Spring,
    Summer,
    Christmas,
    BoxingDay,
}

impl BankHoliday {
    /// How it is called within a sentence: `the early May bank holiday`.
    pub const fn words(self) -> &'static str {
        match self {
            Self::NewYear => "New Year’s Day",
            Self::GoodFriday => "Good Friday",
            Self::EasterMonday => "Easter Monday",
            Self::EarlyMay => "the early May bank holiday",
            Self::Spring => "the spring bank holiday",
            Self::Summer => "the summer bank holiday",
            Self::Christmas => "Christmas Day",
            Self::BoxingDay => "Boxing Day",
        }
    }
}

/// A bank holiday on the day on which work rests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Observed {
    pub holiday: BankHoliday,
    /// Its own day is a Saturday or a Sunday, and this one is given for it.
    pub is_substitute: bool,
}

impl fmt::Display for Observed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_substitute {
            f.write_str("the bank holiday for ")?;
        }
        f.write_str(self.holiday.words())
    }
}

/// The bank holiday that a day is. A Boxing Day on a Saturday is none: the Monday after it is.
pub fn on(day: NaiveDate) -> Option<Observed> {
    in_year(day.year()).into_iter().find(|(other, _)| *other == day).map(|(_, observed)| observed)
}

/// All of a calendar year, from January on.
pub fn in_year(calendar_year: i32) -> Vec<(NaiveDate, Observed)> {
    let monday = |month: u32, which: u8| NaiveDate::from_weekday_of_month_opt(calendar_year, month, Weekday::Mon, which);
    let last_monday = |month: u32| monday(month, 5).or_else(|| monday(month, 4));
    let easter = easter(calendar_year);
    let after_easter = |days: i64| easter.and_then(|sunday| sunday.checked_add_signed(TimeDelta::days(days)));
    let own = |day: Option<NaiveDate>| day.map(|day| (day, false));
    let fixed = |month: u32, day: u32| NaiveDate::from_ymd_opt(calendar_year, month, day);
    let days = [
        (BankHoliday::NewYear, fixed(1, 1).and_then(|day| moved(day, 3, 2))),
        (BankHoliday::GoodFriday, own(after_easter(-2))),
        (BankHoliday::EasterMonday, own(after_easter(1))),
        (BankHoliday::EarlyMay, own(monday(5, 1))),
        (BankHoliday::Spring, own(last_monday(5))),
        (BankHoliday::Summer, own(last_monday(8))),
        (BankHoliday::Christmas, fixed(12, 25).and_then(|day| moved(day, 27, 27))),
        (BankHoliday::BoxingDay, fixed(12, 26).and_then(|day| moved(day, 28, 28))),
    ];
    let known = days.into_iter().filter_map(|(holiday, day)| day.map(|(day, is_substitute)| (day, Observed { holiday, is_substitute })));
    let mut known: Vec<_> = known.collect();
    // A Christmas Day on a Sunday is given the Tuesday, behind Boxing Day.
    sort_by(&mut known, |(one, _), (other, _)| one.cmp(other));
    known
}

/// The day itself, or on a weekend the day of the same month that is given for it, and whether it is that one.
fn moved(own: NaiveDate, for_saturday: u32, for_sunday: u32) -> Option<(NaiveDate, bool)> {
    let instead = match own.weekday() {
        Weekday::Sat => for_saturday,
        Weekday::Sun => for_sunday,
        _ => return Some((own, false)),
    };
    own.with_day(instead).map(|day| (day, true))
}

/// Easter Sunday of the western churches, by the method of 1876 whose author never told his name.
fn easter(calendar_year: i32) -> Option<NaiveDate> {
    let (moon, century, of_century) = (calendar_year.rem_euclid(19), calendar_year.div_euclid(100), calendar_year.rem_euclid(100));
    let drift = (century - (century + 8).div_euclid(25) + 1).div_euclid(3);
    let epact = (19 * moon + century - century.div_euclid(4) - drift + 15).rem_euclid(30);
    let to_sunday = (32 + 2 * century.rem_euclid(4) + 2 * (of_century / 4) - epact - of_century % 4).rem_euclid(7);
    let late = (moon + 11 * epact + 22 * to_sunday) / 451;
    let earliest = NaiveDate::from_ymd_opt(calendar_year, 3, 22)?;
    earliest.checked_add_signed(TimeDelta::days(i64::from(epact + to_sunday - 7 * late)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn easter_is_where_the_churches_have_it() {
        for sunday in [
            "1961-04-02",
            "2000-04-23",
            "2008-03-23",
            "2011-04-24",
            "2024-03-31",
            "2025-04-20",
            "2026-04-05",
            "2027-03-28",
            "2028-04-16",
            "2029-04-01",
            "2030-04-21",
            "2031-04-13",
            "2038-04-25",
        ] {
            assert_eq!(easter(day(sunday).year()), Some(day(sunday)));
        }
        for year in 1583..=2600 {
            let sunday = easter(year).expect("a day");
            assert_eq!(sunday.weekday(), Weekday::Sun, "{year}");
            assert!(((3, 22)..=(4, 25)).contains(&(sunday.month(), sunday.day())), "{sunday}");
        }
    }

    #[test]
    fn every_bank_holiday_of_these_years_has_its_day_and_its_name() {
        for (text, words) in [
            ("2025-08-25", "the summer bank holiday"),
            ("2025-12-25", "Christmas Day"),
            ("2025-12-26", "Boxing Day"),
            ("2026-01-01", "New Year’s Day"),
            ("2026-04-03", "Good Friday"),
            ("2026-04-06", "Easter Monday"),
            ("2026-05-04", "the early May bank holiday"),
            ("2026-05-25", "the spring bank holiday"),
            ("2026-08-31", "the summer bank holiday"),
            ("2026-12-25", "Christmas Day"),
            ("2026-12-28", "the bank holiday for Boxing Day"),
            ("2027-01-01", "New Year’s Day"),
            ("2027-03-26", "Good Friday"),
            ("2027-03-29", "Easter Monday"),
            ("2027-05-03", "the early May bank holiday"),
            ("2027-05-31", "the spring bank holiday"),
            ("2027-08-30", "the summer bank holiday"),
            ("2027-12-27", "the bank holiday for Christmas Day"),
            ("2027-12-28", "the bank holiday for Boxing Day"),
            ("2028-01-03", "the bank holiday for New Year’s Day"),
            ("2028-04-14", "Good Friday"),
            ("2028-04-17", "Easter Monday"),
            ("2028-05-01", "the early May bank holiday"),
            ("2028-05-29", "the spring bank holiday"),
            ("2028-08-28", "the summer bank holiday"),
            ("2022-12-26", "Boxing Day"),
            ("2022-12-27", "the bank holiday for Christmas Day"),
            ("2023-01-02", "the bank holiday for New Year’s Day"),
        ] {
            assert_eq!(on(day(text)).map(|holiday| holiday.to_string()).as_deref(), Some(words), "{text}");
        }
        for text in ["2026-12-26", "2027-12-25", "2027-12-26", "2028-01-01", "2022-12-25", "2023-01-01", "2026-04-05", "2026-05-11"] {
            assert_eq!(on(day(text)), None, "{text}");
        }
    }

    #[test]
    fn a_year_has_eight_in_order_and_none_on_a_weekend() {
        for year in 1990..=2100 {
            let days: Vec<NaiveDate> = in_year(year).into_iter().map(|(day, _)| day).collect();
            assert_eq!(days.len(), 8, "{year}");
            assert!(days.is_sorted_by(|one, other| one < other), "{days:?}");
            assert!(days.iter().all(|day| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun)), "{days:?}");
        }
        assert_eq!(in_year(i32::MAX), Vec::new(), "whatever an address says");
    }
}
