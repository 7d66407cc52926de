//! What is found about one workshop's day.

use super::*;
use crate::calendar::day::without_year;
use crate::calendar::school_days::is_school_day;
use crate::calendar::terms::{Term, Terms};
use crate::calendar::year::ClosedDay;

const HALF_TERM: &str = "is in the half-term week.";
const CHRISTMAS: &str = "is in the Christmas holidays.";
const EASTER: &str = "is in the Easter holidays.";
const HOLIDAYS: &str = "is in the summer holidays.";
const WEEKEND: &str = "is at the weekend.";
const SATS: &str = "is in the week of the Key Stage 2 tests (SATs).";
const TABLES: &str = "is in the two weeks of the Year 4 multiplication tables check.";
const PHONICS: &str = "is in the week of the Year 1 phonics screening check.";
const AUTUMN: &str = "is in the first week of the autumn term.";
const SPRING: &str = "is in the first week of the spring term.";
const SUMMER: &str = "is in the first week of the summer term.";

/// A day, how it is written, and all that is found about it in its own half-term.
const DAYS: &[(&str, &str, &[&str])] = &[
    ("2025-09-01", "Monday 1 September", &[HOLIDAYS]),
    ("2025-09-02", "Tuesday 2 September", &[AUTUMN]),
    ("2025-09-08", "Monday 8 September", &[AUTUMN]),
    ("2025-09-09", "Tuesday 9 September", &[]),
    ("2025-10-07", "Tuesday 7 October", &[]),
    ("2025-10-24", "Friday 24 October", &[]),
    ("2025-10-25", "Saturday 25 October", &[WEEKEND]),
    ("2025-10-27", "Monday 27 October", &[HALF_TERM]),
    ("2025-10-30", "Thursday 30 October", &[HALF_TERM]),
    ("2025-11-03", "Monday 3 November", &[]),
    ("2025-11-22", "Saturday 22 November", &[WEEKEND]),
    ("2025-12-19", "Friday 19 December", &[]),
    ("2025-12-22", "Monday 22 December", &[CHRISTMAS]),
    ("2025-12-25", "Thursday 25 December", &["is Christmas Day."]),
    ("2025-12-26", "Friday 26 December", &["is Boxing Day."]),
    ("2026-01-01", "Thursday 1 January", &["is New Year’s Day."]),
    ("2026-01-02", "Friday 2 January", &[CHRISTMAS]),
    ("2026-01-06", "Tuesday 6 January", &[SPRING]),
    ("2026-01-20", "Tuesday 20 January", &[]),
    ("2026-02-17", "Tuesday 17 February", &[HALF_TERM]),
    ("2026-03-27", "Friday 27 March", &[]),
    ("2026-03-30", "Monday 30 March", &[EASTER]),
    ("2026-04-03", "Friday 3 April", &["is Good Friday."]),
    ("2026-04-06", "Monday 6 April", &["is Easter Monday."]),
    ("2026-04-07", "Tuesday 7 April", &[EASTER]),
    ("2026-04-15", "Wednesday 15 April", &[SUMMER]),
    ("2026-04-28", "Tuesday 28 April", &[]),
    ("2026-05-04", "Monday 4 May", &["is the early May bank holiday."]),
    ("2026-05-05", "Tuesday 5 May", &[]),
    ("2026-05-08", "Friday 8 May", &[]),
    ("2026-05-11", "Monday 11 May", &[SATS]),
    ("2026-05-14", "Thursday 14 May", &[SATS]),
    ("2026-05-15", "Friday 15 May", &[]),
    ("2026-05-25", "Monday 25 May", &["is the spring bank holiday."]),
    ("2026-05-28", "Thursday 28 May", &[HALF_TERM]),
    ("2026-06-01", "Monday 1 June", &[TABLES]),
    ("2026-06-05", "Friday 5 June", &[TABLES]),
    ("2026-06-09", "Tuesday 9 June", &[TABLES, PHONICS]),
    ("2026-06-12", "Friday 12 June", &[TABLES, PHONICS]),
    ("2026-06-13", "Saturday 13 June", &[WEEKEND]),
    ("2026-06-15", "Monday 15 June", &[]),
    ("2026-07-21", "Tuesday 21 July", &[]),
    ("2026-07-22", "Wednesday 22 July", &[HOLIDAYS]),
    ("2026-08-31", "Monday 31 August", &["is the summer bank holiday."]),
    ("2026-09-01", "Tuesday 1 September", &[AUTUMN]),
    ("2026-09-07", "Monday 7 September", &[AUTUMN]),
    ("2026-09-08", "Tuesday 8 September", &[]),
    ("2026-10-23", "Friday 23 October", &[]),
    ("2026-10-29", "Thursday 29 October", &[HALF_TERM]),
    ("2026-10-31", "Saturday 31 October", &[WEEKEND]),
    ("2026-11-02", "Monday 2 November", &[]),
    ("2026-11-27", "Friday 27 November", &[]),
    ("2026-12-18", "Friday 18 December", &[]),
    ("2026-12-21", "Monday 21 December", &[CHRISTMAS]),
    ("2026-12-28", "Monday 28 December", &["is the bank holiday for Boxing Day."]),
    ("2027-01-01", "Friday 1 January", &["is New Year’s Day."]),
    ("2027-01-04", "Monday 4 January", &[SPRING]),
    ("2027-01-11", "Monday 11 January", &[]),
    ("2027-02-18", "Thursday 18 February", &[HALF_TERM]),
    ("2027-03-25", "Thursday 25 March", &[]),
    ("2027-03-26", "Friday 26 March", &["is Good Friday."]),
    ("2027-03-29", "Monday 29 March", &["is Easter Monday."]),
    ("2027-04-08", "Thursday 8 April", &[EASTER]),
    ("2027-04-13", "Tuesday 13 April", &[SUMMER]),
    ("2027-05-03", "Monday 3 May", &["is the early May bank holiday."]),
    ("2027-05-10", "Monday 10 May", &[SATS]),
    ("2027-05-13", "Thursday 13 May", &[SATS]),
    ("2027-05-14", "Friday 14 May", &[]),
    ("2027-05-31", "Monday 31 May", &["is the spring bank holiday."]),
    ("2027-06-02", "Wednesday 2 June", &[HALF_TERM]),
    ("2027-06-07", "Monday 7 June", &[TABLES]),
    ("2027-06-16", "Wednesday 16 June", &[TABLES, PHONICS]),
    ("2027-06-18", "Friday 18 June", &[TABLES, PHONICS]),
    ("2027-06-21", "Monday 21 June", &[]),
    ("2027-07-22", "Thursday 22 July", &[HOLIDAYS]),
    ("2027-08-30", "Monday 30 August", &["is the summer bank holiday."]),
    ("2027-09-02", "Thursday 2 September", &[AUTUMN]),
    ("2027-10-26", "Tuesday 26 October", &[HALF_TERM]),
    ("2027-11-23", "Tuesday 23 November", &[]),
    ("2027-12-20", "Monday 20 December", &[CHRISTMAS]),
    ("2027-12-27", "Monday 27 December", &["is the bank holiday for Christmas Day."]),
    ("2027-12-28", "Tuesday 28 December", &["is the bank holiday for Boxing Day."]),
    ("2028-01-03", "Monday 3 January", &["is the bank holiday for New Year’s Day."]),
    ("2028-01-04", "Tuesday 4 January", &[SPRING]),
    ("2028-02-16", "Wednesday 16 February", &[HALF_TERM]),
    ("2028-04-03", "Monday 3 April", &[EASTER]),
    ("2028-04-14", "Friday 14 April", &["is Good Friday."]),
    ("2028-04-17", "Monday 17 April", &["is Easter Monday."]),
    ("2028-04-18", "Tuesday 18 April", &[SUMMER]),
    ("2028-05-01", "Monday 1 May", &["is the early May bank holiday."]),
    ("2028-05-09", "Tuesday 9 May", &[SATS]),
    ("2028-05-12", "Friday 12 May", &[]),
    ("2028-05-29", "Monday 29 May", &["is the spring bank holiday."]),
    ("2028-05-30", "Tuesday 30 May", &[HALF_TERM]),
    ("2028-06-05", "Monday 5 June", &[TABLES]),
    ("2028-06-13", "Tuesday 13 June", &[TABLES, PHONICS]),
    ("2028-06-16", "Friday 16 June", &[TABLES, PHONICS]),
    ("2028-06-20", "Tuesday 20 June", &[]),
    ("2028-07-24", "Monday 24 July", &[HOLIDAYS]),
    ("2028-08-28", "Monday 28 August", &["is the summer bank holiday."]),
];

