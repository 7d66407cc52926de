//! How much of each kind of thing there is in an update, or may be.

use std::ops::AddAssign;

use super::{Refused, What};

/// Of each kind of thing that costs yrs memory, how many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Structs, with those that mark gaps. Real typing makes one for every 13 bytes; yrs needs 200 bytes or more for each, however small it is.
    pub pieces: usize,
    /// Clients: one for each time that somebody opens a page and writes.
    pub clients: usize,
    /// Ranges of deleted pieces. Every answer to a SyncStep1 carries all that the document has, so a frame may hold more than are taken in.
    pub deletions: usize,
    /// Values in content: up to a hundred bytes in memory for two on the wire.
    pub values: usize,
    /// Shared types at the root: yrs never lets go of one. A board has nine.
    pub roots: usize,
    /// Documents within the document: yrs makes a whole one for five bytes, which holds the outer one, so that neither is ever freed.
    /// A board has none.
    pub documents: usize,
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.pieces += other.pieces;
        self.clients += other.clients;
        self.deletions += other.deletions;
        self.values += other.values;
        self.roots += other.roots;
        self.documents += other.documents;
    }
}

impl Counts {
    /// Of what there is more than there may be.
    pub fn beyond(&self, at_most: &Self) -> Option<Refused> {
        let pairs = [
            (What::Pieces, self.pieces, at_most.pieces),
            (What::Clients, self.clients, at_most.clients),
            (What::Deletions, self.deletions, at_most.deletions),
            (What::Values, self.values, at_most.values),
            (What::Roots, self.roots, at_most.roots),
            (What::Documents, self.documents, at_most.documents),
        ];
        pairs.into_iter().find(|(_, count, at_most)| count > at_most).map(|(what, _, at_most)| Refused::TooMany(what, at_most))
    }
}
