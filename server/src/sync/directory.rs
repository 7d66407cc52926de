//! Which rooms are loaded: the pure part of the registry, used under a lock by the server and by itself in the simulator.
//!
//! A room's entry exists before its loading begins, so two joiners can't load one document twice (L1); and a room goes only
//! when nobody holds a seat in it, so a joiner gets either a room that stays or a fresh one that loads everything (L4).

use std::collections::HashMap;

use model::ids::DocumentId;

use super::room::Sabotage;

/// Tells a room from an earlier or later one of the same document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Generation(pub u64);

/// The loaded rooms. `H` is what is needed to talk to one.
#[derive(Debug)]
pub struct Directory<H> {
    rooms: HashMap<DocumentId, Entry<H>>,
    last: u64,
    sabotage: Option<Sabotage>,
}

#[derive(Debug)]
struct Entry<H> {
    handle: H,
    generation: Generation,
    /// How many may still talk to this room: from before their joining is delivered until after their leaving is.
    seats: usize,
}

/// A seat in a room, to be given back with [`Directory::leave`].
#[derive(Debug)]
pub struct Joined<H> {
    /// How to talk to the room.
    pub handle: H,
    /// Which room it is.
    pub generation: Generation,
    /// Whether the room is new: the caller starts its loading.
    pub is_new: bool,
}

impl<H> Default for Directory<H> {
    fn default() -> Self {
        Self { rooms: HashMap::new(), last: 0, sabotage: None }
    }
}

impl<H: Clone> Directory<H> {
    /// A directory with a fault.
    #[doc(hidden)]
    pub fn sabotaged(sabotage: Option<Sabotage>) -> Self {
        Self { sabotage, ..Self::default() }
    }

    /// Takes a seat in a document's room; `make` makes the handle of a new one.
    pub fn join(&mut self, document: DocumentId, make: impl FnOnce(Generation) -> H) -> Joined<H> {
        let second = self.sabotage == Some(Sabotage::SecondRoom);
        if let Some(entry) = self.rooms.get_mut(&document).filter(|entry| !second || entry.seats != 1) {
            entry.seats += 1;
            return Joined { handle: entry.handle.clone(), generation: entry.generation, is_new: false };
        }
        self.last += 1;
        let generation = Generation(self.last);
        let handle = make(generation);
        self.rooms.insert(document, Entry { handle: handle.clone(), generation, seats: 1 });
        Joined { handle, generation, is_new: true }
    }

    /// Gives a seat back, after the room was told of the leaving.
    pub fn leave(&mut self, document: DocumentId, generation: Generation) {
        if let Some(entry) = self.rooms.get_mut(&document).filter(|entry| entry.generation == generation) {
            entry.seats = entry.seats.saturating_sub(1);
        }
    }

    /// A room asks to go: whether it may. If so it is forgotten, and the next joiner starts a fresh one.
    pub fn retire(&mut self, document: DocumentId, generation: Generation) -> bool {
        let Some(entry) = self.rooms.get(&document).filter(|entry| entry.generation == generation) else {
            return true;
        };
        let may_go = entry.seats == 0;
        if may_go {
            self.rooms.remove(&document);
        }
        may_go
    }

    /// A room has failed and is gone already, whoever was in it.
    pub fn remove(&mut self, document: DocumentId, generation: Generation) {
        if self.rooms.get(&document).is_some_and(|entry| entry.generation == generation) {
            self.rooms.remove(&document);
        }
    }

    /// How to talk to each loaded room.
    pub fn handles(&self) -> impl Iterator<Item = &H> {
        self.rooms.values().map(|entry| &entry.handle)
    }

    /// How many rooms are loaded.
    pub fn len(&self) -> usize {
        self.rooms.len()
    }

    /// Whether none is.
    pub fn is_empty(&self) -> bool {
        self.rooms.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn l1_two_joiners_share_one_room_from_before_it_is_loaded() {
        let (mut directory, document) = (Directory::default(), DocumentId::generate());
        let first = directory.join(document, |generation| generation);
        let second = directory.join(document, |_| unreachable!());
        assert!(first.is_new && !second.is_new);
        assert_eq!(first.handle, second.handle);
    }

    #[test]
    fn l4_a_room_goes_only_when_nobody_holds_a_seat() {
        let (mut directory, document) = (Directory::default(), DocumentId::generate());
        let room = directory.join(document, |generation| generation).generation;
        assert!(!directory.retire(document, room));
        directory.leave(document, room);
        assert!(directory.retire(document, room));
        let fresh = directory.join(document, |generation| generation);
        assert!(fresh.is_new && fresh.generation > room);
        // Late words about the old room do not touch the new one.
        directory.leave(document, room);
        directory.remove(document, room);
        assert!(directory.retire(document, room));
        assert_eq!(directory.len(), 1);
        assert!(!directory.retire(document, fresh.generation));
    }
}