/// What is found about a workshop that is meant for the half-term that its day is in.
fn alone(on: NaiveDate) -> Vec<Finding> {
    let calendar = Calendar::default_for(AcademicYear::of(on));
    let half_term = calendar.half_term_of(on).unwrap_or(HalfTerm::Autumn1);
    findings(&[Workshop { number: 1, half_term, when: Some(afternoon(on)), host: None, cancelled: false }], &calendar, &[])
}

#[test]
fn each_day_has_its_reasons_in_plain_words() {
    for (on, written, reasons) in DAYS {
        let found: Vec<String> = alone(day(on)).into_iter().map(|finding| finding.sentence).collect();
        let expected: Vec<String> = reasons.iter().map(|reason| format!("{written} {reason}")).collect();
        assert_eq!(found, expected, "{on}");
    }
}

#[test]
fn a_day_of_three_years_is_closed_or_open_as_schools_are() {
    for on in day("2025-09-01").iter_days().take_while(|on| *on < day("2028-09-01")) {
        let found = alone(on);
        let closed = found.iter().filter(|finding| matches!(finding.kind, Kind::BankHoliday | Kind::Holiday | Kind::Weekend)).count();
        assert_eq!(closed, usize::from(!is_school_day(on)), "{on}: {found:?}");
        assert!(found.iter().all(|finding| finding.sentence.starts_with(&without_year(on))), "{found:?}");
    }
}

