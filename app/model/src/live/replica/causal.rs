//! Holding back what came too early.
//!
//! An edit builds on earlier ones: of its own client, and of those whose text it stands beside. yrs 0.27 and later take in an edit whose
//! client has a gap before it, and has lost content or panicked when the gap was filled (y-crdt#625, #632). So it is never shown
//! such an edit: pieces of updates wait here until everything before them has come. Nothing that waits is ever dropped. What turns out to
//! stand too deep (see `place.rs`) goes on waiting; what turns out to stand where Yjs puts nothing is taken in as collected, so that no copy
//! shows it, and what its client wrote after it does not wait for ever.

use std::collections::BTreeMap;
use std::ops::{AddAssign, Bound};

use yrs::StateVector;

use super::ClientId;
use super::order::Order;
use super::pieces::{collected, write};
use super::place::{Lines, Places};
use crate::live::scan::{Bounds, Id, Run, Runs, Scanned};

/// How much waits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waits {
    /// So many pieces.
    pub pieces: usize,
    /// Their bytes on the wire; in memory each piece takes a hundred more.
    pub bytes: usize,
}

impl Waits {
    /// Whether nothing does.
    pub fn is_nothing(&self) -> bool {
        self.pieces == 0
    }
}

impl AddAssign for Waits {
    fn add_assign(&mut self, other: Self) {
        self.pieces += other.pieces;
        self.bytes += other.bytes;
    }
}

/// Pieces of updates that wait for earlier ones.
#[derive(Debug, Default)]
pub(super) struct Waiting {
    pieces: BTreeMap<ClientId, BTreeMap<u32, Held>>,
    size: Waits,
}

#[derive(Debug)]
struct Held {
    len: u32,
    bytes: Box<[u8]>,
}

impl Waiting {
    pub(super) fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    pub(super) fn size(&self) -> Waits {
        self.size
    }

    /// Whether a piece waits already, as one or as several: other copies may have joined them.
    pub(super) fn has(&self, client: ClientId, run: &Run<'_>) -> bool {
        let Some(pieces) = self.pieces.get(&client) else {
            return false;
        };
        let before = pieces.range(..=run.clock).next_back();
        let after = pieces.range((Bound::Excluded(run.clock), Bound::Unbounded));
        let mut reached = run.clock;
        for (clock, held) in before.into_iter().chain(after) {
            if *clock > reached || reached >= run.end() {
                break;
            }
            reached = reached.max(clock.saturating_add(held.len));
        }
        reached >= run.end()
    }

    /// Adds pieces; of two that begin at one place the longer stays, of two that are as long the one that has been collected elsewhere.
    pub(super) fn add(&mut self, update: &Scanned) {
        for (client, runs) in update.runs() {
            for run in runs {
                let known = self.pieces.get(&client).and_then(|pieces| pieces.get(&run.clock));
                let is_better = |held: &Held| run.len > held.len || (run.len == held.len && run.is_collected());
                if !known.is_none_or(is_better) {
                    continue;
                }
                self.size += Waits { pieces: 1, bytes: run.bytes.len() };
                let held = Held { len: run.len, bytes: run.bytes.into() };
                if let Some(shorter) = self.pieces.entry(client).or_default().insert(run.clock, held) {
                    self.size.take_off(&shorter);
                }
            }
        }
    }

    /// Takes out what a copy with this state can take in now, as updates of which the last has these deletions, and where it stands.
    pub(super) fn take_ready(&mut self, state: &StateVector, places: &Places, deletions: &[u8]) -> (Vec<Vec<u8>>, Lines) {
        let misplaced = Order::collecting(&self.runs(), state, places).misplaced;
        self.collect(&misplaced);
        let runs = self.runs();
        let order = Order::of(&runs, state, places);
        let ready = order.updates(&runs, state, deletions);
        for (client, pieces) in &mut self.pieces {
            for _ in 0..order.taken(*client) {
                if let Some((_, taken)) = pieces.pop_first() {
                    self.size.take_off(&taken);
                }
            }
        }
        self.pieces.retain(|_, pieces| !pieces.is_empty());
        (ready, order.places)
    }

    /// Leaves nothing of these pieces but their clocks.
    fn collect(&mut self, pieces: &[Id]) {
        for (client, clock) in pieces {
            if let Some(held) = self.pieces.get_mut(client).and_then(|pieces| pieces.get_mut(clock)) {
                self.size.bytes -= held.bytes.len();
                held.bytes = collected(held.len).into();
                self.size.bytes += held.bytes.len();
            }
        }
    }

