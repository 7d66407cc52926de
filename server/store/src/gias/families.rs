//! Which school goes on as which: decided from all that is known, after every import, so that it makes no difference which
//! file came first or how its rows were ordered.
//!
//! Where a closed school has one plain successor, and that one no other predecessor, they are one school (an academy order):
//! the row with a history stays and goes on under the newer number. When both have a history, and for mergers and splits,
//! both rows stay and are linked.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::held::Held;
use super::links::{Link, Links};

/// Longer than any chain of academy orders.
const MAX_CHAIN: usize = 20;

/// Something to be done. Schools are named by their ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Two rows become one.
    GoOn {
        /// The row of the closed school, and the one of its successor.
        older: String,
        newer: String,
        /// Whether the successor's row stays; else the closed school's.
        keep_newer: bool,
        /// The numbers that are former ones from now on, each with its last day.
        former: Vec<(String, Option<String>)>,
        /// The present number.
        urn: String,
    },
    /// One school came from another.
    Follow { school: String, predecessor: String, since: Option<String> },
}

/// What is to be done. `linked` are the pairs of school and predecessor that are known already.
pub(super) fn plan(mut held: Held, links: &Links, history: &HashSet<String>, linked: &HashSet<(String, String)>) -> Vec<Step> {
    let chains = Chains::new(links);
    let mut history = history.clone();
    let mut steps = Vec::new();
    let mut pairs = BTreeSet::new();
    loop {
        let before = steps.len();
        let closed: BTreeSet<String> = held.schools.iter().filter(|(_, school)| school.closed).map(|(urn, _)| urn.clone()).collect();
        for urn in closed {
            let Some((between, to)) = chains.follow(&urn, &held) else { continue };
            let (Some(older), Some(newer)) = (held.schools.get(&urn).cloned(), held.schools.get(&to).cloned()) else { continue };
            if history.contains(&older.id) && history.contains(&newer.id) {
                pairs.insert((newer.id, older.id, chains.since(&urn)));
                continue;
            }
            let keep_newer = history.contains(&newer.id);
            let stays = if keep_newer { newer.id.clone() } else { older.id.clone() };
            if history.contains(&older.id) {
                history.insert(stays.clone());
            }
            let last_day = older.close_date.clone().or_else(|| chains.since(&urn));
            let former = std::iter::once((urn.clone(), last_day)).chain(between.into_iter().map(|urn| (urn, None))).collect::<Vec<_>>();
            held.go_on(&former, &to, &stays);
            steps.push(Step::GoOn { older: older.id, newer: newer.id, keep_newer, former, urn: to });
        }
        if steps.len() == before {
            break;
        }
    }
    for ((before, after), link) in links {
        if chains.next(before) == Some(after) {
            continue;
        }
        if let (Some(older), Some(newer)) = (held.find(before), held.find(after))
            && older != newer
        {
            pairs.insert((newer, older, link.since.clone()));
        }
    }
    let mut seen = linked.clone();
    for (school, predecessor, since) in pairs {
        if seen.insert((school.clone(), predecessor.clone())) {
            steps.push(Step::Follow { school, predecessor, since });
        }
    }
    steps
}

impl Held {
    /// The id of the school that has or had a number.
    fn find(&self, urn: &str) -> Option<String> {
        let present = self.former.get(urn).map_or(urn, String::as_str);
        self.schools.get(present).map(|school| school.id.clone())
    }

    /// One school goes on under the number `to`; the others are its former ones.
    fn go_on(&mut self, former: &[(String, Option<String>)], to: &str, stays: &str) {
        let older: Vec<&String> = former.iter().map(|(urn, _)| urn).collect();
        for present in self.former.values_mut() {
            if older.contains(&&*present) {
                to.clone_into(present);
            }
        }
        for urn in older {
            self.schools.remove(urn);
            self.former.insert(urn.clone(), to.to_owned());
        }
        if let Some(school) = self.schools.get_mut(to) {
            stays.clone_into(&mut school.id);
        }
    }
}

/// Who came after whom.
struct Chains<'a> {
    after: HashMap<&'a str, Vec<(&'a str, &'a Link)>>,
    before: HashMap<&'a str, usize>,
}

impl<'a> Chains<'a> {
    fn new(links: &'a Links) -> Self {
        let mut chains = Self { after: HashMap::new(), before: HashMap::new() };
        for ((before, after), link) in links {
            chains.after.entry(before).or_default().push((after, link));
            *chains.before.entry(after).or_default() += 1;
        }
        chains
    }

