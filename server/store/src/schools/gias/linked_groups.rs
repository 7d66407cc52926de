//! Which school goes on as which: decided from all that is known, after every import, so that it makes no difference which
//! file came first or how its rows were ordered.
//!
//! Where a closed school has one plain successor, and that one no other predecessor, and nothing makes it doubtful (`judge`),
//! they are one school (an academy order): the row with a history stays and goes on under the newer number. When both have a
//! history, and in every other case, both rows stay and are linked. What a school became is judged by what that one was, also
//! when it has gone on under another number since: a doubt about the two does not end with that.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::chains::Chains;
use super::existing::{Existing, Former, Known};
use super::import::Renumbering;
use super::judge::{self, Decisions, Doubt, LinkPath};
use super::links::Ties;

/// Something to be done. Schools are named by their ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Two rows become one.
    GoOn {
        /// The row of the closed school, and the one of its successor.
        older: Box<Known>,
        newer: Box<Known>,
        /// Whether the successor's row stays; else the closed school's.
        keep_newer: bool,
        /// The numbers that are former ones from now on, each with its last day; the closed school's first.
        former: Vec<(String, Option<String>)>,
        /// The number under which the school that it became was ours first, and the present one.
        became: String,
        urn: String,
    },
    /// One school came from another.
    Follow { school: String, predecessor: String, since: Option<String> },
    /// One school did not come from another: the links say so no longer.
    Unfollow { school: String, predecessor: String },
    /// The hub decides now that two stay two.
    KeepApart { before: String, after: String },
}

/// Two that might have become one, and stay two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Apart {
    /// Their numbers.
    pub before: String,
    pub after: String,
    pub why: Doubt,
}

/// What is to be done, and what is not.
#[derive(Debug, Default)]
pub(super) struct Plan {
    pub steps: Vec<Step>,
    pub apart: Vec<Apart>,
}

/// Decides. `linked` are the pairs of school and predecessor that are known already.
pub(super) fn plan(
    mut existing: Existing,
    ties: &Ties,
    history: &HashSet<String>,
    linked: &HashSet<(String, String)>,
    decisions: &Decisions,
) -> Plan {
    let chains = Chains::new(ties);
    let mut history = history.clone();
    let mut plan = Plan::default();
    let mut doubts = Doubts::new();
    loop {
        let before = plan.steps.len();
        // Of the last round, when all that go on have gone.
        doubts.clear();
        let closed: BTreeSet<String> = existing.schools.iter().filter(|(_, school)| school.closed).map(|(urn, _)| urn.clone()).collect();
        for urn in closed {
            let Some(path) = chains.follow(&urn, &existing) else { continue };
            let Some(became) = path.numbers.last().cloned() else { continue };
            let to = existing.present(&became).to_owned();
            let known = |urn: &str| existing.schools.get(urn).cloned();
            let (Some(older), Some(newer)) = (known(&urn), known(&to).filter(|_| to != urn)) else { continue };
            let both = history.contains(&older.id) && history.contains(&newer.id);
            let why = doubt(&existing, (&urn, &older), &path, &chains, decisions);
            let why = match why.or(both.then_some(Doubt::BothTold)) {
                // What the hub says is kept, and holds when nothing else speaks against it any more.
                Some(Doubt::Decided) => Some(Doubt::Decided),
                why => refused(&urn, decisions).or(why).or_else(|| not_previewed(&urn, &to, decisions)),
            };
            if let Some(why) = why {
                doubts.insert(urn, (to, why, path.first));
                continue;
            }
            let keep_newer = history.contains(&newer.id);
            let stays = if keep_newer { newer.id.clone() } else { older.id.clone() };
            if history.contains(&older.id) {
                history.insert(stays.clone());
            }
            let last_day = older.close_date.clone().or(path.first);
            let former = std::iter::once((urn, last_day)).chain(path.between.into_iter().map(|urn| (urn, None))).collect::<Vec<_>>();
            existing.go_on(&former, &to, &stays);
            plan.steps.push(Step::GoOn { older: Box::new(older), newer: Box::new(newer), keep_newer, former, became, urn: to });
        }
        if plan.steps.len() == before {
            break;
        }
    }
    let pairs = pairs(&existing, ties, &chains, &doubts);
    for (before, (after, why, _)) in doubts {
        if why == Doubt::Refused {
            plan.steps.push(Step::KeepApart { before: before.clone(), after: after.clone() });
        }
        plan.apart.push(Apart { before, after, why });
    }
    let new = pairs.iter().filter(|(pair, _)| !linked.contains(*pair));
    plan.steps.extend(new.map(|((school, predecessor), since)| Step::Follow {
        school: school.clone(),
        predecessor: predecessor.clone(),
        since: since.clone(),
    }));
    // Where no file of links was ever brought in, nothing is known to have been withdrawn.
    if ties.len() > 0 {
        let mut gone: Vec<&(String, String)> = linked.iter().filter(|pair| !pairs.contains_key(*pair)).collect();
        gone.sort_unstable();
        let unfollow = |(school, predecessor): &(String, String)| {
            let now = |id: &String| plan.steps.iter().find_map(|step| step.taken_in(id)).unwrap_or(id).clone();
            (now(school), now(predecessor))
        };
        let gone: Vec<(String, String)> =
            gone.into_iter().map(unfollow).filter(|pair| !pairs.contains_key(pair) && pair.0 != pair.1).collect();
        plan.steps.extend(gone.into_iter().map(|(school, predecessor)| Step::Unfollow { school, predecessor }));
    }
    plan
}

