//! Term dates: when the three terms of a year begin and end, and when they rest for their half-term holiday. What lies outside is
//! holiday too.

mod typical;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use super::academic_year::AcademicYear;
use super::half_term::HalfTerm;

/// A term, by the days that local authorities print.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// The first day of school.
    pub first: NaiveDate,
    /// The last day of school.
    pub last: NaiveDate,
    /// The first day of its half-term holiday: mostly a Monday.
    pub break_first: NaiveDate,
    /// The last one: mostly the Friday after it, with some authorities that of the week after.
    pub break_last: NaiveDate,
}

/// The terms of an academic year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    pub autumn: Term,
    pub spring: Term,
    pub summer: Term,
}

/// The terms by name, in their order.
const NAMES: [&str; 3] = ["autumn", "spring", "summer"];

/// A time without school.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Holiday {
    OctoberHalfTerm,
    Christmas,
    FebruaryHalfTerm,
    Easter,
    MayHalfTerm,
    Summer,
}

impl Holiday {
    /// How it is called within a sentence: `the Christmas holidays`.
    pub const fn words(self) -> &'static str {
        match self {
            Self::OctoberHalfTerm => "the October half-term week",
            Self::Christmas => "the Christmas holidays",
            Self::FebruaryHalfTerm => "the February half-term week",
            Self::Easter => "the Easter holidays",
            Self::MayHalfTerm => "the May half-term week",
            Self::Summer => "the summer holidays",
        }
    }

    /// Whether it lies within a term.
    pub const fn is_half_term(self) -> bool {
        matches!(self, Self::OctoberHalfTerm | Self::FebruaryHalfTerm | Self::MayHalfTerm)
    }
}

impl Terms {
    /// What most schools of England have in a year; `None` in years for which nobody has looked.
    pub fn typical(year: AcademicYear) -> Option<Self> {
        typical::of(year)
    }

    /// Whether they follow one another within `year`, each with its half-term holiday inside. What somebody enters is to be asked this
    /// first; all else here has an answer for any dates, if a strange one.
    pub fn are_in_order(&self, year: AcademicYear) -> bool {
        let rests = |term: &Term| term.first < term.break_first && term.break_first <= term.break_last && term.break_last < term.last;
        self.all().iter().all(rests)
            && self.autumn.last < self.spring.first
            && self.spring.last < self.summer.first
            && [self.autumn.first, self.summer.last].into_iter().all(|day| AcademicYear::of(day) == year)
    }

    /// The holiday that a day lies in.
    pub fn holiday(&self, day: NaiveDate) -> Option<Holiday> {
        let Self { autumn, spring, summer } = self;
        let rests = |term: &Term| term.break_first <= day && day <= term.break_last;
        if day < autumn.first || summer.last < day {
            Some(Holiday::Summer)
        } else if autumn.last < day && day < spring.first {
            Some(Holiday::Christmas)
        } else if spring.last < day && day < summer.first {
            Some(Holiday::Easter)
        } else if rests(autumn) {
            Some(Holiday::OctoberHalfTerm)
        } else if rests(spring) {
            Some(Holiday::FebruaryHalfTerm)
        } else {
            rests(summer).then_some(Holiday::MayHalfTerm)
        }
    }

    /// The half-term that a day lies in; `None` in the holidays. The weekend before a half-term holiday still belongs to what it ends, and
    /// the one after it to what it begins.
    pub fn half_term_of(&self, day: NaiveDate) -> Option<HalfTerm> {
        HalfTerm::ALL.into_iter().find(|half_term| {
            let (term, is_first) = self.term_of(*half_term);
            if is_first { term.first <= day && day < term.break_first } else { term.break_last < day && day <= term.last }
        })
    }

