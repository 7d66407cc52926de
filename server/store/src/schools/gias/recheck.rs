//! Whether schools that were made one still look like one, by the links and days that are known today.
//!
//! What has happened to a school since is another story: that others closed into it years later makes no doubt.

use model::ids::SchoolId;
use std::collections::{HashMap, HashSet};

use super::chains::Chains;
use super::existing::{Existing, Known};
use super::judge::{self, Doubt, LinkPath};
use super::links::{Link, Ties};
use super::row_merges::{Row, RowMerge};
use crate::database::rows;
use crate::error::StoreError;

/// Every merge, the doubtful ones first. `between` are the numbers that links only led past; `whole` says whether the links are all
/// there are.
pub(super) fn recheck(
    rows: &[Row],
    between: &HashSet<String>,
    existing: &Existing,
    ties: &Ties,
    whole: bool,
) -> Result<Vec<RowMerge>, StoreError> {
    let chains = Chains::with_circles(ties);
    let whole = whole && ties.len() > 0;
    let schools: HashMap<&str, SchoolId> = rows.iter().map(|row| (row.urn.as_str(), row.school)).collect();
    let comes_after_one = |row: &Row| chains.predecessors(&row.urn).iter().any(|(before, _)| schools.get(before) == Some(&row.school));
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        let Some(newer) = existing.schools.get(&row.present) else { continue };
        // Numbers that were only passed on the way were never a school's here.
        if between.contains(&row.urn) || (row.folded_at.is_none() && row.until_date.is_none() && comes_after_one(row)) {
            continue;
        }
        found.push(RowMerge {
            school: row.school,
            name: newer.name.clone(),
            before_urn: row.urn.clone(),
            urn: row.present.clone(),
            was: row.was.clone(),
            until: row.until_date.clone(),
            merged_at: row.folded_at.map(rows::time).transpose()?,
            history_of_closed: row.stayed.as_deref() == Some("before"),
            doubt: doubt(row, existing, &chains, whole).map(Doubt::words),
        });
    }
    found.sort_by_key(|merge| merge.doubt.is_none());
    Ok(found)
}

fn doubt(row: &Row, existing: &Existing, chains: &Chains<'_>, whole: bool) -> Option<Doubt> {
    let successors = chains.successors(&row.urn);
    let same = |after: &str| existing.present(after) == row.present && !chains.leads(after, &row.urn);
    let Some((became, link)) = successors.iter().find(|(after, _)| same(after)).copied() else {
        // That nothing is said of a school means something only where all is said.
        return (whole || !successors.is_empty()).then_some(Doubt::NotLinked);
    };
    let closed = row.until_date.as_deref().or(link.since.as_deref());
    let mut mergers = chains.mergers(&row.urn).iter().chain(chains.mergers(became));
    if mergers.any(|day| judge::about(*day, closed).unwrap_or(true)) {
        return Some(Doubt::Merger);
    }
    // What was judged when they were made one had no others in it; of an earlier version that is not known.
    let with_them = |(urn, other): &(&str, &Link)| {
        let day = other.since.as_deref().or_else(|| existing.under(urn)?.close_date.as_deref());
        judge::about(day, closed).unwrap_or(row.folded_at.is_none())
    };
    let others = || {
        let after = successors.iter().filter(|(after, _)| *after != became).any(&with_them);
        after || chains.predecessors(became).iter().filter(|(before, _)| *before != row.urn).any(&with_them)
    };
    if !link.plain || others() {
        return Some(Doubt::Others);
    }
    let opened = existing.under(became).and_then(|known| known.open_date.clone());
    // Of a number that was never ours, and of one that an earlier version did not keep, only the link is known.
    let opened = if became == row.present { opened } else { opened.or_else(|| link.since.clone()) };
    let older = Known { close_date: row.until_date.clone(), ..Known::default() };
    let newer = Known { open_date: opened, ..Known::default() };
    judge::days(&older, &newer, &LinkPath { numbers: vec![became.to_owned()], first: link.since.clone(), ..LinkPath::default() })
}
