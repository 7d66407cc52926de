//! In which order pieces can be taken in: each after everything that it builds on.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use yrs::StateVector;

use super::ClientId;
use super::pieces::{NOTHING_DELETED, write};
use super::place::{Learning, Lines, Place, Places};
use crate::live::scan::{Head, Id, MAX_TYPE_DEPTH, Reader, Refused, Run, Runs, What};

/// So many clients are shown to yrs at a time: it descends once for each client of an update that builds on another client's.
const CLIENTS_AT_ONCE: usize = 256;

/// Some of one client's pieces in a row, by their places among its pieces.
struct Turn {
    client: ClientId,
    pieces: Range<usize>,
}

/// What of some pieces can be taken in by a copy in some state.
pub(super) struct Order {
    /// How many of each client's pieces, from the first on, are there already or can be taken in.
    taken: BTreeMap<ClientId, usize>,
    /// The same pieces in an order in which each comes after all that it builds on.
    turns: Vec<Turn>,
    /// Where those that can be taken in stand.
    pub(super) places: Lines,
    /// Clients whose next piece stands where nothing may: neither it nor what builds on it is taken in.
    pub(super) refused: Vec<(ClientId, Refused)>,
    /// Pieces that stand where Yjs puts nothing, and were followed as if they had been collected.
    pub(super) misplaced: Vec<Id>,
}

impl Order {
    /// Each client is followed until something is missing, and again when that has come: no piece is looked at twice for nothing.
    pub(super) fn of(runs: &Runs<'_>, state: &StateVector, known: &Places) -> Self {
        Self::follow(runs, state, known, false)
    }

    /// The same of pieces that are to be collected where they stand where Yjs puts nothing.
    pub(super) fn collecting(runs: &Runs<'_>, state: &StateVector, known: &Places) -> Self {
        Self::follow(runs, state, known, true)
    }

    fn follow(runs: &Runs<'_>, state: &StateVector, known: &Places, collects: bool) -> Self {
        let mut following = Following {
            runs,
            state,
            reached: BTreeMap::new(),
            waiting_for: BTreeMap::new(),
            taken: BTreeMap::new(),
            turns: Vec::new(),
            places: Learning { known, new: Lines::default() },
            refused: Vec::new(),
            collects,
            misplaced: Vec::new(),
        };
        let mut open: Vec<ClientId> = runs.keys().copied().collect();
        while let Some(client) = open.pop() {
            following.follow(client, &mut open);
        }
        let Following { taken, turns, places, refused, misplaced, .. } = following;
        Self { taken, turns, places: places.new, refused, misplaced }
    }

    /// How many of a client's pieces are there or can be taken in.
    pub(super) fn taken(&self, client: ClientId) -> usize {
        self.taken.get(&client).copied().unwrap_or(0)
    }

    /// Whether yrs can bear an update of so many clients at once, whatever builds on what.
    pub(super) fn fits_at_once(runs: &Runs<'_>) -> bool {
        runs.len() <= CLIENTS_AT_ONCE
    }

    /// The turns in parts, each of so many clients that it fits at once.
    fn parts(&self) -> Vec<&[Turn]> {
        let (mut parts, mut start, mut clients) = (Vec::new(), 0, BTreeSet::new());
        for (at, turn) in self.turns.iter().enumerate() {
            if clients.insert(turn.client) && clients.len() > CLIENTS_AT_ONCE {
                parts.push(&self.turns[start..at]);
                start = at;
                clients.clear();
                clients.insert(turn.client);
            }
        }
        parts.push(&self.turns[start..]);
        parts
    }

    /// What can be taken in and is not there yet, as updates to be taken in one after the other; the last has these deletions.
    pub(super) fn updates(&self, runs: &Runs<'_>, state: &StateVector, deletions: &[u8]) -> Vec<Vec<u8>> {
        let fresh = |turns: &[Turn]| {
            let mut fresh = Runs::new();
            for Turn { client, pieces } in turns {
                let known = state.get(&yrs::block::ClientID::new(*client));
                let pieces = runs.get(client).and_then(|runs| runs.get(pieces.clone())).unwrap_or_default();
                let new: Vec<_> = pieces.iter().filter(|run| run.end() > known).copied().collect();
                if !new.is_empty() {
                    fresh.entry(*client).or_default().extend(new);
                }
            }
            fresh
        };
        let mut updates: Vec<_> = self.parts().into_iter().map(|turns| write(&fresh(turns), &NOTHING_DELETED)).collect();
        updates.push([&[0], deletions].concat());
        updates
    }

