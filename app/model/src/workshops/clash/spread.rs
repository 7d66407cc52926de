//! How the workshops of a year lie to one another.

use super::{Finding, Kind};
use crate::calendar::day;
use crate::calendar::half_term::HalfTerm;
use crate::calendar::year::Calendar;
use crate::sorting;
use crate::workshops::{When, Workshop};

/// With fewer days between two workshops, nobody has tried much in class.
const FEWEST_DAYS: i64 = 14;
/// After more, a group has lost its thread: ten weeks.
const MOST_DAYS: i64 = 70;

/// A number, and when the workshop is.
type Dated = (u8, When);

/// `coming` by number, without those that are cancelled.
pub(super) fn look_at(coming: &[Workshop], calendar: &Calendar, found: &mut Vec<Finding>) {
    let dated: Vec<Dated> = coming.iter().filter_map(|workshop| Some((workshop.number, workshop.when?))).collect();
    same_day(&dated, found);
    order(&dated, found);
    distances(coming, dated, found);
    half_terms(coming, calendar, found);
}

fn same_day(dated: &[Dated], found: &mut Vec<Finding>) {
    for (place, (number, when)) in dated.iter().enumerate() {
        let written = day::without_year(when.day);
        let earlier = &dated[..place];
        if let Some((other, _)) = earlier.iter().find(|(_, other)| other.overlaps(*when)) {
            found.push(Finding::new(*number, Kind::SameTime, format!("On {written} workshop {other} is at the same time.")));
        } else if let Some((other, _)) = earlier.iter().find(|(_, other)| other.day == when.day) {
            found.push(Finding::new(*number, Kind::SameDay, format!("On {written} there is workshop {other} already.")));
        }
    }
}

fn order(dated: &[Dated], found: &mut Vec<Finding>) {
    let mut latest: Option<&Dated> = None;
    for workshop in dated {
        let (number, when) = workshop;
        match latest {
            Some((before, other)) if when.day < other.day => {
                let sentence = format!("{} is before workshop {before}.", day::without_year(when.day));
                found.push(Finding::new(*number, Kind::OutOfOrder, sentence));
            }
            _ => latest = Some(workshop),
        }
    }
}

fn distances(coming: &[Workshop], mut by_day: Vec<Dated>, found: &mut Vec<Finding>) {
    sorting::sort_by(&mut by_day, |(_, one), (_, other)| one.day.cmp(&other.day));
    for pair in by_day.windows(2) {
        let &[(before, earlier), (number, later)] = pair else { continue };
        let days = (later.day - earlier.day).num_days();
        let written = day::without_year(later.day);
        if (1..FEWEST_DAYS).contains(&days) {
            let after = if days == 1 { "a day".to_owned() } else { format!("{days} days") };
            found.push(Finding::new(number, Kind::TooClose, format!("{written} is only {after} after workshop {before}.")));
        } else if days > MOST_DAYS && !may_lie_between(coming, before, number) {
            let sentence = format!("{written} is more than ten weeks after workshop {before}.");
            found.push(Finding::new(number, Kind::LongGap, sentence));
        }
    }
}

/// Whether a workshop whose date is to be confirmed comes between two others.
fn may_lie_between(coming: &[Workshop], one: u8, other: u8) -> bool {
    let between = |number: u8| one.min(other) < number && number < one.max(other);
    coming.iter().any(|workshop| workshop.when.is_none() && between(workshop.number))
}

fn half_terms(coming: &[Workshop], calendar: &Calendar, found: &mut Vec<Finding>) {
    let half_terms: Vec<HalfTerm> = coming.iter().map(|workshop| half_term(workshop, calendar)).collect();
    let Some(empty) = HalfTerm::ALL.into_iter().find(|half_term| !half_terms.contains(half_term)) else { return };
    for (place, workshop) in coming.iter().enumerate() {
        let Some(when) = workshop.when else { continue };
        let own = half_terms[place];
        if let Some(first) = half_terms[..place].iter().position(|other| *other == own) {
            let (written, first) = (day::without_year(when.day), coming[first].number);
            let sentence = format!("{written} is in {own}, where workshop {first} is too, and {empty} has none.");
            found.push(Finding::new(workshop.number, Kind::TwoInHalfTerm, sentence));
        }
    }
}

/// The one that its day lies in, else the one that it is meant for.
fn half_term(workshop: &Workshop, calendar: &Calendar) -> HalfTerm {
    workshop.when.and_then(|when| calendar.half_term_of(when.day)).unwrap_or(workshop.half_term)
}