    /// The first and the last day of school of a half-term.
    pub fn days_of(&self, half_term: HalfTerm) -> (NaiveDate, NaiveDate) {
        let (term, is_first) = self.term_of(half_term);
        let back = |days| term.break_first.checked_sub_days(Days::new(days));
        let on = |days| term.break_last.checked_add_days(Days::new(days));
        if is_first {
            (term.first, (1..=3).filter_map(back).find(|day| !is_weekend(*day)).unwrap_or(term.break_first))
        } else {
            ((1..=3).filter_map(on).find(|day| !is_weekend(*day)).unwrap_or(term.break_last), term.last)
        }
    }

    /// The term whose first seven days hold this one, by its name: `autumn`.
    pub fn first_week_of(&self, day: NaiveDate) -> Option<&'static str> {
        let holds = |term: &Term| (0..7).contains(&(day - term.first).num_days());
        self.all().iter().position(holds).map(|place| NAMES[place])
    }

    fn all(&self) -> [Term; 3] {
        [self.autumn, self.spring, self.summer]
    }

    /// The term of which it is a half, and whether it is the first.
    fn term_of(&self, half_term: HalfTerm) -> (Term, bool) {
        match half_term {
            HalfTerm::Autumn1 => (self.autumn, true),
            HalfTerm::Autumn2 => (self.autumn, false),
            HalfTerm::Spring1 => (self.spring, true),
            HalfTerm::Spring2 => (self.spring, false),
            HalfTerm::Summer1 => (self.summer, true),
            HalfTerm::Summer2 => (self.summer, false),
        }
    }
}

