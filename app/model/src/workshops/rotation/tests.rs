//! Rotations by hand, and what holds of all of them.

use proptest::prelude::*;
use uuid::Uuid;

use super::*;

const LEAD: u128 = 1;
const PEOPLE: u32 = 20;

fn id(number: u128) -> SchoolId {
    Uuid::from_u128(number).into()
}

fn school(number: u128, name: &str, place: Option<(i32, i32)>, capacity: Option<u32>, years_since: Option<u32>) -> School {
    let place = place.map(|(easting, northing)| Place { easting, northing });
    School { id: id(number), name: format!("{name} Primary School"), place, capacity, years_since }
}

/// The lead's own, two that have never hosted, one that has long ago, one of which nobody knows where it is, and a small one.
fn group() -> Vec<School> {
    vec![
        school(LEAD, "Ashgrove", Some((400_000, 300_000)), None, Some(1)),
        school(2, "Brook", Some((406_000, 300_000)), Some(30), None),
        school(3, "Castle", Some((401_000, 300_000)), Some(20), None),
        school(4, "Dale", Some((400_000, 304_000)), None, Some(3)),
        school(5, "Elm", None, None, Some(1)),
        school(6, "Fern", Some((398_000, 299_000)), Some(12), None),
    ]
}

/// Workshops from 1 on, with the hosts that were chosen.
fn hostings(hosts: &[Option<u128>]) -> Vec<Hosting> {
    (1..).zip(hosts).map(|(workshop, host)| Hosting { workshop, host: host.map(id) }).collect()
}

fn told(rotation: &Rotation) -> Vec<(u8, Option<SchoolId>, &str)> {
    rotation.suggested.iter().map(|suggested| (suggested.workshop, suggested.host, suggested.reason.as_str())).collect()
}

#[test]
fn a_year_begins_at_the_leads_school_and_goes_round_fairly_and_says_why() {
    let rotation = suggest(Some(id(LEAD)), &group(), &hostings(&[None; 6]), PEOPLE);
    assert_eq!(
        told(&rotation),
        [
            (1, Some(id(LEAD)), "The first workshop is at the lead’s own school, Ashgrove Primary School."),
            (
                2,
                Some(id(3)),
                "Castle Primary School has not hosted in earlier years, like others, and is nearest to the middle of the group."
            ),
            (3, Some(id(2)), "Brook Primary School has not hosted in earlier years."),
            (4, Some(id(4)), "Dale Primary School last hosted 3 years ago, longer ago than the others."),
            (5, Some(id(5)), "Elm Primary School last hosted a year ago."),
            (
                6,
                Some(id(3)),
                "Every school with enough room has a workshop by then. Castle Primary School has not hosted in earlier years, like \
                 others, and is nearest to the middle of the group."
            ),
        ]
    );
    let reason = "Fern Primary School has room for 12 people, fewer than the 20 expected.".to_owned();
    assert_eq!(rotation.passed_over, [PassedOver { school: id(6), reason }]);
}

#[test]
fn what_was_chosen_by_hand_stays_and_counts() {
    for (chosen, expected) in [
        ([None, None, Some(3), None, None, None], vec![(1, LEAD), (2, 2), (4, 4), (5, 5), (6, 3)]),
        ([Some(4), None, None, None, None, None], vec![(2, 3), (3, 2), (4, LEAD), (5, 5), (6, 3)]),
        ([None, None, None, None, None, Some(2)], vec![(1, LEAD), (2, 3), (3, 4), (4, 5), (5, 3)]),
        ([Some(1), Some(2), Some(3), Some(4), Some(5), None], vec![(6, 3)]),
        ([Some(9), Some(6), Some(6), None, None, None], vec![(4, 3), (5, 2), (6, 4)]),
        ([Some(1), Some(2), Some(3), Some(4), Some(5), Some(6)], vec![]),
    ] {
        let rotation = suggest(Some(id(LEAD)), &group(), &hostings(&chosen), PEOPLE);
        let hosts: Vec<(u8, Option<SchoolId>)> = rotation.suggested.iter().map(|suggested| (suggested.workshop, suggested.host)).collect();
        let expected: Vec<(u8, Option<SchoolId>)> = expected.into_iter().map(|(workshop, host)| (workshop, Some(id(host)))).collect();
        assert_eq!(hosts, expected, "{chosen:?}");
    }
}

