//! A proposal for groups: which schools lie near each other. It knows distances and sizes and nothing else (no rivalries, no
//! trusts, no rivers without a bridge), so it is offered and never done by itself. The same schools always give the same.

use std::ops::RangeInclusive;

use crate::schools::distance::{Place, middle};

/// How many schools a group has, by the programme's rule (row B10). Outside it people are warned, not stopped.
pub const USUAL_SIZE: RangeInclusive<usize> = 6..=12;
/// The size that new groups aim at, in the middle of the rule.
const AIM: usize = 9;
/// After so many rounds nothing has moved for a long time.
const ROUNDS: usize = 12;

/// Which school goes where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// For each school to be placed the number of its group: first those that there are, in order, then the new ones.
    pub groups: Vec<usize>,
    /// How many new groups it needs.
    pub new_groups: usize,
}

/// Proposes groups for `schools`, beside `existing` groups with the schools they have. Groups that are full stay as they are.
pub fn suggest(existing: &[Vec<Place>], schools: &[Place]) -> Suggestion {
    let new_groups = new_groups(existing, schools.len());
    let count = existing.len() + new_groups;
    if schools.is_empty() || count == 0 {
        return Suggestion { groups: Vec::new(), new_groups: 0 };
    }
    let room: Vec<usize> = (0..count).map(|group| USUAL_SIZE.end().saturating_sub(existing.get(group).map_or(0, Vec::len))).collect();
    let mut seeds = seeds(existing, schools, count);
    let mut groups = assign(schools, &seeds, &room);
    for _ in 0..ROUNDS {
        for (group, seed) in seeds.iter_mut().enumerate() {
            *seed = middle(&members(existing, schools, &groups, group)).unwrap_or(*seed);
        }
        let again = assign(schools, &seeds, &room);
        if again == groups {
            break;
        }
        groups = again;
    }
    fill_up(existing, schools, &seeds, &mut groups);
    Suggestion { groups, new_groups }
}

/// As many as bring the groups to about nine schools each, and as the rule needs at least. A handful of schools joins the
/// groups that there are rather than beginning one that is too small.
fn new_groups(existing: &[Vec<Place>], schools: usize) -> usize {
    let (least, most) = (*USUAL_SIZE.start(), *USUAL_SIZE.end());
    let room: usize = existing.iter().map(|group| most.saturating_sub(group.len())).sum();
    let needed = schools.saturating_sub(room).div_ceil(most);
    let wanting: usize = existing.iter().map(|group| AIM.saturating_sub(group.len())).sum();
    let left = schools.saturating_sub(wanting);
    let comfortable = if existing.is_empty() && left > 0 { (left / AIM).max(1) } else { left / least.max(AIM - 1) };
    needed.max(comfortable)
}

/// Where groups begin: existing ones at their middle, the others each at the school farthest from all groups before it.
fn seeds(existing: &[Vec<Place>], schools: &[Place], count: usize) -> Vec<Place> {
    let mut known: Vec<Option<Place>> = existing.iter().map(|group| middle(group)).collect();
    known.resize(count, None);
    let centre = middle(schools).unwrap_or(Place { easting: 0, northing: 0 });
    for group in 0..count {
        if known.get(group).copied().flatten().is_some() {
            continue;
        }
        let taken: Vec<Place> = known.iter().copied().flatten().collect();
        let distance = |place: &Place| {
            let nearest = taken.iter().map(|seed| place.metres_to(*seed)).min_by(f64::total_cmp);
            nearest.unwrap_or_else(|| place.metres_to(centre))
        };
        let farthest = schools.iter().copied().reduce(|best, place| if distance(&place) > distance(&best) { place } else { best });
        if let Some(seed) = known.get_mut(group) {
            *seed = Some(farthest.unwrap_or(centre));
        }
    }
    known.into_iter().map(|seed| seed.unwrap_or(centre)).collect()
}

/// The shortest line of all first, as long as there is room where it leads. A school for which no group has room goes to the
/// nearest all the same: it is better seen there, with a warning, than not at all.
fn assign(schools: &[Place], seeds: &[Place], room: &[usize]) -> Vec<usize> {
    let mut lines: Vec<(f64, usize, usize)> = schools
        .iter()
        .enumerate()
        .flat_map(|(school, place)| seeds.iter().enumerate().map(move |(group, seed)| (place.metres_to(*seed), school, group)))
        .collect();
    lines.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    let mut left = room.to_vec();
    let mut groups: Vec<Option<usize>> = vec![None; schools.len()];
    for (_, school, group) in &lines {
        let (Some(place), Some(left)) = (groups.get_mut(*school), left.get_mut(*group)) else { continue };
        if place.is_none() && *left > 0 {
            *place = Some(*group);
            *left -= 1;
        }
    }
    for (_, school, group) in &lines {
        if let Some(place @ None) = groups.get_mut(*school) {
            *place = Some(*group);
        }
    }
    groups.into_iter().map(Option::unwrap_or_default).collect()
}

