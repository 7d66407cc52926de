//! Who came after whom, as the links tell it.

use std::collections::{HashMap, HashSet};

use super::held::Held;
use super::judge::{Way, belongs};
use super::links::{Link, Ties};

/// Longer than any chain of academy orders.
const MAX_CHAIN: usize = 20;
/// More schools than any family has.
const MAX_FAMILY: usize = 200;

/// Links without those that go round in a circle: where each of two came after the other, neither did.
pub(super) struct Chains<'a> {
    after: HashMap<&'a str, Vec<(&'a str, &'a Link)>>,
    before: HashMap<&'a str, usize>,
    mergers: HashMap<&'a str, Vec<Option<&'a str>>>,
}

impl<'a> Chains<'a> {
    pub(super) fn new(ties: &'a Ties) -> Self {
        let mut all: HashMap<&str, Vec<&str>> = HashMap::new();
        for (before, after) in ties.links.keys() {
            all.entry(before).or_default().push(after);
        }
        let mut chains = Self { after: HashMap::new(), before: HashMap::new(), mergers: HashMap::new() };
        for ((before, after), link) in &ties.links {
            if leads_to(&all, after, before) {
                continue;
            }
            chains.after.entry(before).or_default().push((after, link));
            *chains.before.entry(after).or_default() += 1;
        }
        for ((one, other), since) in &ties.mergers {
            chains.mergers.entry(one).or_default().push(since.as_deref());
            chains.mergers.entry(other).or_default().push(since.as_deref());
        }
        chains
    }

    /// Every link, but for those in a circle.
    pub(super) fn links(&self) -> impl Iterator<Item = (&'a str, &'a str, &'a Link)> {
        self.after.iter().flat_map(|(before, all)| all.iter().map(|(after, link)| (*before, *after, *link)))
    }

    /// The one that a school simply became, and the link.
    pub(super) fn next(&self, urn: &str) -> Option<(&'a str, &'a Link)> {
        match self.after.get(urn).map(Vec::as_slice) {
            Some([(after, link)]) if link.plain && self.before.get(after) == Some(&1) => Some((after, link)),
            _ => None,
        }
    }

    /// The way to the school of ours that a school became, perhaps past others that were never ours.
    pub(super) fn follow(&self, urn: &str, held: &Held) -> Option<Way> {
        let mut way = Way::default();
        let mut at = urn;
        for _ in 0..MAX_CHAIN {
            let (next, link) = self.next(at)?;
            way.first = way.first.take().or_else(|| link.since.clone().filter(|_| way.numbers.is_empty()));
            way.last.clone_from(&link.since);
            way.numbers.push(next.to_owned());
            if held.schools.contains_key(next) {
                return Some(way);
            }
            if !held.former.contains_key(next) {
                way.between.push(next.to_owned());
            }
            at = next;
        }
        None
    }

    /// Whether an amalgamation or a merger of about that day has to do with one of these schools.
    pub(super) fn merged(&self, urn: &str, way: &Way, closed: Option<&str>) -> bool {
        let of = |urn: &str| self.mergers.get(urn).is_some_and(|all| all.iter().any(|day| belongs(*day, closed)));
        of(urn) || way.numbers.iter().any(|urn| of(urn))
    }
}

/// Whether the links lead from one school to another.
fn leads_to(after: &HashMap<&str, Vec<&str>>, from: &str, to: &str) -> bool {
    let (mut seen, mut open) = (HashSet::from([from]), vec![from]);
    while let Some(at) = open.pop() {
        for next in after.get(at).into_iter().flatten() {
            if *next == to {
                return true;
            }
            if seen.len() < MAX_FAMILY && seen.insert(next) {
                open.push(next);
            }
        }
    }
    false
}
