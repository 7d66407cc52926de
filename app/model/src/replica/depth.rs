//! How deep in the document every edit stands, so that no type is nested deeper than yrs can bear.
//!
//! An item names the item that holds its type, or a neighbour in the same type. So its depth is known from theirs, whichever update they
//! came with, and a client's edits in a row mostly stand equally deep: one entry for thousands of them.

use std::collections::BTreeMap;

use super::ClientId;
use crate::scan::{GC, Head, Id, Parent};

/// Where what was collected (GC) stands, and what is put into it or beside it: yrs collects that at once.
pub(super) const NOWHERE: u8 = u8::MAX;

/// The number of types, other than those at the root, in which each edit stands.
#[derive(Debug, Default)]
pub(super) struct Depths(BTreeMap<ClientId, Line>);

/// One client's edits up to `end`.
#[derive(Debug, Default)]
struct Line {
    /// From which clock on they stand how deep.
    runs: Vec<(u32, u8)>,
    end: u32,
}

impl Depths {
    fn of(&self, (client, clock): Id) -> Option<u8> {
        let line = self.0.get(&client).filter(|line| clock < line.end)?;
        let after = line.runs.partition_point(|(start, _)| *start <= clock);
        after.checked_sub(1).and_then(|index| line.runs.get(index)).map(|(_, depth)| *depth)
    }

    /// Learns of a client's edits from `clock` to before `end`; of what is known nothing is changed.
    pub(super) fn learn(&mut self, client: ClientId, clock: u32, end: u32, depth: u8) {
        let line = self.0.entry(client).or_default();
        if end <= line.end {
            return;
        }
        if clock > line.end {
            line.go_on(line.end, 0);
        }
        line.go_on(clock.max(line.end), depth);
        line.end = end;
    }

    /// Takes over what was learnt later.
    pub(super) fn add(&mut self, later: Self) {
        for (client, line) in later.0 {
            let ends = line.runs.iter().skip(1).map(|(start, _)| *start).chain([line.end]);
            for ((start, depth), end) in line.runs.iter().zip(ends) {
                self.learn(client, *start, end, *depth);
            }
        }
    }
}

impl Line {
    fn go_on(&mut self, start: u32, depth: u8) {
        if self.runs.last().is_none_or(|(_, last)| *last != depth) {
            self.runs.push((start, depth));
        }
    }
}

/// What is known, and what is being learnt on top of it.
pub(super) struct Learning<'a> {
    pub(super) known: &'a Depths,
    pub(super) new: Depths,
}

impl Learning<'_> {
    /// How deep a piece stands whose neighbours and parent are there.
    pub(super) fn depth(&self, head: &Head<'_>) -> u8 {
        let of = |id: Id| self.known.of(id).or_else(|| self.new.of(id)).unwrap_or(0);
        match head.parent {
            _ if head.kind == GC => NOWHERE,
            Parent::Root(_) => 0,
            Parent::Item(id) => of(id).saturating_add(1),
            Parent::Neighbours => {
                let neighbours = [head.left, head.right].into_iter().flatten().map(of);
                neighbours.filter(|depth| *depth != NOWHERE).max().unwrap_or(NOWHERE)
            }
        }
    }
}