/// Saturday or Sunday.
pub(super) fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn typical(year: i32) -> Terms {
        Terms::typical(AcademicYear::starting(year)).expect("a known year")
    }

    #[test]
    fn every_holiday_has_its_name_from_its_first_day_to_its_last() {
        for (year, first, last, holiday) in [
            (2025, "2025-09-01", "2025-09-01", Holiday::Summer),
            (2025, "2025-10-27", "2025-10-31", Holiday::OctoberHalfTerm),
            (2025, "2025-12-20", "2026-01-04", Holiday::Christmas),
            (2025, "2026-02-16", "2026-02-20", Holiday::FebruaryHalfTerm),
            (2025, "2026-03-28", "2026-04-12", Holiday::Easter),
            (2025, "2026-05-25", "2026-05-29", Holiday::MayHalfTerm),
            (2025, "2026-07-22", "2026-08-31", Holiday::Summer),
            (2026, "2026-10-26", "2026-10-30", Holiday::OctoberHalfTerm),
            (2026, "2026-12-19", "2027-01-03", Holiday::Christmas),
            (2026, "2027-02-15", "2027-02-19", Holiday::FebruaryHalfTerm),
            (2026, "2027-03-26", "2027-04-11", Holiday::Easter),
            (2026, "2027-05-31", "2027-06-04", Holiday::MayHalfTerm),
            (2026, "2027-07-22", "2027-08-31", Holiday::Summer),
            (2027, "2027-10-25", "2027-10-29", Holiday::OctoberHalfTerm),
            (2027, "2027-12-18", "2028-01-03", Holiday::Christmas),
            (2027, "2028-02-14", "2028-02-18", Holiday::FebruaryHalfTerm),
            (2027, "2028-04-01", "2028-04-17", Holiday::Easter),
            (2027, "2028-05-29", "2028-06-02", Holiday::MayHalfTerm),
            (2027, "2028-07-22", "2028-08-31", Holiday::Summer),
        ] {
            let terms = typical(year);
            let mut within = day(first).iter_days().take_while(|here| *here <= day(last));
            assert!(within.all(|here| terms.holiday(here) == Some(holiday)), "{first} {last}");
            let beside = [day(first).pred_opt(), day(last).succ_opt()].into_iter().flatten();
            for open in beside.filter(|beside| AcademicYear::of(*beside).starts_in() == year) {
                assert_eq!(terms.holiday(open), None, "{open}");
            }
        }
    }

    #[test]
    fn half_terms_end_and_begin_beside_the_half_term_week() {
        for (year, half_term, first, last) in [
            (2025, HalfTerm::Autumn1, "2025-09-02", "2025-10-24"),
            (2025, HalfTerm::Autumn2, "2025-11-03", "2025-12-19"),
            (2025, HalfTerm::Spring1, "2026-01-05", "2026-02-13"),
            (2025, HalfTerm::Spring2, "2026-02-23", "2026-03-27"),
            (2025, HalfTerm::Summer1, "2026-04-13", "2026-05-22"),
            (2025, HalfTerm::Summer2, "2026-06-01", "2026-07-21"),
            (2026, HalfTerm::Autumn1, "2026-09-01", "2026-10-23"),
            (2026, HalfTerm::Autumn2, "2026-11-02", "2026-12-18"),
            (2026, HalfTerm::Spring1, "2027-01-04", "2027-02-12"),
            (2026, HalfTerm::Spring2, "2027-02-22", "2027-03-25"),
            (2026, HalfTerm::Summer1, "2027-04-12", "2027-05-28"),
            (2026, HalfTerm::Summer2, "2027-06-07", "2027-07-21"),
            (2027, HalfTerm::Autumn1, "2027-09-01", "2027-10-22"),
            (2027, HalfTerm::Summer1, "2028-04-18", "2028-05-26"),
            (2027, HalfTerm::Summer2, "2028-06-05", "2028-07-21"),
        ] {
            let terms = typical(year);
            assert_eq!(terms.days_of(half_term), (day(first), day(last)), "{year} {half_term}");
            for inside in [first, last] {
                assert_eq!(terms.half_term_of(day(inside)), Some(half_term), "{inside}");
            }
        }
    }

    #[test]
    fn a_day_is_in_a_half_term_or_in_the_holidays_and_never_in_both() {
        for year in 2025..=2030 {
            let terms = typical(year);
            for here in AcademicYear::starting(year).first_day().iter_days().take(365) {
                assert_eq!(terms.half_term_of(here).is_some(), terms.holiday(here).is_none(), "{here}");
            }
        }
    }

    #[test]
    fn the_weekends_of_a_half_term_week_belong_to_what_they_end_and_begin() {
        let terms = typical(2026);
        assert_eq!(terms.half_term_of(day("2026-10-25")), Some(HalfTerm::Autumn1));
        assert_eq!(terms.half_term_of(day("2026-10-26")), None);
        assert_eq!(terms.half_term_of(day("2026-10-31")), Some(HalfTerm::Autumn2));
    }

    #[test]
    fn a_term_has_a_first_week() {
        let terms = typical(2026);
        for (text, name) in [
            ("2026-09-01", Some("autumn")),
            ("2026-09-07", Some("autumn")),
            ("2026-09-08", None),
            ("2027-01-03", None),
            ("2027-01-04", Some("spring")),
            ("2027-04-16", Some("summer")),
            ("2027-04-19", None),
            ("2026-11-02", None),
        ] {
            assert_eq!(terms.first_week_of(day(text)), name, "{text}");
        }
    }

    #[test]
    fn dates_that_somebody_entered_are_in_order_or_not() {
        let (year, terms) = (AcademicYear::starting(2026), typical(2026));
        assert!(terms.are_in_order(year));
        assert!(!terms.are_in_order(year.next()));
        let swapped = Terms { spring: terms.summer, summer: terms.spring, ..terms };
        assert!(!swapped.are_in_order(year));
        let turned = Term { break_first: terms.autumn.break_last, break_last: terms.autumn.break_first, ..terms.autumn };
        assert!(!Terms { autumn: turned, ..terms }.are_in_order(year));
        let outside = Term { break_last: terms.autumn.last, ..terms.autumn };
        assert!(!Terms { autumn: outside, ..terms }.are_in_order(year));
        let one_day = Term { break_last: terms.autumn.break_first, ..terms.autumn };
        assert!(Terms { autumn: one_day, ..terms }.are_in_order(year));
    }
}
