//! The scan of an update, and what passed it: the pieces, each with its place in the bytes.
//!
//! A piece's bytes depend on nothing around it, so pieces can be put into another update as they are (Yjs `INTERNALS.md`, `UpdateEncoderV1`).

use std::collections::{BTreeMap, BTreeSet};

use super::head::Contents;
use super::limits::MAX_EMPTY;
use super::value::Budget;
use super::{Bounds, Counts, GC, Head, MAX_CLOCK, Parent, Reader, Refused, SKIP, What};
use crate::live::replica::ClientId;
use crate::sorting::gather;

/// An update in Yjs' first encoding, all of which has been looked over.
#[derive(Clone, Debug)]
pub struct Scanned {
    bytes: Vec<u8>,
    /// Of each client, in their order, without gaps and what has no length.
    pieces: BTreeMap<ClientId, Vec<Piece>>,
    /// Where the deletions begin.
    deletions: usize,
    counts: Counts,
}

/// Where a piece is in its client's edits, and in the bytes.
#[derive(Clone, Copy, Debug)]
struct Piece {
    clock: u32,
    len: u32,
    at: u32,
    size: u32,
}

/// A piece with its bytes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Run<'a> {
    /// The client's clock at its beginning.
    pub(crate) clock: u32,
    /// How many clocks it takes.
    pub(crate) len: u32,
    pub(crate) bytes: &'a [u8],
}

/// Pieces of each client, in their order.
pub(crate) type Runs<'a> = BTreeMap<ClientId, Vec<Run<'a>>>;

impl Run<'_> {
    /// The clock after its end.
    pub(crate) fn end(&self) -> u32 {
        self.clock.saturating_add(self.len)
    }

    /// Whether only its length is left.
    pub(crate) fn is_collected(&self) -> bool {
        self.bytes.first() == Some(&GC)
    }
}

impl Scanned {
    /// Looks over an update.
    ///
    /// # Errors
    /// When it is not one, or holds more than it may.
    pub fn read(update: &[u8], bounds: &Bounds) -> Result<Self, Refused> {
        if update.len() > bounds.bytes {
            return Err(Refused::TooMany(What::Bytes, bounds.bytes));
        }
        let at_most = &bounds.counts;
        let mut scan = Scan {
            at_most,
            bytes: update,
            reader: Reader::new(update),
            counts: Counts::default(),
            contents: Contents { values: Budget::new(at_most.values), documents: 0, documents_at_most: at_most.documents },
            roots: BTreeSet::new(),
            empty: 0,
        };
        let pieces = scan.pieces()?;
        let deletions = update.len() - scan.reader.left();
        scan.deletions()?;
        if scan.reader.left() > 0 {
            return Err(Refused::GoesOn);
        }
        let (values, documents) = (scan.contents.values.spent, scan.contents.documents);
        let counts = Counts { values, documents, roots: scan.roots.len(), ..scan.counts };
        Ok(Self { bytes: update.to_vec(), pieces, deletions, counts })
    }

    /// The update as it came.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// How much of everything is in it.
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// Whether there is nothing in it.
    pub fn says_nothing(&self) -> bool {
        self.pieces.is_empty() && self.counts.deletions == 0
    }

    /// Whether it puts nothing in: its pieces are deleted ones.
    pub fn only_deletes(&self) -> bool {
        self.pieces.values().flatten().all(|piece| self.bytes.get(piece.at as usize).is_some_and(|info| info & 0x0f <= 1))
    }

    /// The deletions, as they came.
    pub(crate) fn deletions(&self) -> &[u8] {
        &self.bytes[self.deletions..]
    }

    /// Each client with the clock after its last piece.
    pub(crate) fn ends(&self) -> impl Iterator<Item = (ClientId, u32)> {
        self.pieces.iter().filter_map(|(client, pieces)| pieces.last().map(|last| (*client, last.clock.saturating_add(last.len))))
    }

