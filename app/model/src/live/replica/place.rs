//! Where in the document every edit stands: so that no type is nested deeper than yrs can bear, nothing is put between neighbours of
//! different types, of which yrs frees the one while the other still points to it, and nothing into what is no type, which yrs notices
//! half-way through an update.
//!
//! An item names the item that holds its type, or a neighbour in the same type. So its place is known from theirs, whichever update they
//! came with, and a client's edits in a row mostly stand in one place: one entry for thousands of them.

use std::collections::BTreeMap;
use std::hash::{BuildHasher, RandomState};

use yrs::StateVector;
use yrs::block::ClientID;

use super::ClientId;
use crate::live::scan::{DELETED, GC, Head, Id, MAX_TYPE_DEPTH, Parent, Refused, TYPE};

/// Where an edit stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// The number of types, other than those at the root, in which it stands.
    pub(super) depth: u8,
    /// The fingerprint of the list it is in: that of a type, or of one key of a type.
    list: u64,
    /// It is that of a key: Yjs puts a value there behind the last one, and never before another.
    keyed: bool,
    holds: Holds,
}

/// What may be put into an edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holds {
    /// It is a type: whatever stands in it.
    Type,
    /// It was deleted: what is put into it is collected at once.
    Nothing,
    /// It is a letter or a value: nothing can be put into it.
    Value,
}

impl Place {
    /// Where what was collected (GC) stands, and what is put into it: yrs collects that at once. So does all that is not known.
    pub(super) const NOWHERE: Self = Self { depth: u8::MAX, list: 0, keyed: false, holds: Holds::Nothing };

    fn is_nowhere(self) -> bool {
        self.depth == Self::NOWHERE.depth
    }

    /// Whether yrs could not bear what stands there.
    pub(super) fn is_too_deep(self) -> bool {
        !self.is_nowhere() && usize::from(self.depth) > MAX_TYPE_DEPTH
    }

    /// Whether both stand in one list, as far as either stands anywhere.
    fn is_beside(self, other: Self) -> bool {
        self.is_nowhere() || other.is_nowhere() || (self.depth, self.list) == (other.depth, other.list)
    }
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
    /// Takes over what was learnt of edits that are in the document by now: it has this state.
    pub(super) fn add(&mut self, later: Lines, state: &StateVector) {
        for (client, line) in later.0 {
            let there = state.get(&ClientID::new(client));
            let ends = line.runs.iter().skip(1).map(|(start, _)| *start).chain([line.end]);
            for ((start, place), end) in line.runs.iter().zip(ends).filter(|((start, _), _)| *start < there) {
                self.lines.learn(client, *start, end.min(there), *place);
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
    /// Where a piece stands whose neighbours and parent are there. Of one that is partly known (`after` is the last edit that is), the rest
    /// is put behind what is known.
    ///
    /// # Errors
    /// When its neighbours stand in different lists, it would stand before another value of a key, or in what is no type.
    pub(super) fn place(&self, head: &Head<'_>, after: Option<Id>) -> Result<Place, Refused> {
        let of = |id: Id| self.known.lines.of(id).or_else(|| self.new.of(id)).unwrap_or(Place::NOWHERE);
        let holds = match head.kind {
            GC => return Ok(Place::NOWHERE),
            TYPE => Holds::Type,
            DELETED => Holds::Nothing,
            _ => Holds::Value,
        };
        let list =
            |depth| Place { depth, list: self.known.fingerprints.hash_one((head.parent, head.key)), keyed: head.key.is_some(), holds };
        let said = match head.parent {
            Parent::Root(_) => list(0),
            Parent::Item(id) => match of(id) {
                Place { holds: Holds::Type, depth, .. } => list(depth.saturating_add(1)),
                Place { holds: Holds::Nothing, .. } => return Ok(Place::NOWHERE),
                Place { holds: Holds::Value, .. } => return Err(Refused::InNoType),
            },
            Parent::Neighbours => Place::NOWHERE,
        };
        let left = after.or(head.left);
        let mut place = said;
        for neighbour in [left, head.right].into_iter().flatten().map(of) {
            if !neighbour.is_beside(place) {
                return Err(Refused::Misplaced);
            }
            if place.is_nowhere() && !neighbour.is_nowhere() {
                place = Place { holds, ..neighbour };
            }
        }
        if place.keyed && head.right.is_some() { Err(Refused::Misplaced) } else { Ok(place) }
    }
}