    /// The pieces of one update as they can be taken in one after the other by a copy that has everything else, each with its client. What
    /// can't be taken in at all comes last.
    pub(super) fn within<'a>(runs: &Runs<'a>) -> Vec<(ClientId, Run<'a>)> {
        let mut begun: BTreeMap<ClientId, u32> = BTreeMap::new();
        for run in runs.values().flatten() {
            if let Ok(head) = Head::read(&mut Reader::new(run.bytes)) {
                begun.extend(head.needs().map(|(client, _)| (client, u32::MAX)));
            }
        }
        begun.extend(runs.iter().filter_map(|(client, runs)| Some((*client, runs.first()?.clock))));
        let begun: StateVector = begun.into_iter().map(|(client, clock)| (yrs::block::ClientID::new(client), clock)).collect();
        let order = Self::of(runs, &begun, &Places::default());
        let of = |client: &ClientId| runs.get(client).map_or(&[][..], Vec::as_slice);
        let taken = order.turns.iter().flat_map(|turn| of(&turn.client)[turn.pieces.clone()].iter().map(move |run| (turn.client, *run)));
        let rest = runs.iter().flat_map(|(client, runs)| runs[order.taken(*client)..].iter().map(move |run| (*client, *run)));
        taken.chain(rest).collect()
    }

    /// Whether nothing has to wait.
    pub(super) fn is_whole(&self, runs: &Runs<'_>) -> bool {
        runs.iter().all(|(client, runs)| self.taken(*client) == runs.len())
    }
}

struct Following<'a> {
    runs: &'a Runs<'a>,
    state: &'a StateVector,
    /// Further than `state` says, for some clients.
    reached: BTreeMap<ClientId, u32>,
    /// What is missing, and to which clients.
    waiting_for: BTreeMap<Id, Vec<ClientId>>,
    taken: BTreeMap<ClientId, usize>,
    turns: Vec<Turn>,
    places: Learning<'a>,
    refused: Vec<(ClientId, Refused)>,
    collects: bool,
    misplaced: Vec<Id>,
}

impl Following<'_> {
    /// Goes on with a client until something is missing; clients that waited for it are open again.
    fn follow(&mut self, client: ClientId, open: &mut Vec<ClientId>) {
        let runs = self.runs.get(&client).map_or(&[][..], Vec::as_slice);
        let before = self.front(client);
        let start = self.taken.get(&client).copied().unwrap_or(0);
        let mut at = start;
        while let Some(run) = runs.get(at) {
            if run.end() > self.front(client) && !self.take(client, run) {
                break;
            }
            at += 1;
        }
        self.taken.insert(client, at);
        if at > start {
            self.turns.push(Turn { client, pieces: start..at });
        }
        let front = self.front(client);
        if front > before {
            let came: Vec<Id> = self.waiting_for.range((client, 0)..(client, front)).map(|(id, _)| *id).collect();
            open.extend(came.iter().filter_map(|id| self.waiting_for.remove(id)).flatten());
        }
    }

    /// Takes a piece in if everything it builds on is there, and it may stand where it does.
    fn take(&mut self, client: ClientId, run: &Run<'_>) -> bool {
        // It has been scanned.
        let Ok(head) = Head::read(&mut Reader::new(run.bytes)) else {
            return false;
        };
        let gap = (run.clock > self.front(client)).then(|| (client, run.clock - 1));
        if let Some(missing) = gap.or_else(|| head.needs().find(|(client, clock)| *clock >= self.front(*client))) {
            self.waiting_for.entry(missing).or_default().push(client);
            return false;
        }
        let front = self.front(client);
        let after = (run.clock < front).then(|| (client, front - 1));
        let place = match self.places.place(&head, after) {
            Ok(place) if !place.is_too_deep() => place,
            Ok(_) => return self.refuse(client, Refused::TooDeep(What::Types, MAX_TYPE_DEPTH)),
            Err(_) if self.collects => {
                self.misplaced.push((client, run.clock));
                Place::NOWHERE
            }
            Err(refused) => return self.refuse(client, refused),
        };
        self.places.new.learn(client, run.clock, run.end(), place);
        self.reached.insert(client, run.end());
        true
    }

    fn refuse(&mut self, client: ClientId, reason: Refused) -> bool {
        self.refused.push((client, reason));
        false
    }

    /// How far a client's edits are there.
    fn front(&self, client: ClientId) -> u32 {
        let known = self.state.get(&yrs::block::ClientID::new(client));
        self.reached.get(&client).copied().unwrap_or(0).max(known)
    }
}
