//! What is found between the workshops of a year.

use super::*;

/// Whole years of afternoons against which nothing speaks.
const GOOD_YEARS: [[&str; 6]; 3] = [
    ["2025-10-07", "2025-11-25", "2026-01-20", "2026-03-03", "2026-04-28", "2026-06-23"],
    ["2026-10-06", "2026-11-24", "2027-01-12", "2027-03-02", "2027-04-27", "2027-06-22"],
    ["2027-10-05", "2027-11-23", "2028-01-18", "2028-03-07", "2028-04-25", "2028-06-20"],
];

/// The one of 2026/27 with another day for some of its workshops.
fn with(other: &[(usize, &str)]) -> Vec<Workshop> {
    let mut days = GOOD_YEARS[1];
    for &(number, day) in other {
        days[number - 1] = day;
    }
    year(&days)
}

#[test]
fn about_a_year_that_is_well_spread_nothing_is_found() {
    for days in GOOD_YEARS {
        assert_eq!(found(&year(&days)), [], "{days:?}");
    }
    assert_eq!(found(&year(&[""; 6])), [], "all to be confirmed");
    assert_eq!(found(&[]), []);
}

#[test]
fn each_way_of_lying_badly_is_told_at_its_workshop() {
    for (days, expected) in [
        (
            vec![(1, "2026-11-24"), (2, "2026-10-06")],
            vec![
                (1, "Tuesday 24 November is in Autumn 2, not in Autumn 1."),
                (2, "Tuesday 6 October is in Autumn 1, not in Autumn 2."),
                (2, "Tuesday 6 October is before workshop 1."),
            ],
        ),
        (vec![(1, "2026-10-22"), (2, "2026-11-03")], vec![(2, "Tuesday 3 November is only 12 days after workshop 1.")]),
        (vec![(1, "2026-10-20"), (2, "2026-11-03")], vec![]),
        (
            vec![(1, "2026-10-22"), (2, "2026-10-23")],
            vec![
                (2, "Friday 23 October is in Autumn 1, not in Autumn 2."),
                (2, "Friday 23 October is only a day after workshop 1."),
                (2, "Friday 23 October is in Autumn 1, where workshop 1 is too, and Autumn 2 has none."),
                (3, "Tuesday 12 January is more than ten weeks after workshop 2."),
            ],
        ),
        (
            vec![(4, "2027-02-09")],
            vec![
                (4, "Tuesday 9 February is in Spring 1, not in Spring 2."),
                (4, "Tuesday 9 February is in Spring 1, where workshop 3 is too, and Spring 2 has none."),
                (5, "Tuesday 27 April is more than ten weeks after workshop 4."),
            ],
        ),
        (vec![(2, "2026-11-03")], vec![]),
        (vec![(2, "2026-11-02")], vec![(3, "Tuesday 12 January is more than ten weeks after workshop 2.")]),
        (vec![(2, "")], vec![]),
        (vec![(5, "")], vec![]),
        (
            vec![(6, "2026-09-29")],
            vec![
                (6, "Tuesday 29 September is in Autumn 1, not in Summer 2."),
                (6, "Tuesday 29 September is before workshop 5."),
                (1, "Tuesday 6 October is only 7 days after workshop 6."),
                (6, "Tuesday 29 September is in Autumn 1, where workshop 1 is too, and Summer 2 has none."),
            ],
        ),
    ] {
        let mut expected: Vec<(u8, String)> = expected.into_iter().map(|(number, sentence)| (number, sentence.to_owned())).collect();
        sorting::sort_by(&mut expected, |(one, _), (other, _)| one.cmp(other));
        assert_eq!(found(&with(&days)), expected, "{days:?}");
    }
}

#[test]
fn two_on_a_day_are_a_clash_when_they_overlap_and_a_note_when_they_do_not() {
    let morning = When { day: day("2026-10-06"), starts: time("09:00"), ends: time("13:00") };
    for (other, kind, severity, sentence) in [
        (morning, Kind::SameDay, Severity::Note, "On Tuesday 6 October there is workshop 1 already."),
        (When { ends: time("13:01"), ..morning }, Kind::SameTime, Severity::Clash, "On Tuesday 6 October workshop 1 is at the same time."),
    ] {
        let mut workshops = with(&[]);
        workshops[1].when = Some(other);
        let found = findings(&workshops, &Calendar::default_for(YEAR), &[]);
        let same = found.iter().filter(|finding| matches!(finding.kind, Kind::SameDay | Kind::SameTime)).collect::<Vec<_>>();
        assert_eq!(same, [&Finding { workshop: 2, kind, severity, sentence: sentence.to_owned() }]);
        assert!(found.iter().all(|finding| finding.kind != Kind::TooClose), "a day is told of once: {found:?}");
    }
}

#[test]
fn what_is_cancelled_is_as_if_it_were_not_there() {
    let mut workshops = with(&[(2, "2026-10-06"), (4, "2026-12-25")]);
    workshops[1].cancelled = true;
    workshops[3].cancelled = true;
    assert_eq!(
        found(&workshops),
        [
            (3, "Tuesday 12 January is more than ten weeks after workshop 1.".to_owned()),
            (5, "Tuesday 27 April is more than ten weeks after workshop 3.".to_owned()),
        ]
    );
}

#[test]
fn five_workshops_may_leave_a_half_term_out_and_eight_may_fill_two_twice() {
    assert_eq!(found(&year(&GOOD_YEARS[1][..5])), []);
    let days = ["2026-10-06", "2026-11-24", "2027-01-12", "2027-02-02", "2027-03-02", "2027-04-27", "2027-06-22", "2027-07-13"];
    let half_terms = [
        HalfTerm::Autumn1,
        HalfTerm::Autumn2,
        HalfTerm::Spring1,
        HalfTerm::Spring1,
        HalfTerm::Spring2,
        HalfTerm::Summer1,
        HalfTerm::Summer2,
        HalfTerm::Summer2,
    ];
    let eight: Vec<Workshop> = (1..).zip(half_terms).zip(days).map(|((number, half_term), day)| workshop(number, half_term, day)).collect();
    assert_eq!(found(&eight), []);
}

#[test]
fn a_workshop_to_be_confirmed_counts_where_it_is_meant_to_be() {
    let mut workshops = with(&[(1, ""), (6, "")]);
    assert_eq!(found(&workshops), []);
    workshops[0].half_term = HalfTerm::Autumn2;
    let sentence = "Tuesday 24 November is in Autumn 2, where workshop 1 is too, and Autumn 1 has none.";
    assert_eq!(found(&workshops), [(2, sentence.to_owned())]);
}