#[test]
fn somebody_can_not_come_in_the_holidays_and_in_the_week_of_the_tests_and_all_else_is_a_note() {
    for (on, severity) in [
        ("2026-10-29", Severity::Clash),
        ("2026-12-28", Severity::Clash),
        ("2027-05-03", Severity::Clash),
        ("2027-05-12", Severity::Clash),
        ("2026-11-21", Severity::Note),
        ("2027-06-09", Severity::Note),
        ("2027-01-05", Severity::Note),
    ] {
        let severities: Vec<Severity> = alone(day(on)).into_iter().map(|finding| finding.severity).collect();
        assert_eq!(severities, [severity], "{on}");
    }
}

#[test]
fn a_day_in_another_half_term_says_which_one() {
    for (half_term, on, sentence) in [
        (HalfTerm::Autumn1, "2025-11-04", "Tuesday 4 November is in Autumn 2, not in Autumn 1."),
        (HalfTerm::Autumn2, "2026-10-20", "Tuesday 20 October is in Autumn 1, not in Autumn 2."),
        (HalfTerm::Spring1, "2026-12-01", "Tuesday 1 December is in Autumn 2, not in Spring 1."),
        (HalfTerm::Spring2, "2027-04-27", "Tuesday 27 April is in Summer 1, not in Spring 2."),
        (HalfTerm::Summer1, "2028-06-20", "Tuesday 20 June is in Summer 2, not in Summer 1."),
    ] {
        assert_eq!(found(&[workshop(1, half_term, on)]), [(1, sentence.to_owned())]);
    }
    let holiday = found(&[workshop(3, HalfTerm::Spring1, "2026-10-29")]);
    assert_eq!(holiday, [(3, "Thursday 29 October is in the half-term week.".to_owned())], "a holiday is in none");
}

