//! Holding back what came too early.
//!
//! An edit builds on earlier ones: of its own client, and of those whose text it stands beside. yrs 0.27 and later take in an edit whose
//! client has a gap before it, and has lost content or panicked when the gap was filled (y-crdt#625, #632). So it is never shown
//! such an edit: pieces of updates wait here until everything before them has come. Nothing that waits is ever dropped.

use std::collections::BTreeMap;

use yrs::StateVector;

use super::ClientId;
use super::wire::{Piece, Pieces, write};

/// Pieces of updates that wait for earlier ones.
#[derive(Debug, Default)]
pub(super) struct Waiting(BTreeMap<ClientId, BTreeMap<u32, Piece>>);

impl Waiting {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds pieces; of two that begin at one place the longer stays.
    pub(super) fn add(&mut self, pieces: Pieces) {
        for (client, pieces) in pieces.clients {
            let waiting = self.0.entry(client).or_default();
            for piece in pieces {
                if waiting.get(&piece.clock).is_none_or(|known| known.len < piece.len) {
                    waiting.insert(piece.clock, piece);
                }
            }
        }
    }

    /// Takes out what a copy with this state can take in now, as an update with these deletions; `None` when that is nothing.
    pub(super) fn take_ready(&mut self, state: &StateVector, deletions: &[u8]) -> Option<Vec<u8>> {
        let mut front = Front { state, reached: BTreeMap::new() };
        let mut ready: BTreeMap<ClientId, Vec<Piece>> = BTreeMap::new();
        loop {
            let mut progress = false;
            for (client, pieces) in &mut self.0 {
                while let Some(entry) = pieces.first_entry() {
                    let (end, reached) = (entry.get().end(), front.of(*client));
                    let is_known = end <= reached;
                    if !is_known && !front.can_take(*client, entry.get()) {
                        break;
                    }
                    let piece = entry.remove();
                    if !is_known {
                        front.reached.insert(*client, end);
                        ready.entry(*client).or_default().push(piece);
                    }
                    progress = true;
                }
            }
            self.0.retain(|_, pieces| !pieces.is_empty());
            if !progress {
                break;
            }
        }
        (!ready.is_empty()).then(|| write(&ready, deletions))
    }

    /// An update of another copy's, and everything that waits here.
    pub(super) fn added_to(&self, pieces: Pieces) -> Vec<u8> {
        let mut all: BTreeMap<ClientId, BTreeMap<u32, Piece>> = BTreeMap::new();
        let waiting = self.0.iter().map(|(client, pieces)| (*client, pieces.values().cloned().collect::<Vec<_>>()));
        for (client, pieces) in pieces.clients.into_iter().chain(waiting) {
            let all = all.entry(client).or_default();
            for piece in pieces {
                if all.get(&piece.clock).is_none_or(|known| known.len < piece.len) {
                    all.insert(piece.clock, piece);
                }
            }
        }
        write(&all.into_iter().map(|(client, pieces)| (client, pieces.into_values().collect())).collect(), &pieces.deletions)
    }
}

/// Whether a copy with this state could take in all of these pieces at once.
pub(super) fn is_ready(pieces: &Pieces, state: &StateVector) -> bool {
    let ends = pieces.clients.iter().filter_map(|(client, pieces)| Some((*client, pieces.last()?.end())));
    // Everything in the update counts as there: an update without gaps is in an order that yrs can follow.
    let mut front = Front { state, reached: ends.collect() };
    for (client, pieces) in &pieces.clients {
        let mut reached = state.get(&yrs::block::ClientID::new(*client));
        for piece in pieces {
            if piece.clock > reached {
                return false;
            }
            reached = reached.max(piece.end());
        }
        front.reached.insert(*client, reached);
    }
    pieces.clients.values().flatten().all(|piece| front.has_all(piece))
}

/// How far each client's edits are there.
struct Front<'a> {
    state: &'a StateVector,
    /// Further than `state` says, for some clients.
    reached: BTreeMap<ClientId, u32>,
}

impl Front<'_> {
    fn of(&self, client: ClientId) -> u32 {
        let known = self.state.get(&yrs::block::ClientID::new(client));
        self.reached.get(&client).copied().unwrap_or(0).max(known)
    }

    fn can_take(&self, client: ClientId, piece: &Piece) -> bool {
        piece.clock <= self.of(client) && self.has_all(piece)
    }

    fn has_all(&self, piece: &Piece) -> bool {
        piece.needs.iter().flatten().all(|(client, clock)| *clock < self.of(*client))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::board::{Board, LessonText, StepId, StepText, TextAddress};
    use crate::replica::{Incoming, Replica};

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
            let update = all.replica().snapshot();
            let pieces = crate::replica::wire::Pieces::read(&update).expect("pieces");
            let deletions = pieces.deletions.clone();
            let mut copy = Replica::new(1);
            copy.apply(&crate::replica::wire::write(&pieces.clients, &deletions)).expect("an update");
            prop_assert_eq!(Board::new(copy).lesson(), all.lesson());
        }
    }
}
