//! What may be typed for the workshops of a year: when each is, which may be left open, and where.

use chrono::NaiveDate;
use model::calendar::academic_year::AcademicYear;
use model::calendar::slot::Slot;
use model::text::line::Line as Text;
use model::text::web_address::{WebAddress, WebAddressProblem};

use crate::kit::typed_date::{DatePart, TypedDate};
use crate::kit::wrong::Wrong;

/// Letters in a place.
const MAX_PLACE: usize = 200;

/// A field of a workshop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// One of its date.
    Date(DatePart),
    /// Where in or near the host's school.
    Place,
    /// Where it is joined online.
    Call,
}

impl Part {
    /// The name of the form's map that holds it.
    pub fn map(self) -> &'static str {
        match self {
            Self::Date(part) => part.map(),
            Self::Place => "places",
            Self::Call => "calls",
        }
    }

    /// The `id` of its field in the workshop with this number.
    pub fn id(self, number: u8) -> String {
        let word = match self {
            Self::Date(DatePart::Day) => "day",
            Self::Date(DatePart::Starts) => "starts",
            Self::Date(DatePart::Ends) => "ends",
            Self::Date(DatePart::Twilight) => "twilight",
            Self::Place => "place",
            Self::Call => "call",
        };
        format!("{word}-{number}")
    }
}

/// What was typed for one workshop.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    pub number: u8,
    /// Empty while it is to be confirmed.
    pub date: TypedDate,
    /// The place; may be empty.
    pub place: String,
    /// The address of the call; may be empty.
    pub call: String,
}

/// Where a workshop is. Both may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Where {
    pub place: String,
    /// An address that begins with `https://`.
    pub call: String,
}

/// The workshops as they were typed, for an academic year: `None` where the date is to be confirmed.
///
/// # Errors
/// Everything that is wrong, each with the id of its field.
pub fn check(year: AcademicYear, lines: &[Line]) -> Result<Vec<Option<Slot>>, Wrong> {
    let (mut slots, mut wrong): (Vec<Option<Slot>>, Wrong) = (Vec::new(), Vec::new());
    for line in lines {
        let before = wrong.len();
        let slot = slot(year, line, &mut wrong);
        let taken = slot.and_then(|slot| {
            let earlier = slots.iter().zip(lines).find(|(other, _)| other.is_some_and(|other: Slot| other.day() == slot.day()));
            earlier.map(|(_, line)| line.number)
        });
        if let Some(other) = taken.filter(|_| wrong.len() == before) {
            wrong.push((
                Part::Date(DatePart::Day).id(line.number).into(),
                format!("Workshop {}: workshop {other} is on this day already", line.number),
            ));
        }
        slots.push(slot);
    }
    if wrong.is_empty() { Ok(slots) } else { Err(wrong) }
}

/// The same for one more workshop, of a year that has workshops on the `taken` days: their numbers and days.
///
/// # Errors
/// Everything that is wrong, each with the id of its field.
pub fn check_one(year: AcademicYear, line: &Line, taken: &[(u8, NaiveDate)]) -> Result<Option<Slot>, Wrong> {
    let mut wrong = Wrong::new();
    let slot = slot(year, line, &mut wrong);
    let other = slot.and_then(|slot| taken.iter().find(|(_, day)| *day == slot.day()));
    if let Some((other, _)) = other.filter(|_| wrong.is_empty()) {
        wrong.push((
            Part::Date(DatePart::Day).id(line.number).into(),
            format!("Workshop {}: workshop {other} is on this day already", line.number),
        ));
    }
    if wrong.is_empty() { Ok(slot) } else { Err(wrong) }
}

/// Where they are.
///
/// # Errors
/// Everything that is wrong, each with the id of its field.
pub fn check_places(lines: &[Line]) -> Result<Vec<Where>, Wrong> {
    let mut wrong = Wrong::new();
    let places = lines.iter().map(|line| place(line, &mut wrong)).collect();
    if wrong.is_empty() { Ok(places) } else { Err(wrong) }
}

fn place(line: &Line, wrong: &mut Wrong) -> Where {
    let mut tell = |part: Part, words: &str| wrong.push((part.id(line.number).into(), format!("Workshop {}: {words}", line.number)));
    let place = Text::optional(&line.place, MAX_PLACE).unwrap_or_else(|_| {
        tell(Part::Place, "use at most 200 letters for the place");
        Text::default()
    });
    if Text::tidied(&line.call).is_empty() {
        return Where { place: place.into(), call: String::new() };
    }
    let call = WebAddress::parse(&line.call).map(String::from).unwrap_or_else(|problem| {
        tell(
            Part::Call,
            match problem {
                WebAddressProblem::NotSecure => "a call link begins with https://, like https://meet.example/two-rivers",
                WebAddressProblem::Shape => "this is no address: copy the link from the invitation to the call",
                WebAddressProblem::TooLong => "use at most 500 letters for the call link",
            },
        );
        String::new()
    });
    Where { place: place.into(), call }
}

