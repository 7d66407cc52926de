//! Tells an import's report what becomes of schools that have others before or after them.

use std::collections::{HashMap, HashSet};

use super::existing::Existing;
use super::judge::Doubt;
use super::linked_groups::{Plan, Step};
use super::listed::{TakenOver, TwoSchools};
use super::report::Report;

/// `before` is what was known before the import, `existing` before these steps; `history` are the ids of schools with one.
pub(super) fn tell(plan: &Plan, before: &Existing, existing: &Existing, history: &HashSet<String>, report: &mut Report) {
    let mut by_id: HashMap<&str, (&str, &str)> =
        existing.schools.iter().map(|(urn, school)| (school.id.as_str(), (school.name.as_str(), urn.as_str()))).collect();
    for step in &plan.steps {
        if let Step::GoOn { older, newer, urn, .. } = step {
            by_id.extend([&older.id, &newer.id].map(|id| (id.as_str(), (newer.name.as_str(), urn.as_str()))));
        }
    }
    let two = |after: &str, before: &str| {
        let ((before, before_urn), (after, after_urn)) =
            (by_id.get(before).copied().unwrap_or_default(), by_id.get(after).copied().unwrap_or_default());
        let owned = str::to_owned;
        TwoSchools {
            before: owned(before),
            before_urn: owned(before_urn),
            after: owned(after),
            after_urn: owned(after_urn),
            why: String::new(),
        }
    };
    for step in &plan.steps {
        match step {
            Step::Follow { school, predecessor, .. } => report.add_linked(two(school, predecessor)),
            Step::Unfollow { school, predecessor } => report.add_unlinked(two(school, predecessor)),
            Step::KeepApart { .. } => report.refused += 1,
            Step::GoOn { older, newer, former, urn, .. } => {
                let from = former.first().map(|(urn, _)| urn.clone()).unwrap_or_default();
                let closed = before.schools.get(&from).is_some_and(|school| !school.closed);
                let new = !before.schools.contains_key(urn);
                report.goes_on(closed.then_some(from.as_str()), new.then_some(urn.as_str()));
                report.add_taken_over(TakenOver {
                    name: newer.name.clone(),
                    from,
                    to: urn.clone(),
                    was: older.name.clone(),
                    closed: older.close_date.clone().unwrap_or_default(),
                    opened: newer.open_date.clone().unwrap_or_default(),
                    ours: history.contains(&older.id) || history.contains(&newer.id),
                });
            }
        }
    }
    for apart in &plan.apart {
        let id = |urn: &str| existing.schools.get(urn).map(|school| school.id.as_str()).unwrap_or_default();
        let told = two(id(&apart.after), id(&apart.before));
        // Those that were linked before and stay as they are would be told again and again.
        let new =
            plan.steps.iter().any(|step| matches!(step, Step::Follow { school, predecessor, .. } if two(school, predecessor) == told));
        if new || matches!(apart.why, Doubt::Refused | Doubt::NotPreviewed) {
            report.add_apart(TwoSchools { why: apart.why.words().to_owned(), ..told });
        }
    }
}
