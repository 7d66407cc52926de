//! In which order pieces can be taken in: each after everything that it builds on.

use std::collections::BTreeMap;

use yrs::StateVector;

use super::ClientId;
use super::depth::{Depths, Learning, NOWHERE};
use crate::scan::{Head, Id, MAX_TYPE_DEPTH, Reader, Run, Runs};

/// What of some pieces can be taken in by a copy in some state.
pub(super) struct Order {
    /// How many of each client's pieces, from the first on, are there already or can be taken in.
    taken: BTreeMap<ClientId, usize>,
    /// How deep those that can be taken in stand.
    pub(super) depths: Depths,
    /// Clients whose next piece stands too deep: neither it nor what builds on it is taken in.
    pub(super) too_deep: Vec<ClientId>,
}

impl Order {
    /// Each client is followed until something is missing, and again when that has come: no piece is looked at twice for nothing.
    pub(super) fn of(runs: &Runs<'_>, state: &StateVector, known: &Depths) -> Self {
        let mut following = Following {
            runs,
            state,
            reached: BTreeMap::new(),
            waiting_for: BTreeMap::new(),
            taken: BTreeMap::new(),
            depths: Learning { known, new: Depths::default() },
            too_deep: Vec::new(),
        };
        let mut open: Vec<ClientId> = runs.keys().copied().collect();
        while let Some(client) = open.pop() {
            following.follow(client, &mut open);
        }
        let Following { taken, depths, too_deep, .. } = following;
        Self { taken, depths: depths.new, too_deep }
    }

    /// How many of a client's pieces are there or can be taken in.
    pub(super) fn taken(&self, client: ClientId) -> usize {
        self.taken.get(&client).copied().unwrap_or(0)
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
    depths: Learning<'a>,
    too_deep: Vec<ClientId>,
}

impl Following<'_> {
    /// Goes on with a client until something is missing; clients that waited for it are open again.
    fn follow(&mut self, client: ClientId, open: &mut Vec<ClientId>) {
        let runs = self.runs.get(&client).map_or(&[][..], Vec::as_slice);
        let before = self.front(client);
        let mut at = self.taken.get(&client).copied().unwrap_or(0);
        while let Some(run) = runs.get(at) {
            if run.end() > self.front(client) && !self.take(client, run) {
                break;
            }
            at += 1;
        }
        self.taken.insert(client, at);
        let front = self.front(client);
        if front > before {
            let came: Vec<Id> = self.waiting_for.range((client, 0)..(client, front)).map(|(id, _)| *id).collect();
            open.extend(came.iter().filter_map(|id| self.waiting_for.remove(id)).flatten());
        }
    }

    /// Takes a piece in if everything it builds on is there, and it does not stand too deep.
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
        let depth = self.depths.depth(&head);
        if depth != NOWHERE && usize::from(depth) > MAX_TYPE_DEPTH {
            self.too_deep.push(client);
            return false;
        }
        self.depths.new.learn(client, run.clock, run.end(), depth);
        self.reached.insert(client, run.end());
        true
    }

    /// How far a client's edits are there.
    fn front(&self, client: ClientId) -> u32 {
        let known = self.state.get(&yrs::block::ClientID::new(client));
        self.reached.get(&client).copied().unwrap_or(0).max(known)
    }
}