#[test]
fn the_first_is_at_the_leads_school_though_it_be_small_or_none_of_the_group() {
    let mut schools = group();
    let first = |schools: &[School], lead: u128| suggest(Some(id(lead)), schools, &hostings(&[None]), PEOPLE);
    let stranger = first(&schools, 9);
    assert_eq!(told(&stranger), [(1, Some(id(9)), "The first workshop is at the lead’s own school.")]);
    schools[0].capacity = Some(1);
    let small = first(&schools, LEAD);
    let reason =
        "The first workshop is at the lead’s own school, Ashgrove Primary School. It has room for 1 person, fewer than the 20 expected.";
    assert_eq!(told(&small), [(1, Some(id(LEAD)), reason)]);
    assert_eq!(small.passed_over.iter().map(|small| small.school).collect::<Vec<_>>(), [id(LEAD), id(6)], "it hosts no other");
}

#[test]
fn where_nobody_can_host_that_is_said() {
    let full: Vec<School> = group().into_iter().map(|school| School { capacity: Some(5), ..school }).collect();
    let rotation = suggest(None, &full, &hostings(&[None]), PEOPLE);
    assert_eq!(told(&rotation), [(1, None, "No school of the group has room for 20 people.")]);
    assert_eq!(rotation.passed_over.len(), full.len());
    assert_eq!(told(&suggest(None, &[], &hostings(&[None]), PEOPLE)), [(1, None, "The group has no schools yet.")]);
    assert_eq!(suggest(None, &group(), &[], 0), Rotation { suggested: Vec::new(), passed_over: Vec::new() });
}

#[test]
fn equals_of_whom_nobody_knows_where_they_are_come_by_name() {
    let schools = [school(1, "Yew", None, None, Some(2)), school(2, "Aspen", None, None, Some(2)), school(3, "Oak", None, None, Some(0))];
    let rotation = suggest(None, &schools, &hostings(&[None; 3]), PEOPLE);
    assert_eq!(
        told(&rotation),
        [
            (1, Some(id(2)), "Aspen Primary School last hosted 2 years ago, like others, and comes first by name."),
            (2, Some(id(1)), "Yew Primary School last hosted 2 years ago, longer ago than the others."),
            (3, Some(id(3)), "Oak Primary School has hosted this year."),
        ]
    );
}

#[test]
fn two_workshops_exchange_their_hosts() {
    let mut year = hostings(&[Some(1), Some(2), None]);
    assert!(swap(&mut year, 1, 2));
    assert_eq!(year, hostings(&[Some(2), Some(1), None]));
    assert!(swap(&mut year, 3, 1), "one to be confirmed");
    assert_eq!(year, hostings(&[None, Some(1), Some(2)]));
    assert!(swap(&mut year, 2, 2));
    assert!(!swap(&mut year, 1, 4), "there is no fourth");
    assert_eq!(year, hostings(&[None, Some(1), Some(2)]));
}

/// Of any size, with equals in every respect but their names.
fn group_of(size: u128) -> Vec<School> {
    let years = [None, Some(3), Some(1)];
    let schools = (1..=size).map(|number| {
        let of_three = usize::try_from(number % 3).unwrap_or_default();
        let easting = 400_000 + i32::try_from(number % 4).unwrap_or_default() * 1000;
        school(number, &format!("{}{number}", ["C", "A", "B"][of_three]), Some((easting, 300_000)), None, years[of_three])
    });
    schools.collect()
}

fn permutations(schools: &[School]) -> Vec<Vec<School>> {
    if schools.len() < 2 {
        return vec![schools.to_vec()];
    }
    let beginning_with = |place: usize| {
        let mut others = schools.to_vec();
        let first = others.remove(place);
        permutations(&others).into_iter().map(move |others| [vec![first.clone()], others].concat())
    };
    (0..schools.len()).flat_map(beginning_with).collect()
}

