//! Where in the document every edit stands: so that no type is nested deeper than yrs can bear, and nothing is put between neighbours of
//! different types, of which yrs frees the one while the other still points to it.
//!
//! An item names the item that holds its type, or a neighbour in the same type. So its place is known from theirs, whichever update they
//! came with, and a client's edits in a row mostly stand in one place: one entry for thousands of them.

use std::collections::BTreeMap;
use std::hash::{BuildHasher, RandomState};

use super::ClientId;
use crate::scan::{GC, Head, Id, Parent, Refused};

/// Where an edit stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// The number of types, other than those at the root, in which it stands.
    pub(super) depth: u8,
    /// The fingerprint of the list it is in: that of a type, or of one key of a type.
    list: u64,
}

impl Place {
    /// Where what was collected (GC) stands, and what is put into it: yrs collects that at once.
    pub(super) const NOWHERE: Self = Self { depth: u8::MAX, list: 0 };
}

/// The place of each edit.
#[derive(Debug, Default)]
pub(super) struct Places {
    lines: Lines,
    /// Drawn at random for each copy of a document, so that nobody finds two lists with one fingerprint.
    fingerprints: RandomState,
}

/// The places of each client's edits.
#[derive(Debug, Default)]
pub(super) struct Lines(BTreeMap<ClientId, Line>);

/// One client's edits up to `end`.
#[derive(Debug, Default)]
struct Line {
    /// From which clock on they stand where.
    runs: Vec<(u32, Place)>,
    end: u32,
}

impl Lines {
    fn of(&self, (client, clock): Id) -> Option<Place> {
        let line = self.0.get(&client).filter(|line| clock < line.end)?;
        let after = line.runs.partition_point(|(start, _)| *start <= clock);
        after.checked_sub(1).and_then(|index| line.runs.get(index)).map(|(_, place)| *place)
    }

    /// Learns of a client's edits from `clock` to before `end`; of what is known nothing is changed.
    pub(super) fn learn(&mut self, client: ClientId, clock: u32, end: u32, place: Place) {
        let line = self.0.entry(client).or_default();
        if end <= line.end {
            return;
        }
        if clock > line.end {
            line.go_on(line.end, Place::NOWHERE);
        }
        line.go_on(clock.max(line.end), place);
        line.end = end;
    }
}

impl Line {
    fn go_on(&mut self, start: u32, place: Place) {
        if self.runs.last().is_none_or(|(_, last)| *last != place) {
            self.runs.push((start, place));
        }
    }
}

impl Places {
    /// Takes over what was learnt later.
    pub(super) fn add(&mut self, later: Lines) {
        for (client, line) in later.0 {
            let ends = line.runs.iter().skip(1).map(|(start, _)| *start).chain([line.end]);
            for ((start, place), end) in line.runs.iter().zip(ends) {
                self.lines.learn(client, *start, end, *place);
            }
        }
    }
}

/// What is known, and what is being learnt on top of it.
pub(super) struct Learning<'a> {
    pub(super) known: &'a Places,
    pub(super) new: Lines,
}

impl Learning<'_> {
    /// Where a piece stands whose neighbours and parent are there.
    ///
    /// # Errors
    /// When its neighbours stand in different lists.
    pub(super) fn place(&self, head: &Head<'_>) -> Result<Place, Refused> {
        let of = |id: Id| self.known.lines.of(id).or_else(|| self.new.of(id)).unwrap_or(Place::NOWHERE);
        let depth = match head.parent {
            _ if head.kind == GC => return Ok(Place::NOWHERE),
            Parent::Root(_) => 0,
            Parent::Item(id) => match of(id) {
                Place::NOWHERE => return Ok(Place::NOWHERE),
                place => place.depth.saturating_add(1),
            },
            Parent::Neighbours => {
                let mut neighbours = [head.left, head.right].into_iter().flatten().map(of).filter(|place| *place != Place::NOWHERE);
                let place = neighbours.next().unwrap_or(Place::NOWHERE);
                return if neighbours.all(|other| other == place) { Ok(place) } else { Err(Refused::Misplaced) };
            }
        };
        Ok(Place { depth, list: self.known.fingerprints.hash_one((head.parent, head.key)) })
    }
}