    /// The one that a school simply became.
    fn next(&self, urn: &str) -> Option<&'a str> {
        match self.after.get(urn).map(Vec::as_slice) {
            Some([(after, link)]) if link.plain && self.before.get(after) == Some(&1) => Some(after),
            _ => None,
        }
    }

    /// The school of ours that a school became, perhaps by way of others that were never ours.
    fn follow(&self, urn: &str, held: &Held) -> Option<(Vec<String>, String)> {
        let mut between = Vec::new();
        let mut at = self.next(urn)?;
        for _ in 0..MAX_CHAIN {
            if at == urn {
                return None;
            }
            if held.schools.contains_key(at) {
                return Some((between, at.to_owned()));
            }
            if !held.former.contains_key(at) {
                between.push(at.to_owned());
            }
            at = self.next(at)?;
        }
        None
    }

    fn since(&self, urn: &str) -> Option<String> {
        self.after.get(urn).and_then(|after| after.first()).and_then(|(_, link)| link.since.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::super::held::Known;
    use super::*;

    fn held(schools: &[(&str, bool)]) -> Held {
        let known = |(urn, closed): &(&str, bool)| {
            ((*urn).to_owned(), Known { id: format!("id-{urn}"), name: String::new(), closed: *closed, close_date: None })
        };
        Held { schools: schools.iter().map(known).collect(), former: HashMap::new() }
    }

    fn links(all: &[(&str, &str, bool)]) -> Links {
        all.iter()
            .map(|(before, after, plain)| (((*before).to_owned(), (*after).to_owned()), Link { plain: *plain, since: None }))
            .collect()
    }

    fn history(ids: &[&str]) -> HashSet<String> {
        ids.iter().map(|id| (*id).to_owned()).collect()
    }

    fn follows(school: &str, predecessor: &str) -> Step {
        Step::Follow { school: school.to_owned(), predecessor: predecessor.to_owned(), since: None }
    }

    #[test]
    fn the_row_with_a_history_stays() {
        for (who, keep_newer) in [(&["id-1"][..], false), (&["id-2"], true), (&[], false)] {
            let steps = plan(held(&[("1", true), ("2", false)]), &links(&[("1", "2", true)]), &history(who), &HashSet::new());
            let former = vec![("1".to_owned(), None)];
            let (older, newer) = ("id-1".to_owned(), "id-2".to_owned());
            assert_eq!(steps, [Step::GoOn { older, newer, keep_newer, former, urn: "2".to_owned() }], "{who:?}");
        }
    }

    #[test]
    fn two_with_a_history_are_linked() {
        let all = links(&[("1", "2", true)]);
        let steps = plan(held(&[("1", true), ("2", false)]), &all, &history(&["id-1", "id-2"]), &HashSet::new());
        assert_eq!(steps, [follows("id-2", "id-1")]);
        let known = [("id-2".to_owned(), "id-1".to_owned())].into();
        assert_eq!(plan(held(&[("1", true), ("2", false)]), &all, &history(&["id-1", "id-2"]), &known), [], "and only once");
    }

    #[test]
    fn one_that_is_still_open_goes_on_as_itself() {
        assert_eq!(plan(held(&[("1", false), ("2", false)]), &links(&[("1", "2", true)]), &history(&[]), &HashSet::new()), []);
    }

    #[test]
    fn mergers_and_splits_are_links() {
        let merger = links(&[("1", "3", true), ("2", "3", true)]);
        let steps = plan(held(&[("1", true), ("2", true), ("3", false)]), &merger, &history(&["id-1"]), &HashSet::new());
        assert_eq!(steps, [follows("id-3", "id-1"), follows("id-3", "id-2")]);
        let split = links(&[("1", "2", true), ("1", "3", true)]);
        let steps = plan(held(&[("1", true), ("2", false), ("3", false)]), &split, &history(&["id-1"]), &HashSet::new());
        assert_eq!(steps, [follows("id-2", "id-1"), follows("id-3", "id-1")]);
        let said = links(&[("1", "2", false)]);
        let steps = plan(held(&[("1", true), ("2", false)]), &said, &history(&["id-1"]), &HashSet::new());
        assert_eq!(steps, [follows("id-2", "id-1")], "a merger of which only one part is known");
    }

    #[test]
    fn a_chain_is_followed_to_its_end_even_where_we_never_had_the_middle() {
        let chain = links(&[("1", "2", true), ("2", "3", true)]);
        let steps = plan(held(&[("1", true), ("3", false)]), &chain, &history(&["id-1"]), &HashSet::new());
        let [Step::GoOn { former, urn, keep_newer: false, .. }] = steps.as_slice() else { panic!("{steps:?}") };
        assert_eq!((former.iter().map(|(urn, _)| urn.as_str()).collect::<Vec<_>>(), urn.as_str()), (vec!["1", "2"], "3"));
        let steps = plan(held(&[("1", true), ("2", true), ("3", false)]), &chain, &history(&["id-1"]), &HashSet::new());
        assert_eq!(steps.len(), 2, "{steps:?}");
    }

    #[test]
    fn a_circle_ends() {
        let circle = links(&[("1", "2", true), ("2", "1", true)]);
        assert!(plan(held(&[("1", true), ("2", true)]), &circle, &history(&["id-1", "id-2"]), &HashSet::new()).len() <= 2);
        assert_eq!(plan(held(&[("1", true)]), &circle, &history(&[]), &HashSet::new()), []);
    }
}
