//! Who hosts which workshop: a fair order for those that have no host yet (A9), the first at the lead's own school (A10). It knows rooms,
//! distances and years, and no building works; so it is offered, and never done by itself. The same schools always give the same, in
//! whatever order they are listed.
//!
//! Fair is: nobody hosts twice in a year before everybody with enough room has hosted once; of those whose turn it may be, who has never
//! hosted comes first, then who has not for longest; of equals, who is nearest to the middle of the group, so that nobody travels far.

mod reasons;
#[cfg(test)]
mod tests;

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use crate::ids::SchoolId;
use crate::schools::distance::{Place, middle};
use crate::sorting;

/// A school of the group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct School {
    pub id: SchoolId,
    pub name: String,
    pub place: Option<Place>,
    /// How many people it has room for; `None` where nobody has said, and then it is taken to have enough.
    pub capacity: Option<u32>,
    /// How many years ago it last hosted: 1 is the year before this one. `None` when it never has.
    pub years_since: Option<u32>,
}

/// A workshop and its host, once there is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hosting {
    pub workshop: u8,
    pub host: Option<SchoolId>,
}

/// Who might host a workshop that had no host.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggested {
    pub workshop: u8,
    /// `None` when no school has room.
    pub host: Option<SchoolId>,
    /// Why this one, in a sentence or two.
    pub reason: String,
}

/// A school that is not asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassedOver {
    pub school: SchoolId,
    /// Why, in a sentence.
    pub reason: String,
}

/// What is offered for a year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rotation {
    /// For each workshop without a host, by number.
    pub suggested: Vec<Suggested>,
    /// By name.
    pub passed_over: Vec<PassedOver>,
}

/// Suggests a host for each of `workshops` that has none, and leaves the others as they were chosen. `lead` is the lead's own school, which
/// hosts the first of them though it be small, and though it be none of the group's `schools`. So many `people` are expected.
pub fn suggest(lead: Option<SchoolId>, schools: &[School], workshops: &[Hosting], people: u32) -> Rotation {
    let mut workshops = workshops.to_vec();
    sorting::sort_by(&mut workshops, |one, other| one.workshop.cmp(&other.workshop));
    let candidates = Candidate::in_order(schools, people);
    let mut turns: Vec<SchoolId> = workshops.iter().filter_map(|workshop| workshop.host).collect();
    let mut suggested = Vec::new();
    for (place, Hosting { workshop, .. }) in workshops.iter().enumerate().filter(|(_, workshop)| workshop.host.is_none()) {
        let (host, reason) = match lead.filter(|_| place == 0) {
            Some(lead) => (Some(lead), reasons::of_the_first(schools.iter().find(|school| school.id == lead), people)),
            None => next(&candidates, &turns, schools, people),
        };
        turns.extend(host);
        suggested.push(Suggested { workshop: *workshop, host, reason });
    }
    Rotation { suggested, passed_over: passed_over(schools, people) }
}

/// Exchanges the hosts of two workshops, one of which may have none. Whether there are both.
pub fn swap(workshops: &mut [Hosting], one: u8, other: u8) -> bool {
    let place = |number: u8| workshops.iter().position(|hosting| hosting.workshop == number);
    let (Some(one), Some(other)) = (place(one), place(other)) else { return false };
    let (host_of_one, host_of_other) = (workshops[one].host, workshops[other].host);
    workshops[one].host = host_of_other;
    workshops[other].host = host_of_one;
    true
}

/// A school with enough room.
struct Candidate<'a> {
    school: &'a School,
    /// To the middle of the group, in metres; endless where nobody knows.
    distance: f64,
}

impl<'a> Candidate<'a> {
    /// All that there are, those first whose turn comes first.
    fn in_order(schools: &'a [School], people: u32) -> Vec<Self> {
        let places: Vec<Place> = schools.iter().filter_map(|school| school.place).collect();
        let middle = middle(&places);
        let distance = |school: &School| school.place.zip(middle).map_or(f64::INFINITY, |(place, middle)| place.metres_to(middle));
        let roomy = schools.iter().filter(|school| has_room(school, people));
        let mut candidates: Vec<Self> = roomy.map(|school| Self { school, distance: distance(school) }).collect();
        sorting::sort_by(&mut candidates, Self::compare);
        candidates
    }

    fn compare(one: &Self, other: &Self) -> Ordering {
        let longest = waited(other.school).cmp(&waited(one.school));
        longest.then_with(|| one.distance.total_cmp(&other.distance)).then_with(|| by_name(one.school, other.school))
    }
}

/// Who has hosted least this year, and of those the first.
fn next(candidates: &[Candidate<'_>], turns: &[SchoolId], schools: &[School], people: u32) -> (Option<SchoolId>, String) {
    let hosted = |candidate: &Candidate<'_>| turns.iter().filter(|host| **host == candidate.school.id).count();
    let fewest = candidates.iter().map(hosted).min().unwrap_or_default();
    let left: Vec<&Candidate<'_>> = candidates.iter().filter(|&candidate| hosted(candidate) == fewest).collect();
    match left.split_first() {
        Some((chosen, others)) => (Some(chosen.school.id), reasons::of_a_turn(chosen, others, fewest > 0)),
        None => (None, reasons::of_nobody(schools, people)),
    }
}

fn passed_over(schools: &[School], people: u32) -> Vec<PassedOver> {
    let mut small: Vec<&School> = schools.iter().filter(|school| !has_room(school, people)).collect();
    sorting::sort_by(&mut small, |one, other| by_name(one, other));
    small.into_iter().map(|school| PassedOver { school: school.id, reason: reasons::of_too_little_room(school, people) }).collect()
}

fn has_room(school: &School, people: u32) -> bool {
    school.capacity.is_none_or(|capacity| capacity >= people)
}

/// For how many years it has not hosted: endless where it never has.
fn waited(school: &School) -> u64 {
    school.years_since.map_or(u64::MAX, u64::from)
}

fn by_name(one: &School, other: &School) -> Ordering {
    one.name.cmp(&other.name).then_with(|| one.id.cmp(&other.id))
}