    /// The pieces with their bytes.
    pub(crate) fn runs(&self) -> Runs<'_> {
        let run = |piece: &Piece| Run {
            clock: piece.clock,
            len: piece.len,
            bytes: &self.bytes[piece.at as usize..piece.at as usize + piece.size as usize],
        };
        gather(self.pieces.iter().map(|(client, pieces)| (*client, pieces.iter().map(run).collect())))
    }
}

struct Scan<'a> {
    at_most: &'a Counts,
    bytes: &'a [u8],
    reader: Reader<'a>,
    counts: Counts,
    contents: Contents,
    roots: BTreeSet<&'a str>,
    /// Clients of which nothing came.
    empty: usize,
}

impl Scan<'_> {
    fn pieces(&mut self) -> Result<BTreeMap<ClientId, Vec<Piece>>, Refused> {
        let mut clients = BTreeMap::new();
        let sections = self.reader.count(3)?;
        self.counts.clients = within(sections, What::Clients, self.at_most.clients)?;
        for _ in 0..sections {
            let count = self.reader.count(2)?;
            self.counts.pieces = within(self.counts.pieces + count, What::Pieces, self.at_most.pieces)?;
            let client = self.reader.client()?;
            let pieces = self.section(count)?;
            if pieces.is_empty() {
                self.empty += 1;
                within(self.empty, What::EmptyPieces, MAX_EMPTY)?;
            }
            if clients.insert(client, pieces).is_some() {
                return Err(Refused::Disorder);
            }
        }
        clients.retain(|_, pieces: &mut Vec<Piece>| !pieces.is_empty());
        Ok(clients)
    }

    /// The pieces of one client.
    fn section(&mut self, count: usize) -> Result<Vec<Piece>, Refused> {
        let mut clock = self.reader.clock()?;
        let (mut pieces, mut gaps) = (Vec::new(), 0);
        for _ in 0..count {
            let at = self.bytes.len() - self.reader.left();
            let head = Head::read(&mut self.reader)?;
            if let Parent::Root(name) = head.parent {
                self.roots.insert(name);
                within(self.roots.len(), What::Roots, self.at_most.roots)?;
            }
            let len = self.contents.read(head.kind, &mut self.reader)?;
            let end = clock.checked_add(len).filter(|end| *end <= MAX_CLOCK).ok_or(Refused::NumberTooLarge)?;
            gaps = if head.kind == SKIP { gaps + 1 } else { 0 };
            within(gaps, What::EmptyPieces, MAX_EMPTY)?;
            if len > 0 && head.kind != SKIP {
                let size = self.bytes.len() - self.reader.left() - at;
                // The whole is no longer than 32 bits can say.
                pieces.push(Piece { clock, len, at: at as u32, size: size as u32 });
            }
            clock = end;
        }
        Ok(pieces)
    }

    fn deletions(&mut self) -> Result<(), Refused> {
        let sections = self.reader.count(2)?;
        self.counts.deletions = within(sections, What::Deletions, self.at_most.deletions)?;
        let mut clients = BTreeSet::new();
        for _ in 0..sections {
            if !clients.insert(self.reader.client()?) {
                return Err(Refused::Disorder);
            }
            let ranges = self.reader.count(2)?;
            self.counts.deletions = within(self.counts.deletions + ranges, What::Deletions, self.at_most.deletions)?;
            let mut end = 0;
            for _ in 0..ranges {
                let (clock, len) = (self.reader.clock()?, self.reader.clock()?);
                if clock < end {
                    return Err(Refused::Disorder);
                }
                if len == 0 {
                    return Err(Refused::NoLength);
                }
                end = clock.checked_add(len).filter(|end| *end <= MAX_CLOCK).ok_or(Refused::NumberTooLarge)?;
            }
        }
        Ok(())
    }
}

fn within(count: usize, what: What, at_most: usize) -> Result<usize, Refused> {
    if count > at_most { Err(Refused::TooMany(what, at_most)) } else { Ok(count) }
}
