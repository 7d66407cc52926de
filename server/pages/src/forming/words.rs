//! What is said of groups.

use model::forming::USUAL_SIZE;
use model::schools::distance::{Place, in_km, spread};
use store::forming::Member;

use super::data::{FormingData, GroupCard};

/// How a group stands against the usual six to twelve, and whether that deserves a second look. It is a rule of the
/// programme, not a wall of ours.
pub(super) fn size(count: usize) -> (String, bool) {
    let (least, most) = (*USUAL_SIZE.start(), *USUAL_SIZE.end());
    let schools = schools(count);
    match count {
        0 => ("No schools yet: the usual group has six to twelve".to_owned(), true),
        count if count < least => (format!("{schools}: {} more makes the usual six to twelve", number(least - count)), true),
        count if count > most => (format!("{schools}: {} more than the usual six to twelve", number(count - most)), true),
        _ => (schools, false),
    }
}

/// `1 school`, `7 schools`.
pub(super) fn schools(count: usize) -> String {
    if count == 1 { "1 school".to_owned() } else { format!("{count} schools") }
}

fn number(count: usize) -> String {
    const WORDS: [&str; 7] = ["none", "one", "two", "three", "four", "five", "six"];
    WORDS.get(count).map_or_else(|| count.to_string(), |word| (*word).to_owned())
}

/// How far a group travels: names of facts and what they are. Only what can be known.
pub(super) fn travel(group: &GroupCard) -> Vec<(String, String)> {
    let base = group.base.as_ref().and_then(|base| base.place.map(|place| (base.name.as_str(), place)));
    travel_of(base, &group.schools.iter().collect::<Vec<_>>())
}

/// The same for any schools, with the one they would travel to first, if that is known.
pub(super) fn travel_of(base: Option<(&str, Place)>, schools: &[&Member]) -> Vec<(String, String)> {
    let known: Vec<_> = schools.iter().filter_map(|school| school.place.map(|place| (school, place))).collect();
    let places: Vec<Place> = known.iter().map(|(_, place)| *place).collect();
    let spread = spread(base.map(|(_, place)| place), &places);
    let mut facts = Vec::new();
    if let (Some((name, _)), Some(largest), Some(average)) = (base, spread.largest, spread.average) {
        facts.push((format!("To {name}"), format!("{} at most, {} on average", in_km(largest), in_km(average))));
    }
    if let Some((first, second, metres)) = spread.farthest {
        let name = |number: usize| known.get(number).map(|(school, _)| school.short_name.clone()).unwrap_or_default();
        facts.push(("Farthest apart".to_owned(), format!("{} and {}, {}", name(first), name(second), in_km(metres))));
    }
    facts
}

/// The nearest groups of a place, with their distance, at most three.
pub(super) fn nearest(data: &FormingData, place: Place) -> Vec<(usize, f64)> {
    let mut all: Vec<(usize, f64)> = data
        .groups
        .iter()
        .enumerate()
        .filter_map(|(number, group)| group.middle().map(|middle| (number, place.metres_to(middle))))
        .collect();
    all.sort_by(|a, b| a.1.total_cmp(&b.1));
    all.truncate(3);
    all
}

/// The letter that stands for a group on the map and beside its name.
pub(super) fn letter(number: usize) -> String {
    match u8::try_from(number).ok().filter(|number| *number < 26) {
        Some(number) => char::from(b'A' + number).to_string(),
        None => (number + 1).to_string(),
    }
}

#[cfg(test)]
mod tests {
    use model::ids::{GroupYearId, SchoolId, WorkGroupId};
    use store::forming::Base;

    use super::*;

    fn school(name: &str, easting: i32) -> Member {
        let place = Some(Place { easting, northing: 0 });
        Member { id: SchoolId::generate(), name: name.into(), short_name: name.into(), town: String::new(), place }
    }

    #[test]
    fn sizes_outside_six_to_twelve_are_said_and_not_forbidden() {
        assert_eq!(size(5), ("5 schools: one more makes the usual six to twelve".into(), true));
        assert_eq!(size(1).0, "1 school: five more makes the usual six to twelve");
        assert_eq!(size(6), ("6 schools".into(), false));
        assert_eq!(size(12), ("12 schools".into(), false));
        assert_eq!(size(14), ("14 schools: two more than the usual six to twelve".into(), true));
        assert!(size(0).1);
    }

    #[test]
    fn travel_is_told_in_kilometres_with_names() {
        let group = GroupCard {
            id: GroupYearId::generate(),
            group: WorkGroupId::generate(),
            sign: 0,
            name: "Cedar".into(),
            code: String::new(),
            title: String::new(),
            running: false,
            lead: None,
            base: Some(Base { school: SchoolId::generate(), name: "Ash".into(), place: Some(Place { easting: 0, northing: 0 }) }),
            schools: vec![school("Ash", 0), school("Birch", 3000), school("Fir", -5040)],
        };
        let facts = travel(&group);
        assert_eq!(facts[0], ("To Ash".into(), "5.0 km at most, 4.0 km on average".into()));
        assert_eq!(facts[1], ("Farthest apart".into(), "Birch and Fir, 8.0 km".into()));
        assert!(travel(&GroupCard { base: None, schools: vec![], ..group }).is_empty());
    }

    #[test]
    fn letters_go_on_as_numbers_after_z() {
        assert_eq!((letter(0), letter(25), letter(26)), ("A".into(), "Z".into(), "27".into()));
    }
}