    /// An update of this copy's, and everything that waits here.
    pub(super) fn added_to(&self, update: Vec<u8>) -> Vec<u8> {
        let Ok(update) = Scanned::read(&update, &Bounds::OWN) else {
            // We have just written it.
            return update;
        };
        let mut all = update.runs();
        for (client, waiting) in self.runs() {
            let mut by_clock: BTreeMap<u32, Run<'_>> = BTreeMap::new();
            for run in all.remove(&client).unwrap_or_default().into_iter().chain(waiting) {
                if by_clock.get(&run.clock).is_none_or(|known| known.len < run.len) {
                    by_clock.insert(run.clock, run);
                }
            }
            all.insert(client, by_clock.into_values().collect());
        }
        write(&all, update.deletions())
    }

    fn runs(&self) -> Runs<'_> {
        let mut runs = Runs::new();
        for (client, pieces) in &self.pieces {
            let of_client = pieces.iter().map(|(clock, held)| Run { clock: *clock, len: held.len, bytes: &held.bytes });
            runs.insert(*client, of_client.collect());
        }
        runs
    }
}

impl Waits {
    fn take_off(&mut self, held: &Held) {
        self.pieces -= 1;
        self.bytes -= held.bytes.len();
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::documents::board::{Board, LessonText, StepId, StepText, TextAddress};
    use crate::live::Document;
    use crate::live::replica::pieces::write;
    use crate::live::replica::{Incoming, Replica};
    use crate::live::scan::{Bounds, Scanned};

    /// Three people type, restructure and hear of each other now and then. Returns one of them who knows all, and every update.
    fn a_lesson(script: &[(u8, u8, u8)]) -> (Board, Vec<Vec<u8>>) {
        let mut boards: Vec<Board> = (1..=3).map(|client| Board::new(Replica::new(client * 1_000))).collect();
        let (mut updates, mut heard) = (Vec::new(), [0_usize; 3]);
        for &(who, what, place) in script {
            let index = usize::from(who % 3);
            let board = &mut boards[index];
            let step = StepId::from(format!("step {}", place % 2));
            let text = match place % 3 {
                0 => TextAddress::Lesson(LessonText::Title),
                _ => TextAddress::Step(step.clone(), StepText::Title),
            };
            let update = match what % 8 {
                0 => board.add_step(&step, None),
                1 => board.delete_step(&step),
                2 => board.splice(&text, u32::from(place), 3, ""),
                3 => board.set_minutes(&step, u32::from(place)),
                4 | 5 => {
                    let news: Vec<Vec<u8>> = updates[heard[index]..].to_vec();
                    heard[index] = updates.len();
                    news.iter().for_each(|update| drop(board.apply(update)));
                    None
                }
                _ => board.splice(&text, u32::from(place), 0, ["half", "é𝟚", "of"][usize::from(place % 3)]),
            };
            updates.extend(update);
        }
        let mut all = boards.remove(0);
        updates.iter().for_each(|update| drop(all.apply(update)));
        (all, updates)
    }

    proptest! {
        #[test]
        fn the_order_in_which_updates_come_does_not_matter(
            script in prop::collection::vec((any::<u8>(), any::<u8>(), 0_u8..12), 1..60),
            order in prop::collection::vec(any::<prop::sample::Index>(), 60),
            handed_on in any::<prop::sample::Index>(),
        ) {
            let (all, mut updates) = a_lesson(&script);
            prop_assume!(!updates.is_empty());
            for (i, other) in order.iter().enumerate() {
                let (i, other) = (i % updates.len(), other.index(updates.len()));
                updates.swap(i, other);
            }
            let mut copy = Replica::new(1);
            let handed_on = handed_on.index(updates.len());
            for (number, update) in updates.iter().enumerate() {
                copy.apply(update).expect("an update");
                if number == handed_on {
                    // By way of the difference, with all that waits.
                    let mut next = Replica::new(2);
                    next.apply(&copy.missing_from(&next.state_vector()).expect("an update")).expect("an update");
                    copy = next;
                }
            }
            prop_assert!(!copy.is_waiting());
            prop_assert!(copy.holds(&Incoming::decode(&all.replica().snapshot()).expect("an update")));
            prop_assert!(all.replica().holds(&Incoming::decode(&copy.snapshot()).expect("an update")));
            prop_assert_eq!(Board::new(copy).lesson(), all.lesson());
        }

        #[test]
        fn an_update_put_together_again_says_the_same(script in prop::collection::vec((any::<u8>(), any::<u8>(), 0_u8..12), 1..60)) {
            let (all, _) = a_lesson(&script);
            let update = Scanned::read(&all.replica().snapshot(), &Bounds::STORED).expect("an update");
            let mut copy = Replica::new(1);
            copy.apply(&write(&update.runs(), update.deletions())).expect("an update");
            prop_assert_eq!(Board::new(copy).lesson(), all.lesson());
        }
    }
}