#[test]
fn every_order_of_a_list_of_schools_gives_the_same() {
    for size in 1..=6 {
        let expected = suggest(Some(id(LEAD)), &group_of(size), &hostings(&[None; 8]), PEOPLE);
        for schools in permutations(&group_of(size)) {
            assert_eq!(suggest(Some(id(LEAD)), &schools, &hostings(&[None; 8]), PEOPLE), expected);
        }
    }
}

#[test]
fn in_a_group_of_any_size_nobody_hosts_twice_before_all_have_hosted_once() {
    for size in 1..=12 {
        let schools = group_of(size);
        let rotation = suggest(Some(id(LEAD)), &schools, &hostings(&[None; 12]), PEOPLE);
        let hosts: Vec<SchoolId> = rotation.suggested.iter().filter_map(|suggested| suggested.host).collect();
        assert_eq!(hosts.len(), 12);
        for round in hosts.chunks(schools.len()).filter(|round| round.len() == schools.len()) {
            assert!(schools.iter().all(|school| round.contains(&school.id)), "{size}: {round:?}");
        }
    }
}

/// Where schools are, what they hold, and when they hosted: few values, so that many are equal.
fn any_schools() -> impl Strategy<Value = Vec<School>> {
    let one = (prop::option::of((0..3_i32, 0..3_i32)), prop::option::of(0..40_u32), prop::option::of(0..4_u32), 0..3_usize);
    prop::collection::vec(one, 0..=12).prop_map(|schools| {
        let numbered = (1..).zip(schools).map(|(number, (place, capacity, years_since, name))| {
            let place = place.map(|(east, north)| (400_000 + east * 1000, 300_000 + north * 1000));
            school(number, ["Ash", "Birch", "Cedar"][name], place, capacity, years_since)
        });
        numbered.collect()
    })
}

proptest! {
    #[test]
    fn whatever_the_group_and_the_choices_every_turn_is_fair(
        (schools, shuffled) in any_schools().prop_flat_map(|schools| (Just(schools.clone()), Just(schools).prop_shuffle())),
        chosen in prop::collection::vec(prop::option::of(1..=14_u128), 0..=8),
        lead in prop::option::of(1..=14_u128),
        people in 0..40_u32,
    ) {
        let workshops = hostings(&chosen);
        let rotation = suggest(lead.map(id), &schools, &workshops, people);
        prop_assert_eq!(&rotation, &suggest(lead.map(id), &shuffled, &workshops, people));
        let open: Vec<u8> = workshops.iter().filter(|hosting| hosting.host.is_none()).map(|hosting| hosting.workshop).collect();
        prop_assert_eq!(rotation.suggested.iter().map(|suggested| suggested.workshop).collect::<Vec<_>>(), open);

        let roomy: Vec<&School> = schools.iter().filter(|school| has_room(school, people)).collect();
        prop_assert_eq!(rotation.passed_over.len(), schools.len() - roomy.len());
        let mut turns: Vec<SchoolId> = workshops.iter().filter_map(|hosting| hosting.host).collect();
        for suggested in &rotation.suggested {
            prop_assert!(suggested.reason.ends_with('.'), "{:?}", suggested);
            let hosted = |school: &School| turns.iter().filter(|host| **host == school.id).count();
            if suggested.workshop == 1 && lead.is_some() {
                prop_assert_eq!(suggested.host, lead.map(id));
            } else if let Some(host) = roomy.iter().find(|school| Some(school.id) == suggested.host) {
                for other in &roomy {
                    prop_assert!(hosted(host) <= hosted(other), "{:?} before {:?}", host, other);
                    prop_assert!(hosted(host) < hosted(other) || waited(host) >= waited(other), "{:?} before {:?}", host, other);
                }
            } else {
                prop_assert!(suggested.host.is_none() && roomy.is_empty(), "{:?}", suggested);
            }
            turns.extend(suggested.host);
        }
    }
}
