//! What can be said of a workshop's day alone.

use chrono::NaiveDate;

use super::{Finding, Kind};
use crate::calendar::closed::Closed;
use crate::calendar::day;
use crate::calendar::year::Calendar;
use crate::schools::NamedSchool;
use crate::workshops::Workshop;

/// Nothing is found where the date is to be confirmed.
pub(super) fn look_at(workshop: &Workshop, calendar: &Calendar, schools: &[NamedSchool], found: &mut Vec<Finding>) {
    let Some(when) = workshop.when else { return };
    let written = day::without_year(when.day);
    let mut tell = |kind: Kind, sentence: String| found.push(Finding::new(workshop.number, kind, sentence));
    match calendar.closed(when.day) {
        Some(Closed::BankHoliday(holiday)) => tell(Kind::BankHoliday, format!("{written} is {holiday}.")),
        Some(Closed::Holiday(holiday)) if holiday.is_half_term() => tell(Kind::Holiday, format!("{written} is in the half-term week.")),
        Some(Closed::Holiday(holiday)) => tell(Kind::Holiday, format!("{written} is in {}.", holiday.words())),
        Some(Closed::Weekend) => tell(Kind::Weekend, format!("{written} is at the weekend.")),
        None => open(when.day, &written, calendar, &mut tell),
    }
    if let Some(own) = calendar.half_term_of(when.day).filter(|own| *own != workshop.half_term) {
        tell(Kind::OutsideHalfTerm, format!("{written} is in {own}, not in {}.", workshop.half_term));
    }
    closed_schools(workshop, when.day, calendar, schools, &mut tell);
}

/// A day on which there is school, and no time for anything else.
fn open(day: NaiveDate, written: &str, calendar: &Calendar, tell: &mut dyn FnMut(Kind, String)) {
    for weeks in calendar.assessed_on(day) {
        tell(Kind::Assessment(weeks.assessment), format!("{written} is in {}.", weeks.assessment.words()));
    }
    if let Some(term) = calendar.first_week_of(day) {
        tell(Kind::FirstWeek, format!("{written} is in the first week of the {term} term."));
    }
}

/// INSET days, of the host and of the group's other schools.
fn closed_schools(workshop: &Workshop, day: NaiveDate, calendar: &Calendar, schools: &[NamedSchool], tell: &mut dyn FnMut(Kind, String)) {
    let written = day::without_year(day);
    if let Some(host) = workshop.host
        && let Some(closed) = calendar.closed_at(host, day)
    {
        let name = schools.iter().find(|school| school.id == host).map_or_else(String::new, |school| format!(", {},", school.name));
        tell(Kind::HostInset, format!("On {written} the host{name} is closed to pupils{}.", bracketed(&closed.words)));
    }
    for school in schools.iter().filter(|school| Some(school.id) != workshop.host) {
        if let Some(closed) = calendar.closed_at(school.id, day) {
            tell(Kind::OtherInset, format!("On {written} {} is closed to pupils{}.", school.name, bracketed(&closed.words)));
        }
    }
}

fn bracketed(words: &str) -> String {
    if words.is_empty() { String::new() } else { format!(" ({words})") }
}
