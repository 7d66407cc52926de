//! Which date of a poll suits best, and why, in sentences. It depends on the answers alone, and not on the order in which they came.
//!
//! Schools count, not people: a school is there or is not. Where several of one school have answered, the least good of their replies
//! counts, so that nobody is left behind by a colleague's yes. Whoever is at none of the schools that were asked is counted apart, and
//! decides nothing.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::{Reply, names};
use crate::calendar::slot::Slot;

/// What one person answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ballot {
    /// Their school, by its id; `None` at none of those that were asked.
    pub school: Option<String>,
    /// For each date in the poll's order; `None` where they said nothing.
    pub replies: Vec<Option<Reply>>,
}

/// What is said about one date: by the schools, or by others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub yes: u32,
    pub if_need_be: u32,
    pub no: u32,
    /// Those that have said nothing about it.
    pub silent: u32,
}

impl Tally {
    /// How many can come.
    pub fn can(&self) -> u32 {
        self.yes + self.if_need_be
    }

    /// Greater where it suits better: by how many can come, then by how many gladly, then by how many may still come.
    fn score(&self) -> (u32, u32, u32) {
        (self.can(), self.yes, self.silent)
    }

    fn of(replies: impl Iterator<Item = Option<Reply>>) -> Self {
        replies.fold(Self::default(), |mut tally, reply| {
            *match reply {
                Some(Reply::Yes) => &mut tally.yes,
                Some(Reply::IfNeedBe) => &mut tally.if_need_be,
                Some(Reply::No) => &mut tally.no,
                None => &mut tally.silent,
            } += 1;
            tally
        })
    }
}

/// What came of the answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranking {
    /// What the schools say to each date, in the poll's order.
    pub tallies: Vec<Tally>,
    /// What the people of no school that was asked say to each.
    pub others: Vec<Tally>,
    /// The places of the dates that suit best, the earliest first: several where nothing tells them apart, none where nobody can come.
    pub best: Vec<usize>,
    /// Why, in sentences.
    pub reason: String,
}

/// Ranks the dates of a poll that `schools` were asked.
pub fn rank(slots: &[Slot], ballots: &[Ballot], schools: &BTreeSet<String>) -> Ranking {
    let mut by_school: BTreeMap<&str, Vec<Option<Reply>>> =
        schools.iter().map(|school| (school.as_str(), vec![None; slots.len()])).collect();
    let mut apart: Vec<&[Option<Reply>]> = Vec::new();
    for ballot in ballots {
        let Some(kept) = ballot.school.as_deref().and_then(|school| by_school.get_mut(school)) else {
            apart.push(&ballot.replies);
            continue;
        };
        for (kept, reply) in kept.iter_mut().zip(&ballot.replies) {
            *kept = match (*kept, *reply) {
                (Some(one), Some(other)) => Some(one.min(other)),
                (one, other) => one.or(other),
            };
        }
    }
    let said = |replies: &[Option<Reply>], place: usize| replies.get(place).copied().flatten();
    let tallies: Vec<Tally> = (0..slots.len()).map(|place| Tally::of(by_school.values().map(|replies| said(replies, place)))).collect();
    let others: Vec<Tally> = (0..slots.len()).map(|place| Tally::of(apart.iter().map(|replies| said(replies, place)))).collect();
    let mut order: Vec<usize> = (0..slots.len()).collect();
    order.sort_by_key(|place| (Reverse(tallies[*place].score()), slots[*place]));
    let top = order.first().map(|place| tallies[*place].score()).unwrap_or_default();
    let can_come = |place: &usize| tallies[*place].can() > 0 && tallies[*place].score() == top;
    let best: Vec<usize> = order.iter().copied().filter(can_come).collect();
    let reason = if ballots.is_empty() {
        "Nobody has answered yet.".to_owned()
    } else if apart.len() == ballots.len() {
        "No school of the group has answered yet.".to_owned()
    } else {
        Reasons { names: names(slots), tallies: &tallies, order: &order, schools: by_school.len() }.of(&best)
    };
    Ranking { tallies, others, best, reason }
}

