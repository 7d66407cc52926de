//! What may be typed for the dates of a poll: two to eight, each a day with its hours.

use chrono::NaiveDate;
use model::calendar::academic_year::AcademicYear;
use model::calendar::slot::Slot;
use model::polls::FEWEST_DATES;

use crate::kit::typed_date::{DatePart, TypedDate};
use crate::kit::wrong::Wrong;

/// The `id` of a field in the date with this number.
pub fn id(part: DatePart, number: usize) -> String {
    format!("{}-{number}", part.map())
}

/// The dates as they were typed, for a workshop of an academic year, seen from `today`. Without a day a line is none.
///
/// # Errors
/// Everything that is wrong, each with the id of its field.
pub fn check(year: AcademicYear, today: NaiveDate, lines: &[TypedDate]) -> Result<Vec<Slot>, Wrong> {
    let (mut slots, mut wrong): (Vec<(usize, Slot)>, Wrong) = (Vec::new(), Vec::new());
    for (number, line) in (1..).zip(lines).filter(|(_, line)| line.has_day()) {
        let tell = |part: DatePart, words: String| wrong.push((id(part, number).into(), format!("Date {number}: {words}")));
        let Some(slot) = line.read(year, Some(today), tell) else { continue };
        match slots.iter().find(|(_, other)| other.starts == slot.starts) {
            Some((other, _)) => {
                wrong.push((id(DatePart::Day, number).into(), format!("Date {number}: this is the same as date {other}")));
            }
            None => slots.push((number, slot)),
        }
    }
    if lines.iter().filter(|line| line.has_day()).count() < FEWEST_DATES {
        let empty = (1..).zip(lines).find(|(_, line)| !line.has_day()).map_or(1, |(number, _)| number);
        wrong.push((id(DatePart::Day, empty).into(), format!("Date {empty}: enter at least two dates to choose from")));
    }
    if wrong.is_empty() { Ok(slots.into_iter().map(|(_, slot)| slot).collect()) } else { Err(wrong) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(day: &str, starts: &str, ends: &str, twilight: &str) -> TypedDate {
        TypedDate { day: day.into(), starts: starts.into(), ends: ends.into(), twilight: twilight.into() }
    }

    fn checked(lines: &[TypedDate]) -> Result<Vec<Slot>, Wrong> {
        check(AcademicYear::starting(2026), "2026-11-10".parse().expect("a day"), lines)
    }

    fn wrong(lines: &[TypedDate]) -> Vec<String> {
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
        assert_eq!(wrong(&[good.clone(), TypedDate::default()]), ["days-2"], "one date is no choice");
        assert_eq!(wrong(&[good.clone(), good.clone()]), ["days-2"], "twice the same");
        assert_eq!(wrong(&[good.clone(), line("soon", "", "", "")]), ["days-2", "starts-2", "ends-2"]);
        assert_eq!(wrong(&[good.clone(), line("10/11/26", "13:00", "12:00", "11:00")]), ["days-2", "ends-2", "twilights-2"]);
        assert_eq!(wrong(&[good.clone(), line("1/9/27", "13:00", "17:15", "late")]), ["days-2", "twilights-2"]);
        let another_hour = line("24/11/26", "9:00", "12:00", "");
        assert!(checked(&[good, another_hour]).is_ok(), "two on one day are two");
    }
}