fn members(existing: &[Vec<Place>], schools: &[Place], groups: &[usize], group: usize) -> Vec<Place> {
    let new = schools.iter().zip(groups).filter(|(_, own)| **own == group).map(|(place, _)| *place);
    existing.get(group).into_iter().flatten().copied().chain(new).collect()
}

/// Brings groups that are too small up to the least size with the schools that lose least by it, from groups that can spare
/// one. Schools that were in a group before stay where they are.
fn fill_up(existing: &[Vec<Place>], schools: &[Place], seeds: &[Place], groups: &mut [usize]) {
    let least = *USUAL_SIZE.start();
    // Each move makes one group larger that was too small: it ends.
    for _ in 0..schools.len() {
        let size = |groups: &[usize], group: usize| members(existing, schools, groups, group).len();
        let Some(small) = (0..seeds.len()).find(|group| (1..least).contains(&size(groups, *group))) else { return };
        let Some(target) = seeds.get(small).copied() else { return };
        let spare = (0..schools.len()).filter(|school| groups.get(*school).is_some_and(|own| *own != small && size(groups, *own) > least));
        let loss = |school: &usize| {
            let here = groups.get(*school).and_then(|group| seeds.get(*group));
            schools.get(*school).zip(here).map_or(f64::MAX, |(place, here)| place.metres_to(target) - place.metres_to(*here))
        };
        let Some(best) = spare.min_by(|a, b| loss(a).total_cmp(&loss(b))) else { return };
        if let Some(own) = groups.get_mut(best) {
            *own = small;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(easting: i32, northing: i32) -> Place {
        Place { easting, northing }
    }

    /// Schools around a town, on a spiral.
    fn town(easting: i32, northing: i32, count: i32) -> Vec<Place> {
        (0..count).map(|n| at(easting + 300 * n * (1 - 2 * (n % 2)), northing + 200 * n)).collect()
    }

    fn sizes(suggestion: &Suggestion, existing: &[Vec<Place>]) -> Vec<usize> {
        let count = existing.len() + suggestion.new_groups;
        (0..count)
            .map(|group| existing.get(group).map_or(0, Vec::len) + suggestion.groups.iter().filter(|own| **own == group).count())
            .collect()
    }

    #[test]
    fn two_towns_become_two_groups() {
        let schools = [town(400_000, 300_000, 8), town(430_000, 320_000, 9)].concat();
        let suggestion = suggest(&[], &schools);
        assert_eq!(suggestion.new_groups, 2, "one group could not hold 17 schools");
        let mut sizes = sizes(&suggestion, &[]);
        sizes.sort_unstable();
        assert_eq!(sizes, [8, 9]);
    }

    #[test]
    fn a_school_joins_the_group_beside_it_and_a_full_group_takes_nobody() {
        let near = vec![town(400_000, 300_000, 7), town(440_000, 300_000, 7)];
        assert_eq!(suggest(&near, &[at(401_000, 300_500), at(439_000, 300_500)]).groups, [0, 1]);
        let full = vec![town(400_000, 300_000, 12), town(440_000, 300_000, 7)];
        assert_eq!(suggest(&full, &[at(401_000, 300_500)]).groups, [1]);
    }

    #[test]
    fn a_group_that_would_be_too_small_is_filled_up_from_one_that_can_spare_schools() {
        let schools = [town(400_000, 300_000, 11), town(460_000, 300_000, 4)].concat();
        let suggestion = suggest(&[], &schools);
        assert!(sizes(&suggestion, &[]).iter().all(|size| USUAL_SIZE.contains(size)), "{:?}", sizes(&suggestion, &[]));
    }

    #[test]
    fn nobody_to_place_needs_no_group() {
        assert_eq!(suggest(&[], &[]), Suggestion { groups: vec![], new_groups: 0 });
        assert_eq!(suggest(&[vec![]], &[]).groups, Vec::<usize>::new());
    }

    proptest! {
        #[test]
        fn everybody_has_a_place_sizes_are_kept_and_the_same_comes_out_twice(
            places in proptest::collection::vec((350_000..550_000i32, 150_000..450_000i32), 6..90),
        ) {
            let schools: Vec<Place> = places.into_iter().map(|(easting, northing)| at(easting, northing)).collect();
            let suggestion = suggest(&[], &schools);
            prop_assert_eq!(&suggestion, &suggest(&[], &schools));
            prop_assert_eq!(suggestion.groups.len(), schools.len());
            for size in sizes(&suggestion, &[]) {
                prop_assert!(USUAL_SIZE.contains(&size), "{} schools in a group of {}", size, schools.len());
            }
        }
    }
}