/// What is needed to say why.
struct Reasons<'a> {
    names: Vec<String>,
    tallies: &'a [Tally],
    /// The places of the dates, the best first, and the earliest first of those that are as good.
    order: &'a [usize],
    schools: usize,
}

impl Reasons<'_> {
    fn of(&self, best: &[usize]) -> String {
        match best {
            [] => "None of these dates suits anybody so far.".to_owned(),
            [best] => self.of_one(*best),
            several => {
                let first = self.tallies[several[0]];
                let names = self.named(several);
                format!(
                    "{names} suit equally well: {}{}. Nothing in the answers tells them apart, so choose whichever you like.",
                    self.share(first.can()),
                    need_be(first.if_need_be)
                )
            }
        }
    }

    fn of_one(&self, best: usize) -> String {
        let (name, tally) = (&self.names[best], self.tallies[best]);
        let others: Vec<usize> = self.order.iter().copied().filter(|place| *place != best).collect();
        // Of those that suit as many schools.
        let as_many: Vec<usize> = others.iter().copied().filter(|place| self.tallies[*place].can() == tally.can()).collect();
        if as_many.is_empty() {
            let next = others.iter().map(|place| self.tallies[*place].can()).max().unwrap_or_default();
            let rest = if next == 0 { "No other date suits anybody.".to_owned() } else { format!("No other date suits more than {next}.") };
            return format!("{name} suits most: {}{}. {rest}", self.share(tally.can()), need_be(tally.if_need_be));
        }
        let mut tied = as_many.clone();
        tied.push(best);
        let both = if tied.len() == 2 { "both" } else { "all" };
        let opening = format!("{} {both} suit {}.", self.named(&tied), self.share(tally.can()));
        let as_gladly: Vec<usize> = as_many.iter().copied().filter(|place| self.tallies[*place].yes == tally.yes).collect();
        if as_gladly.is_empty() {
            let least = as_many.iter().map(|place| self.tallies[*place].if_need_be).min().unwrap_or_default();
            return format!("{opening} {name} has fewer “if need be”: {} instead of {least}{}.", tally.if_need_be, or_more(&as_many));
        }
        let mut equal = as_gladly.clone();
        equal.push(best);
        let gladly = if equal.len() == tied.len() {
            "They have as many “if need be”.".to_owned()
        } else {
            format!("{} have the fewest “if need be”.", self.named(&equal))
        };
        let least = as_gladly.iter().map(|place| self.tallies[*place].no).min().unwrap_or_default();
        format!(
            "{opening} {gladly} {name} has fewer “no”: {} instead of {least}{}, so schools that have not answered may still come.",
            tally.no,
            or_more(&as_gladly)
        )
    }

    /// `7 of 9 schools`.
    fn share(&self, can: u32) -> String {
        let all = self.schools;
        match u32::try_from(all) {
            Ok(all) if all == can && all > 1 => format!("all {all} schools"),
            _ => format!("{can} of {all} {}", if all == 1 { "school" } else { "schools" }),
        }
    }

    /// The dates at these places in one phrase, in the order of the ranking.
    fn named(&self, places: &[usize]) -> String {
        let mut ordered: Vec<usize> = places.to_vec();
        ordered.sort_by_key(|place| self.order.iter().position(|other| other == place));
        let names: Vec<&str> = ordered.iter().map(|place| self.names[*place].as_str()).collect();
        match names.as_slice() {
            [] => String::new(),
            [one] => (*one).to_owned(),
            [before @ .., last] => format!("{} and {last}", before.join(", ")),
        }
    }
}

fn need_be(count: u32) -> String {
    match count {
        0 => String::new(),
        1 => ", one of them if need be".to_owned(),
        several => format!(", {several} of them if need be"),
    }
}

/// After the least that any of several others has.
fn or_more(others: &[usize]) -> &'static str {
    if others.len() == 1 { "" } else { " or more" }
}

#[cfg(test)]
mod tests;
