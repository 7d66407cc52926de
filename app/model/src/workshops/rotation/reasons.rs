//! Why a school is to host, or is not, in plain words.

use super::{Candidate, School, has_room, waited};

/// `lead` is the lead's own school, where it is one of the group.
pub(super) fn of_the_first(lead: Option<&School>, people: u32) -> String {
    let Some(school) = lead else { return "The first workshop is at the lead’s own school.".to_owned() };
    let first = format!("The first workshop is at the lead’s own school, {}.", school.name);
    if has_room(school, people) { first } else { format!("{first} It {}.", too_little_room(school, people)) }
}

/// `others` could have been chosen too, the next of them first. `again` when all have hosted this year.
pub(super) fn of_a_turn(chosen: &Candidate<'_>, others: &[&Candidate<'_>], again: bool) -> String {
    let begins = if again { "Every school with enough room has a workshop by then. " } else { "" };
    let (name, since) = (&chosen.school.name, since(chosen.school));
    let equal = others.first().filter(|other| waited(other.school) == waited(chosen.school));
    let choice = match equal {
        Some(other) if chosen.distance < other.distance => ", like others, and is nearest to the middle of the group",
        Some(_) => ", like others, and comes first by name",
        None if !others.is_empty() && chosen.school.years_since.is_some() => ", longer ago than the others",
        None => "",
    };
    format!("{begins}{name} {since}{choice}.")
}

/// No school could be chosen.
pub(super) fn of_nobody(schools: &[School], people: u32) -> String {
    if schools.is_empty() {
        "The group has no schools yet.".to_owned()
    } else {
        format!("No school of the group has room for {}.", counted(people))
    }
}

pub(super) fn of_too_little_room(school: &School, people: u32) -> String {
    format!("{} {}.", school.name, too_little_room(school, people))
}

fn too_little_room(school: &School, people: u32) -> String {
    format!("has room for {}, fewer than the {people} expected", counted(school.capacity.unwrap_or_default()))
}

fn since(school: &School) -> String {
    match school.years_since {
        None => "has not hosted in earlier years".to_owned(),
        Some(0) => "has hosted this year".to_owned(),
        Some(1) => "last hosted a year ago".to_owned(),
        Some(years) => format!("last hosted {years} years ago"),
    }
}

fn counted(people: u32) -> String {
    if people == 1 { "1 person".to_owned() } else { format!("{people} people") }
}