#[test]
fn inset_days_are_the_hosts_or_another_schools_of_the_group() {
    let on = day("2026-11-24");
    let closed = |number: u128, words: &str| ClosedDay { school: school(number), day: on, words: words.to_owned() };
    let closed_days = vec![closed(1, "INSET day"), closed(2, ""), closed(3, "Staff training")];
    let calendar = Calendar { closed_days, ..Calendar::default_for(YEAR) };
    let schools = [(1, "Ashgrove Primary School"), (2, "Brook Primary School"), (4, "Castle Primary School")];
    let schools = schools.map(|(number, name)| NamedSchool { id: school(number), name: name.to_owned() });
    let ashgrove = "Ashgrove Primary School is closed to pupils (INSET day).";
    let brook = "On Tuesday 24 November Brook Primary School is closed to pupils.";
    for (host, expected) in [
        (None, vec![(Kind::OtherInset, format!("On Tuesday 24 November {ashgrove}")), (Kind::OtherInset, brook.to_owned())]),
        (
            Some(1),
            vec![
                (Kind::HostInset, "On Tuesday 24 November the host, Ashgrove Primary School, is closed to pupils (INSET day).".to_owned()),
                (Kind::OtherInset, brook.to_owned()),
            ],
        ),
        (
            Some(3),
            vec![
                (Kind::HostInset, "On Tuesday 24 November the host is closed to pupils (Staff training).".to_owned()),
                (Kind::OtherInset, format!("On Tuesday 24 November {ashgrove}")),
                (Kind::OtherInset, brook.to_owned()),
            ],
        ),
    ] {
        let workshop = Workshop { host: host.map(school), ..workshop(2, HalfTerm::Autumn2, "2026-11-24") };
        let found = findings(&[workshop], &calendar, &schools);
        assert!(found.iter().all(|finding| finding.severity == Severity::Clash), "{found:?}");
        let found: Vec<(Kind, String)> = found.into_iter().map(|finding| (finding.kind, finding.sentence)).collect();
        assert_eq!(found, expected, "{host:?}");
    }
    let next_day = workshop(2, HalfTerm::Autumn2, "2026-11-25");
    assert_eq!(findings(&[next_day], &calendar, &schools), []);
}

#[test]
fn a_hubs_own_calendar_is_what_counts() {
    let typical = Calendar::default_for(YEAR);
    let terms = typical.terms.expect("a known year");
    let autumn = Term { break_first: day("2026-10-19"), ..terms.autumn };
    let own = Calendar { terms: Some(Terms { autumn, ..terms }), assessments: Vec::new(), ..typical.clone() };
    let about = |calendar: &Calendar, number: u8, half_term: HalfTerm, on: &str| {
        let found = findings(&[workshop(number, half_term, on)], calendar, &[]);
        found.into_iter().map(|finding| finding.kind).collect::<Vec<_>>()
    };
    assert_eq!(about(&typical, 1, HalfTerm::Autumn1, "2026-10-20"), []);
    assert_eq!(about(&own, 1, HalfTerm::Autumn1, "2026-10-20"), [Kind::Holiday]);
    assert_eq!(about(&typical, 5, HalfTerm::Summer1, "2027-05-11"), [Kind::Assessment(Assessment::Sats)]);
    assert_eq!(about(&own, 5, HalfTerm::Summer1, "2027-05-11"), []);
}

#[test]
fn of_years_without_terms_little_is_said() {
    for (on, sentences) in [
        ("2040-11-20", vec![]),
        ("2040-11-24", vec!["Saturday 24 November is at the weekend."]),
        ("2040-12-25", vec!["Tuesday 25 December is Christmas Day."]),
        ("2041-05-14", vec!["Tuesday 14 May is in the week of the Key Stage 2 tests (SATs)."]),
    ] {
        let expected: Vec<(u8, String)> = sentences.into_iter().map(|sentence| (6, sentence.to_owned())).collect();
        assert_eq!(found(&[workshop(6, HalfTerm::Summer2, on)]), expected, "{on}");
    }
}
