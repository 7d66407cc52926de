//! What the room knows of its log in the file, and when it is to be compacted.
//!
//! Only rows that this room has read or has been told to be written are counted, never one twice. So when the file holds
//! as many rows as are counted here, it holds exactly those, and the replica contains every one of them (K3).

use crate::sync::limits::{Limits, Millis};

/// The log as this room knows it.
#[derive(Debug)]
pub(super) struct Log {
    /// The highest sequence number it knows of.
    through: i64,
    /// How many rows there are up to there, as far as it knows.
    rows: u64,
    /// Whether that can be relied on; otherwise the file is read again first.
    counted: bool,
    /// When the first of the rows came.
    first_row_at: Millis,
    /// Nothing is compacted before this time, after it did not work out.
    not_before: Millis,
}

impl Log {
    /// The log as it was just read.
    pub(super) fn read(through: i64, rows: u64, now: Millis) -> Self {
        Self { through, rows, counted: true, first_row_at: now, not_before: 0 }
    }

    /// The highest sequence number this room knows of.
    pub(super) fn through(&self) -> i64 {
        self.through
    }

    /// How many rows there are up to [`Log::through`], as far as it knows.
    pub(super) fn rows(&self) -> u64 {
        self.rows
    }

    /// Whether there may be something to compact.
    pub(super) fn has_rows(&self) -> bool {
        self.rows > 0 || !self.counted
    }

    /// Whether the file has to be read before anything can be compacted.
    pub(super) fn is_counted(&self) -> bool {
        self.counted
    }

    /// When to compact, if there is anything.
    pub(super) fn due_at(&self, limits: &Limits) -> Option<Millis> {
        let hurried = self.rows >= limits.compact_rows || !self.counted;
        let due = if hurried { 0 } else { self.first_row_at + limits.compact_after };
        self.has_rows().then_some(due.max(self.not_before))
    }

    /// These rows were added by this room.
    pub(super) fn appended(&mut self, rows: u64, last: i64, now: Millis) {
        if self.rows == 0 {
            self.first_row_at = now;
        }
        self.rows += rows;
        self.through = self.through.max(last);
    }

    /// The rows are in a snapshot now.
    pub(super) fn compacted(&mut self) {
        self.rows = 0;
    }

    /// Nothing is compacted before this time.
    pub(super) fn not_before(&self) -> Millis {
        self.not_before
    }

    /// The file may hold something else than was thought: it is read before anything is compacted.
    pub(super) fn lost_count(&mut self) {
        self.counted = false;
    }

    /// The file was read again.
    pub(super) fn counted_again(&mut self, through: i64, rows: u64) {
        (self.through, self.rows, self.counted) = (through, rows, true);
    }

    /// It did not work out now: try again later.
    pub(super) fn postpone(&mut self, not_before: Millis) {
        self.not_before = not_before;
    }
}
