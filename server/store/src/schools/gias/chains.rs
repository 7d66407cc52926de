//! Who came after whom, as the links tell it.

use std::collections::{HashMap, HashSet};

use super::existing::Existing;
use super::judge::{LinkPath, belongs};
use super::links::{Link, Ties};

/// Longer than any chain of academy orders.
const MAX_CHAIN: usize = 20;
/// More schools than any family has.
const MAX_FAMILY: usize = 200;

/// Links by each of their ends.
pub(super) struct Chains<'a> {
    after: HashMap<&'a str, Vec<(&'a str, &'a Link)>>,
    before: HashMap<&'a str, Vec<(&'a str, &'a Link)>>,
    mergers: HashMap<&'a str, Vec<Option<&'a str>>>,
}

impl<'a> Chains<'a> {
    /// Links without those that go round in a circle: where each of two came after the other, neither did.
    pub(super) fn new(ties: &'a Ties) -> Self {
        let all = Self::with_circles(ties);
        Self::of(ties, |before, after| !all.leads(after, before))
    }

    /// Every link as the file has it.
    pub(super) fn with_circles(ties: &'a Ties) -> Self {
        Self::of(ties, |_, _| true)
    }

    fn of(ties: &'a Ties, wanted: impl Fn(&str, &str) -> bool) -> Self {
        let mut chains = Self { after: HashMap::new(), before: HashMap::new(), mergers: HashMap::new() };
        for ((before, after), link) in ties.links.iter().filter(|((before, after), _)| wanted(before, after)) {
            chains.after.entry(before).or_default().push((after, link));
            chains.before.entry(after).or_default().push((before, link));
        }
        for ((one, other), since) in &ties.mergers {
            chains.mergers.entry(one).or_default().push(since.as_deref());
            chains.mergers.entry(other).or_default().push(since.as_deref());
        }
        chains
    }

    /// The numbers that came after one, and those that came before it.
    pub(super) fn successors(&self, urn: &str) -> &[(&'a str, &'a Link)] {
        self.after.get(urn).map_or(&[], Vec::as_slice)
    }

    pub(super) fn predecessors(&self, urn: &str) -> &[(&'a str, &'a Link)] {
        self.before.get(urn).map_or(&[], Vec::as_slice)
    }

    /// The days of the amalgamations and mergers that have to do with a number.
    pub(super) fn mergers(&self, urn: &str) -> &[Option<&'a str>] {
        self.mergers.get(urn).map_or(&[], Vec::as_slice)
    }

    pub(super) fn links(&self) -> impl Iterator<Item = (&'a str, &'a str, &'a Link)> {
        self.after.iter().flat_map(|(before, all)| all.iter().map(|(after, link)| (*before, *after, *link)))
    }

    /// The one that a school simply became, and the link.
    pub(super) fn next(&self, urn: &str) -> Option<(&'a str, &'a Link)> {
        match self.successors(urn) {
            [(after, link)] if link.plain && self.predecessors(after).len() == 1 => Some((after, link)),
            _ => None,
        }
    }

    /// The path to the school of ours that a school became, perhaps past others that were never ours. It ends at the first that
    /// was ours, though that one may have another number by now: which school it went on as says nothing about this one.
    pub(super) fn follow(&self, urn: &str, existing: &Existing) -> Option<LinkPath> {
        let mut path = LinkPath::default();
        let mut at = urn;
        for _ in 0..MAX_CHAIN {
            let (next, link) = self.next(at)?;
            path.first = path.first.take().or_else(|| link.since.clone().filter(|_| path.numbers.is_empty()));
            path.last.clone_from(&link.since);
            path.numbers.push(next.to_owned());
            if existing.under(next).is_some() {
                return Some(path);
            }
            if !existing.former.contains_key(next) {
                path.between.push(next.to_owned());
            }
            at = next;
        }
        None
    }

    /// Whether an amalgamation or a merger of about that day has to do with one of these schools.
    pub(super) fn merged(&self, urn: &str, path: &LinkPath, closed: Option<&str>) -> bool {
        let of = |urn: &str| self.mergers(urn).iter().any(|day| belongs(*day, closed));
        of(urn) || path.numbers.iter().any(|urn| of(urn))
    }

    /// Whether the links lead from one school to another.
    pub(super) fn leads(&self, from: &str, to: &str) -> bool {
        let (mut seen, mut open) = (HashSet::from([from]), vec![from]);
        while let Some(at) = open.pop() {
            for (next, _) in self.successors(at) {
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
}