impl Step {
    /// The row that stays, when this step takes in that of `id`.
    fn taken_in(&self, id: &str) -> Option<&String> {
        match self {
            Self::GoOn { older, newer, keep_newer: true, .. } if older.id == id => Some(&newer.id),
            Self::GoOn { older, newer, keep_newer: false, .. } if newer.id == id => Some(&older.id),
            _ => None,
        }
    }
}

/// What speaks against it that a closed school became the one at the end of the path, as that one was then.
fn doubt(existing: &Existing, (urn, older): (&str, &Known), path: &LinkPath, chains: &Chains<'_>, decisions: &Decisions) -> Option<Doubt> {
    let became = path.numbers.last().map_or(urn, String::as_str);
    let (Some(newer), to) = (existing.under(became), existing.present(became)) else { return Some(Doubt::UnknownDays) };
    let leads_there = |after: &String| existing.present(after) == to || path.numbers.contains(after);
    if decisions.apart.iter().any(|Renumbering { before, after }| existing.present(before) == urn && leads_there(after)) {
        return Some(Doubt::Decided);
    }
    let closed = older.close_date.as_deref().or(path.first.as_deref());
    if newer.was_beside(older) {
        return Some(Doubt::Beside);
    }
    if chains.merged(urn, path, closed) {
        return Some(Doubt::Merger);
    }
    judge::days(older, newer, path)
}

/// Whether the hub won't have it that a school goes on as another one.
fn refused(urn: &str, decisions: &Decisions) -> Option<Doubt> {
    decisions.refused.contains(urn).then_some(Doubt::Refused)
}

/// Whether the hub has not been shown that the one would go on as the other.
fn not_previewed(urn: &str, to: &str, decisions: &Decisions) -> Option<Doubt> {
    let asked = Renumbering { before: urn.to_owned(), after: to.to_owned() };
    decisions.previewed.as_ref().is_some_and(|named| !named.contains(&asked)).then_some(Doubt::NotPreviewed)
}

/// By the number of the closed school: the other's, why the two stay two, and since when the one came from the other.
type Doubts = BTreeMap<String, (String, Doubt, Option<String>)>;

/// Which school came from which, by their ids, and since when.
fn pairs(existing: &Existing, ties: &Ties, chains: &Chains<'_>, doubts: &Doubts) -> BTreeMap<(String, String), Option<String>> {
    let mut pairs = BTreeMap::new();
    let mut add = |before: &str, after: &str, since: &Option<String>| {
        if let (Some(older), Some(newer)) = (existing.find(before), existing.find(after))
            && older != newer
        {
            let known: &mut Option<String> = pairs.entry((newer, older)).or_default();
            *known = known.take().into_iter().chain(since.clone()).min();
        }
    };
    let is_closed = |urn: &str| existing.schools.get(urn).is_some_and(|school| school.closed);
    for (before, after, link) in chains.links() {
        // While a school is open, the one that it is to become is a plan.
        let planned = chains.next(before).is_some() && !is_closed(before);
        if !planned {
            add(before, after, &link.since);
        }
    }
    for (before, (after, _, since)) in doubts {
        add(before, after, since);
    }
    for ((one, other), since) in &ties.mergers {
        let linked = |before: &String, after: &String| ties.links.contains_key(&(before.clone(), after.clone()));
        if linked(one, other) || linked(other, one) || !existing.schools.contains_key(one) || !existing.schools.contains_key(other) {
            continue;
        }
        match (is_closed(one), is_closed(other)) {
            (true, false) => add(one, other, since),
            (false, true) => add(other, one, since),
            _ => {}
        }
    }
    pairs
}

impl Existing {
    /// The id of the school that has or had a number.
    fn find(&self, urn: &str) -> Option<String> {
        self.schools.get(self.present(urn)).map(|school| school.id.clone())
    }

    /// One school goes on under the number `to`; the others are its former ones.
    fn go_on(&mut self, former: &[(String, Option<String>)], to: &str, stays: &str) {
        let older: Vec<&String> = former.iter().map(|(urn, _)| urn).collect();
        for Former { present, .. } in self.former.values_mut() {
            if older.contains(&&*present) {
                to.clone_into(present);
            }
        }
        for urn in older {
            let was = self.schools.remove(urn);
            self.former.insert(urn.clone(), Former { present: to.to_owned(), was });
        }
        if let Some(school) = self.schools.get_mut(to) {
            stays.clone_into(&mut school.id);
        }
    }
}

#[cfg(test)]
mod tests;
