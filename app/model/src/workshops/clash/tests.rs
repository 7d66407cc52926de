//! Days of real calendars, and what is found about them.

mod single;
mod spread;

use chrono::{Days, NaiveDate, NaiveTime};
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::calendar::academic_year::AcademicYear;
use crate::calendar::half_term::HalfTerm;
use crate::ids::SchoolId;
use crate::workshops::When;

const YEAR: AcademicYear = AcademicYear::starting(2026);

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn school(number: u128) -> SchoolId {
    Uuid::from_u128(number).into()
}

fn time(text: &str) -> NaiveTime {
    NaiveTime::parse_from_str(text, "%H:%M").expect("a time")
}

fn afternoon(day: NaiveDate) -> When {
    When { day, starts: time("13:00"), ends: time("17:15") }
}

/// A workshop in an afternoon; with no day, to be confirmed.
fn workshop(number: u8, half_term: HalfTerm, on: &str) -> Workshop {
    let when = (!on.is_empty()).then(|| afternoon(day(on)));
    Workshop { number, half_term, when, host: None, cancelled: false }
}

/// One in each half-term, as a year is begun.
fn year(days: &[&str]) -> Vec<Workshop> {
    (1..).zip(HalfTerm::ALL).zip(days).map(|((number, half_term), day)| workshop(number, half_term, day)).collect()
}

/// By the typical calendar of the first dated workshop's year: the numbers and sentences.
fn found(workshops: &[Workshop]) -> Vec<(u8, String)> {
    let first = workshops.iter().find_map(|workshop| workshop.when);
    let calendar = Calendar::default_for(first.map_or(YEAR, |when| AcademicYear::of(when.day)));
    findings(workshops, &calendar, &[]).into_iter().map(|finding| (finding.workshop, finding.sentence)).collect()
}

/// Days since 1 September, where there is one, and whether it is cancelled.
fn planned(days: Vec<(Option<u64>, bool)>) -> Vec<Workshop> {
    let numbers = (1..).zip(HalfTerm::ALL.into_iter().cycle());
    let workshops = numbers.zip(days).map(|((number, half_term), (day, cancelled))| {
        let day = day.and_then(|days| YEAR.first_day().checked_add_days(Days::new(days)));
        Workshop { number, half_term, when: day.map(afternoon), host: None, cancelled }
    });
    workshops.collect()
}

proptest! {
    #[test]
    fn the_order_in_which_workshops_come_makes_no_difference(
        (planned, shuffled) in prop::collection::vec((prop::option::of(0..365_u64), any::<bool>()), 0..9)
            .prop_map(planned)
            .prop_flat_map(|planned| (Just(planned.clone()), Just(planned).prop_shuffle())),
    ) {
        let calendar = Calendar::default_for(YEAR);
        let found = findings(&planned, &calendar, &[]);
        prop_assert_eq!(&found, &findings(&shuffled, &calendar, &[]));
        for finding in found {
            let workshop = planned.iter().find(|workshop| workshop.number == finding.workshop);
            prop_assert!(workshop.is_some_and(|workshop| workshop.when.is_some() && !workshop.cancelled), "{:?}", finding);
            prop_assert_eq!(finding.severity, finding.kind.severity());
            prop_assert!(finding.sentence.ends_with('.'), "{:?}", finding);
        }
    }
}