fn slot(year: AcademicYear, line: &Line, wrong: &mut Wrong) -> Option<Slot> {
    let Line { number, date, .. } = line;
    let mut tell = |part: DatePart, words: String| wrong.push((Part::Date(part).id(*number).into(), format!("Workshop {number}: {words}")));
    if date.has_day() {
        return date.read(year, None, tell);
    }
    if !date.is_empty() {
        tell(DatePart::Day, "enter the day, or leave the times empty too".to_owned());
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(number: u8, day: &str, starts: &str, ends: &str, twilight: &str) -> Line {
        let (day, starts, ends, twilight) = (day.into(), starts.into(), ends.into(), twilight.into());
        Line { number, date: TypedDate { day, starts, ends, twilight }, ..Line::default() }
    }

    fn wrong(lines: &[Line]) -> Vec<String> {
        check(AcademicYear::starting(2026), lines).expect_err("something wrong").into_iter().map(|(id, _)| id.into_owned()).collect()
    }

    #[test]
    fn a_workshop_may_have_no_date_yet_and_no_twilight() {
        let slots = check(
            AcademicYear::starting(2026),
            &[line(1, "", "", "", ""), line(2, "2026-11-24", "13:00", "17:15", ""), line(3, "12 Jan 27", "13.00", "17:15", "15:45")],
        );
        let slots = slots.expect("slots");
        assert_eq!(slots[0], None);
        assert_eq!(slots[1].expect("a slot").twilight, None);
        assert_eq!(slots[2].expect("a slot").hours(), "13:00 to 17:15, twilight from 15:45");
    }

    #[test]
    fn everything_that_is_wrong_is_told_at_its_field() {
        assert_eq!(wrong(&[line(1, "", "13:00", "", "")]), ["day-1"]);
        assert_eq!(wrong(&[line(1, "soon", "", "", "")]), ["day-1", "starts-1", "ends-1"]);
        assert_eq!(wrong(&[line(2, "2027-09-01", "13:00", "12:00", "")]), ["day-2", "ends-2"]);
        assert_eq!(wrong(&[line(6, "2027-06-01", "13:00", "17:15", "17:30")]), ["twilight-6"]);
        assert_eq!(wrong(&[line(6, "2027-06-01", "13:00", "17:15", "late")]), ["twilight-6"]);
        let same = [line(1, "2026-11-24", "9:00", "12:00", ""), line(2, "2026-11-24", "13:00", "17:15", "")];
        assert_eq!(wrong(&same), ["day-2"]);
    }

    #[test]
    fn one_more_is_on_a_day_of_its_own() {
        let year = AcademicYear::starting(2026);
        let taken = [(3, "2027-01-12".parse::<NaiveDate>().expect("a day"))];
        let one = |day: &str| check_one(year, &line(4, day, "13:00", "17:15", ""), &taken).map(|slot| slot.is_some());
        assert_eq!(one("13/1/27"), Ok(true));
        assert_eq!(one("12/1/27"), Err(vec![("day-4".into(), "Workshop 4: workshop 3 is on this day already".to_owned())]));
        assert_eq!(check_one(year, &line(4, "", "", "", ""), &taken), Ok(None));
    }

    #[test]
    fn a_place_is_a_line_and_a_call_is_behind_an_address_that_is_safe() {
        let typed = |place: &str, call: &str| {
            let line = Line { number: 2, place: place.into(), call: call.into(), ..Line::default() };
            check_places(&[line]).map(|places| (places[0].place.clone(), places[0].call.clone()))
        };
        let of = |place: &str, call: &str| -> Result<(String, String), Wrong> { Ok((place.to_owned(), call.to_owned())) };
        assert_eq!(typed(" The hall,\nby the\u{200b} side gate ", "\u{feff}"), of("The hall, by the side gate", ""));
        assert_eq!(typed("<script>", " https://meet.example/a "), of("<script>", "https://meet.example/a"));
        let wrong =
            |place: &str, call: &str| typed(place, call).expect_err("something wrong").into_iter().map(|(id, _)| id).collect::<Vec<_>>();
        assert_eq!(wrong(&"a".repeat(201), "javascript:alert(1)"), ["place-2", "call-2"]);
        for call in ["http://meet.example", "meet.example/a", "https://meet", &format!("https://meet.example/{}", "a".repeat(500))] {
            assert_eq!(wrong("", call), ["call-2"], "{call}");
        }
    }

    #[test]
    fn every_field_has_an_id_of_its_own() {
        assert_eq!(Part::Date(DatePart::Twilight).id(6), "twilight-6");
    }
}
