//! A date as it is typed into a form that has several: a day, from when to when, and when its twilight begins.

use chrono::{NaiveDate, NaiveTime};
use model::calendar::academic_year::AcademicYear;
use model::calendar::day;
use model::calendar::slot::Slot;
use model::text::invisible::code;

/// A field of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DatePart {
    Day,
    /// When it begins.
    Starts,
    /// When it ends.
    Ends,
    /// When its twilight begins.
    Twilight,
}

impl DatePart {
    /// The name of the form's map that holds it.
    pub fn map(self) -> &'static str {
        match self {
            Self::Day => "days",
            Self::Starts => "starts",
            Self::Ends => "ends",
            Self::Twilight => "twilights",
        }
    }

    /// What is typed into its field, as [`crate::ui::row_field::RowField`] has it.
    pub fn kind(self) -> &'static str {
        if self == Self::Day { "day" } else { "time" }
    }
}

/// What was typed for one date.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedDate {
    /// The day, as people write it.
    pub day: String,
    /// When it begins, like `13:00`.
    pub starts: String,
    pub ends: String,
    /// When the twilight begins; may be empty.
    pub twilight: String,
}

impl TypedDate {
    /// What each of its fields holds.
    pub fn of(field: impl Fn(DatePart) -> String) -> Self {
        Self {
            day: field(DatePart::Day),
            starts: field(DatePart::Starts),
            ends: field(DatePart::Ends),
            twilight: field(DatePart::Twilight),
        }
    }

    pub fn has_day(&self) -> bool {
        !code(&self.day).is_empty()
    }

    /// Whether nothing at all was typed.
    pub fn is_empty(&self) -> bool {
        [&self.day, &self.starts, &self.ends, &self.twilight].iter().all(|text| code(text).is_empty())
    }

    /// The date, in an academic year and after a day, if it has to come after one. Everything that is wrong is told.
    pub fn read(&self, year: AcademicYear, today: Option<NaiveDate>, mut tell: impl FnMut(DatePart, String)) -> Option<Slot> {
        let read = day::parse(&self.day);
        match read {
            Err(ref problem) => tell(DatePart::Day, format!("enter a day like 24/11/2026: {problem}")),
            Ok(day) if AcademicYear::of(day) != year => {
                let (begins, ends) = (year.starts_in(), year.next().starts_in());
                tell(DatePart::Day, format!("choose a day between 1 September {begins} and 31 August {ends}"));
            }
            Ok(day) if today.is_some_and(|today| day <= today) => tell(DatePart::Day, "choose a day after today".to_owned()),
            Ok(_) => {}
        }
        let (starts, ends, twilight) = (time(&self.starts), time(&self.ends), time(&self.twilight));
        if starts.is_none() {
            tell(DatePart::Starts, "enter when it begins, like 13:00".to_owned());
        }
        match (starts, ends) {
            (_, None) => tell(DatePart::Ends, "enter when it ends, like 17:15".to_owned()),
            (Some(starts), Some(ends)) if ends <= starts => {
                tell(DatePart::Ends, "the end has to come after the beginning".to_owned());
            }
            _ => {}
        }
        match (code(&self.twilight).is_empty(), twilight, starts.zip(ends)) {
            (true, ..) => {}
            (false, None, _) => tell(DatePart::Twilight, "enter when the twilight begins, like 15:45".to_owned()),
            (false, Some(twilight), Some((starts, ends))) if twilight < starts || twilight >= ends => {
                tell(DatePart::Twilight, "the twilight is a part of the workshop: it begins before the end".to_owned());
            }
            _ => {}
        }
        let day = read.ok()?;
        Some(Slot { starts: day.and_time(starts?), ends: day.and_time(ends?), twilight: twilight.map(|twilight| day.and_time(twilight)) })
    }
}

fn time(text: &str) -> Option<NaiveTime> {
    let text = code(text).replace('.', ":");
    NaiveTime::parse_from_str(&text, "%H:%M").or_else(|_| NaiveTime::parse_from_str(&text, "%H:%M:%S")).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_is_told_of_each_part_in_their_order() {
        let read = |day: &str, starts: &str, ends: &str, twilight: &str| {
            let date = TypedDate { day: day.into(), starts: starts.into(), ends: ends.into(), twilight: twilight.into() };
            let mut told = Vec::new();
            let slot = date.read(AcademicYear::starting(2026), "2026-11-10".parse().ok(), |part, _| told.push(part));
            (slot.map(|slot| slot.in_full()), told)
        };
        let words = "Tuesday 24 November 2026, 13:00 to 17:15, twilight from 15:45".to_owned();
        assert_eq!(read("24 Nov 26", "13.00", "17:15:00", "15:45\u{200b}"), (Some(words), vec![]));
        assert_eq!(read("soon", "", "", "").1, [DatePart::Day, DatePart::Starts, DatePart::Ends]);
        assert_eq!(read("10/11/26", "13:00", "12:00", "11:00").1, [DatePart::Day, DatePart::Ends, DatePart::Twilight]);
        assert_eq!(read("1/9/27", "13:00", "17:15", "17:15").1, [DatePart::Day, DatePart::Twilight]);
    }

    #[test]
    fn what_nobody_sees_is_no_day() {
        let empty = TypedDate { day: " \u{200b}".into(), ..TypedDate::default() };
        assert!(empty.is_empty() && !empty.has_day());
        let hours = TypedDate { starts: "13:00".into(), ..empty };
        assert!(!hours.is_empty() && !hours.has_day());
    }
}
