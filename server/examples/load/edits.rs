//! Edits that can be told apart on the wire: each inserts a number that no other edit has, as one run of letters, which
//! a Yjs update carries as they are. So a receiver can count edits without taking an update apart.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

/// An edit's letters: `#` and seven digits.
const DIGITS: usize = 7;
const MARK: u8 = b'#';

/// All edits of a run: when each was sent.
pub struct Edits {
    began: Instant,
    /// Microseconds since `began`, plus one; 0 for an edit that was not made.
    sent: Vec<AtomicU64>,
    per_board: usize,
}

impl Edits {
    /// A run of at most `per_board` edits on each of `boards` boards.
    pub fn new(boards: usize, per_board: usize) -> Self {
        let sent = std::iter::repeat_with(AtomicU64::default).take(boards * per_board).collect();
        Self { began: Instant::now(), sent, per_board }
    }

    /// Makes edit `index` of `board` now; returns its letters.
    pub fn make(&self, board: usize, index: usize) -> String {
        let number = board * self.per_board + index;
        if let Some(sent) = self.sent.get(number) {
            sent.store(self.now() + 1, Ordering::Relaxed);
        }
        format!("{}{number:0width$}", char::from(MARK), width = DIGITS)
    }

    /// How many edits of `board` were made.
    pub fn made(&self, board: usize) -> usize {
        self.board(board).filter(|(_, sent)| *sent > 0).count()
    }

    /// Microseconds since edit `index` of `board` was made.
    pub fn age(&self, board: usize, index: usize) -> u64 {
        let sent = self.sent.get(board * self.per_board + index).map_or(0, |sent| sent.load(Ordering::Relaxed));
        (self.now() + 1).saturating_sub(sent)
    }

    /// The edits of `board` that were made and are not in `seen`.
    pub fn missing(&self, board: usize, seen: &Seen) -> usize {
        self.board(board).filter(|(index, sent)| *sent > 0 && !seen.has(*index)).count()
    }

    /// The letters of every edit of `board` that was made.
    pub fn letters(&self, board: usize) -> impl Iterator<Item = String> {
        let first = board * self.per_board;
        let made = self.board(board).filter(|(_, sent)| *sent > 0);
        made.map(move |(index, _)| format!("{}{:0width$}", char::from(MARK), first + index, width = DIGITS))
    }

    /// Calls `found` with the index of every edit of `board` whose letters are in `bytes`.
    pub fn find(&self, board: usize, bytes: &[u8], mut found: impl FnMut(usize)) {
        let first = board * self.per_board;
        for (at, _) in bytes.iter().enumerate().filter(|(_, byte)| **byte == MARK) {
            let digits = bytes.get(at + 1..at + 1 + DIGITS).and_then(|digits| str::from_utf8(digits).ok());
            let number = digits.filter(|digits| digits.bytes().all(|digit| digit.is_ascii_digit())).and_then(|digits| digits.parse().ok());
            if let Some(number) = number.filter(|number: &usize| (first..first + self.per_board).contains(number)) {
                found(number - first);
            }
        }
    }

    fn now(&self) -> u64 {
        u64::try_from(self.began.elapsed().as_micros()).unwrap_or(u64::MAX)
    }

    fn board(&self, board: usize) -> impl Iterator<Item = (usize, u64)> {
        let edits = self.sent.iter().skip(board * self.per_board).take(self.per_board);
        edits.map(|sent| sent.load(Ordering::Relaxed)).enumerate()
    }
}

/// Which edits of a board have come: one bit each.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    bits: Vec<u64>,
}

impl Seen {
    /// Notes an edit; whether it is the first time.
    pub fn add(&mut self, index: usize) -> bool {
        let (word, bit) = (index / 64, 1 << (index % 64));
        if self.bits.len() <= word {
            self.bits.resize(word + 1, 0);
        }
        let first = self.bits[word] & bit == 0;
        self.bits[word] |= bit;
        first
    }

    fn has(&self, index: usize) -> bool {
        self.bits.get(index / 64).is_some_and(|word| word & (1 << (index % 64)) != 0)
    }
}
