//! What may be typed for the dates of a poll: two to eight, each a day with its hours.

use chrono::{NaiveDate, NaiveTime};
use model::calendar::academic_year::AcademicYear;
use model::polls::{FEWEST_DATES, Slot};
use model::text::invisible::code;

use crate::polls::summary::Wrong;

/// A field of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Day,
    Starts,
    Ends,
    Twilight,
}

impl Part {
    /// The name of the form's map that holds it.
    pub fn map(self) -> &'static str {
        match self {
            Self::Day => "days",
            Self::Starts => "starts",
            Self::Ends => "ends",
            Self::Twilight => "twilights",
        }
    }

    /// The `id` of its field in the date with this number.
    pub fn id(self, number: usize) -> String {
        format!("{}-{number}", self.map())
    }
}

/// What was typed for one date. Without a day it is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// The day, as people write it.
    pub day: String,
    /// When it begins, like `13:00`.
    pub starts: String,
    pub ends: String,
    /// When the twilight begins; may be empty.
    pub twilight: String,
}

/// The dates as they were typed, for a workshop of an academic year, seen from `today`.
///
/// # Errors
/// Everything that is wrong, each with the id of its field.
pub fn check(year: AcademicYear, today: NaiveDate, lines: &[Line]) -> Result<Vec<Slot>, Wrong> {
    let (mut slots, mut wrong): (Vec<(usize, Slot)>, Wrong) = (Vec::new(), Vec::new());
    let filled = |line: &Line| !code(&line.day).is_empty();
    for (number, line) in (1..).zip(lines).filter(|(_, line)| filled(line)) {
        let Some(slot) = slot(year, today, number, line, &mut wrong) else { continue };
        match slots.iter().find(|(_, other)| other.starts == slot.starts) {
            Some((other, _)) => {
                wrong.push((Part::Day.id(number).into(), format!("Date {number}: this is the same as date {other}")));
            }
            None => slots.push((number, slot)),
        }
    }
    if lines.iter().filter(|line| filled(line)).count() < FEWEST_DATES {
        let empty = (1..).zip(lines).find(|(_, line)| !filled(line)).map_or(1, |(number, _)| number);
        wrong.push((Part::Day.id(empty).into(), format!("Date {empty}: enter at least two dates to choose from")));
    }
    if wrong.is_empty() { Ok(slots.into_iter().map(|(_, slot)| slot).collect()) } else { Err(wrong) }
}

/// One date; what is wrong with it is added to `wrong`.
fn slot(year: AcademicYear, today: NaiveDate, number: usize, line: &Line, wrong: &mut Wrong) -> Option<Slot> {
    let mut tell = |part: Part, words: String| wrong.push((part.id(number).into(), format!("Date {number}: {words}")));
    let read = model::calendar::day::parse(&line.day);
    match read {
        Err(ref problem) => tell(Part::Day, format!("enter a day like 24/11/2026: {problem}")),
        Ok(day) if AcademicYear::of(day) != year => {
            let (begins, ends) = (year.starts_in(), year.next().starts_in());
            tell(Part::Day, format!("choose a day between 1 September {begins} and 31 August {ends}"));
        }
        Ok(day) if day <= today => tell(Part::Day, "choose a day after today".to_owned()),
        Ok(_) => {}
    }
    let (starts, ends, twilight) = (time(&line.starts), time(&line.ends), time(&line.twilight));
    if starts.is_none() {
        tell(Part::Starts, "enter when it begins, like 13:00".to_owned());
    }
    match (starts, ends) {
        (_, None) => tell(Part::Ends, "enter when it ends, like 17:15".to_owned()),
        (Some(starts), Some(ends)) if ends <= starts => tell(Part::Ends, "the end has to come after the beginning".to_owned()),
        _ => {}
    }
    match (code(&line.twilight).is_empty(), twilight, starts.zip(ends)) {
        (true, ..) => {}
        (false, None, _) => tell(Part::Twilight, "enter when the twilight begins, like 15:45".to_owned()),
        (false, Some(twilight), Some((starts, ends))) if twilight < starts || twilight >= ends => {
            tell(Part::Twilight, "the twilight is a part of the workshop: it begins before the end".to_owned());
        }
        _ => {}
    }
    let day = read.ok()?;
    Some(Slot { starts: day.and_time(starts?), ends: day.and_time(ends?), twilight: twilight.map(|twilight| day.and_time(twilight)) })
}

fn time(text: &str) -> Option<NaiveTime> {
    let text = code(text).replace('.', ":");
    NaiveTime::parse_from_str(&text, "%H:%M").or_else(|_| NaiveTime::parse_from_str(&text, "%H:%M:%S")).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(day: &str, starts: &str, ends: &str, twilight: &str) -> Line {
        Line { day: day.into(), starts: starts.into(), ends: ends.into(), twilight: twilight.into() }
    }

    fn checked(lines: &[Line]) -> Result<Vec<Slot>, Wrong> {
        check(AcademicYear::starting(2026), "2026-11-10".parse().expect("a day"), lines)
    }

    fn wrong(lines: &[Line]) -> Vec<String> {
        checked(lines).expect_err("something wrong").into_iter().map(|(id, _)| id.into_owned()).collect()
    }

    #[test]
    fn dates_are_read_as_people_write_them_and_lines_without_a_day_are_none() {
        let lines =
            [line("24 Nov 26", "13.00", "17:15", "15:45"), line("\u{200b}", "13:00", "", ""), line("2026-11-26", "9:00", "12:00", "")];
        let slots = checked(&lines).expect("two dates");
        let words: Vec<String> = slots.iter().map(Slot::in_full).collect();
        assert_eq!(words, ["Tuesday 24 November 2026, 13:00 to 17:15, twilight from 15:45", "Thursday 26 November 2026, 09:00 to 12:00"]);
    }

    #[test]
    fn everything_that_is_wrong_is_told_at_its_field() {
        let good = line("24/11/26", "13:00", "17:15", "");
        assert_eq!(wrong(&[]), ["days-1"]);
        assert_eq!(wrong(&[good.clone(), Line::default()]), ["days-2"], "one date is no choice");
        assert_eq!(wrong(&[good.clone(), good.clone()]), ["days-2"], "twice the same");
        assert_eq!(wrong(&[good.clone(), line("soon", "", "", "")]), ["days-2", "starts-2", "ends-2"]);
        assert_eq!(wrong(&[good.clone(), line("10/11/26", "13:00", "12:00", "11:00")]), ["days-2", "ends-2", "twilights-2"]);
        assert_eq!(wrong(&[good.clone(), line("1/9/27", "13:00", "17:15", "late")]), ["days-2", "twilights-2"]);
        let another_hour = line("24/11/26", "9:00", "12:00", "");
        assert!(checked(&[good, another_hour]).is_ok(), "two on one day are two");
    }
}
