//! How much may be in an update, with the reasons. A board has none of most of these things; the numbers leave room for other
//! Yjs clients' content (F7), and keep yrs' memory and stack small on whatever is sent.

use super::Counts;

/// Lists and maps within one value. A board's values hold none, JSON that people write by hand perhaps five levels; yrs takes about a kilobyte of
/// stack for each.
pub const MAX_VALUE_DEPTH: usize = 32;

/// Shared types within shared types: a board's texts stand in two (`steps`, the step), a long outline in ten or so. yrs descends once for each when
/// the outermost is deleted.
pub const MAX_TYPE_DEPTH: usize = 32;

/// The largest client id: Yjs draws 53 bits, and yrs cuts off what goes beyond, so that two clients would become one.
pub const MAX_CLIENT: u64 = (1 << 53) - 1;

/// The largest clock: yrs subtracts clocks as signed 32-bit numbers.
pub const MAX_CLOCK: u32 = i32::MAX as u32;

/// Sections that hold nothing, and gaps in a row: no encoder writes more than one or two, and yrs descends over each.
pub(super) const MAX_EMPTY: usize = 64;

/// How much there may be in one update.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// Bytes of the whole.
    pub bytes: usize,
    /// Of each kind of thing.
    pub counts: Counts,
}

impl Bounds {
    /// What one peer may send at once: a whole day's work without a network is a tenth of that.
    pub const FRAME: Self = Self {
        bytes: 1 << 20,
        counts: Counts { pieces: 50_000, clients: 10_000, deletions: 150_000, values: 100_000, roots: 200, documents: 0 },
    };

    /// What a page sends at once: a part of what it may, so that the largest typing goes in a few frames and nothing waits long behind one.
    pub const PART: Self = Self {
        bytes: 256 << 10,
        counts: Counts { pieces: 10_000, clients: 2_000, deletions: 50_000, values: 25_000, roots: 50, documents: 0 },
    };

    /// When a document holds more than this, nothing more is taken in: the heaviest lesson that anybody typed is a twentieth of it.
    pub const FULL: Self = Self {
        bytes: 8 << 20,
        counts: Counts { pieces: 200_000, clients: 20_000, deletions: 50_000, values: 200_000, roots: 400, documents: 128 },
    };

    /// What is read of a file, and of the server by a page: more than [`Bounds::FULL`] and one [`Bounds::FRAME`] together, so that what was
    /// once let in can always be read again.
    pub const STORED: Self = Self {
        bytes: 64 << 20,
        counts: Counts { pieces: 500_000, clients: 50_000, deletions: 400_000, values: 400_000, roots: 1_000, documents: 300 },
    };

    /// For what this very replica has just written.
    pub(crate) const OWN: Self = {
        const ANY: usize = usize::MAX;
        Self {
            bytes: u32::MAX as usize,
            counts: Counts { pieces: ANY, clients: ANY, deletions: ANY, values: ANY, roots: ANY, documents: ANY },
        }
    };
}
