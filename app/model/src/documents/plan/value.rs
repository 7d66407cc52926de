//! What a block says beside its words, one value at a time: each merges by itself.

use yrs::{Any, Map, MapRef, Out, ReadTxn};

use super::agenda::Block;
use super::block_kind::BlockKind;
use super::strand::WorkshopStrand;
use crate::ids::DocumentId;
use crate::live::items::{string, whole};
use crate::sorting::sort;

/// A block takes at most this long: half a day.
pub const MAX_BLOCK_MINUTES: u32 = 240;
/// Minutes of a day: no block begins later.
const DAY: u32 = 24 * 60;
/// Boards of one block that are shown; more would only fill a list.
pub const MOST_BOARDS: usize = 20;

pub(super) const MINUTES: &str = "minutes";
pub(super) const KIND: &str = "kind";
pub(super) const STRAND: &str = "strand";
pub(super) const FIXED_START: &str = "at";
pub(super) const PART: &str = "part";
pub(super) const BESIDE: &str = "beside";
/// Before the id of a board.
const BOARD: &str = "board/";

/// The parts of a workshop that have times of their own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// For the participants.
    #[default]
    Main,
    /// For everybody, after the school day (B22).
    Twilight,
}

impl Part {
    pub const ALL: [Self; 2] = [Self::Main, Self::Twilight];

    fn key(self) -> &'static str {
        match self {
            Self::Main => "main",
            Self::Twilight => "twilight",
        }
    }

    fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.key() == key)
    }
}

/// A value of a block, to be set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlockValue {
    /// How long it takes, at most [`MAX_BLOCK_MINUTES`].
    Minutes(u32),
    Kind(BlockKind),
    /// `None` leaves it to the kind.
    Strand(Option<WorkshopStrand>),
    /// When it begins, whatever comes before it, in minutes after midnight by British clocks; `None` when the block before it ends.
    FixedStart(Option<u32>),
    Part(Part),
    /// It begins with the block before it, not after it: tables that work side by side.
    Beside(bool),
    /// Whether a board belongs to it.
    Board(DocumentId, bool),
}

impl BlockValue {
    /// Its key in the block's map, and what is written there; nothing where the key goes.
    pub(super) fn written(&self) -> (String, Option<Any>) {
        let (key, value) = match self {
            Self::Minutes(minutes) => (MINUTES, Some(Any::from((*minutes).min(MAX_BLOCK_MINUTES)))),
            Self::Kind(kind) => (KIND, Some(Any::from(kind.key()))),
            Self::Strand(strand) => (STRAND, strand.map(|strand| Any::from(strand.key()))),
            Self::FixedStart(at) => (FIXED_START, at.map(|at| Any::from(at.min(DAY - 1)))),
            Self::Part(part) => (PART, Some(Any::from(part.key()))),
            Self::Beside(beside) => (BESIDE, beside.then_some(Any::from(true))),
            Self::Board(board, belongs) => return (format!("{BOARD}{board}"), belongs.then_some(Any::from(true))),
        };
        (key.to_owned(), value)
    }
}

/// Everything of a block that is no text.
pub(super) fn all(block: &Block) -> impl Iterator<Item = BlockValue> {
    let values = [
        BlockValue::Minutes(block.minutes),
        BlockValue::Kind(block.kind),
        BlockValue::Strand(block.chosen_strand),
        BlockValue::FixedStart(block.fixed_start),
        BlockValue::Part(block.part),
        BlockValue::Beside(block.beside),
    ];
    values.into_iter().chain(block.boards.iter().map(|board| BlockValue::Board(*board, true)))
}

/// Reads them into a block; what is of the wrong kind counts as missing.
pub(super) fn read<T: ReadTxn>(txn: &T, map: &MapRef, block: &mut Block) {
    let number = |key: &str| map.get(txn, key).and_then(whole);
    let word = |key: &str| map.get(txn, key).and_then(string);
    block.minutes = number(MINUTES).unwrap_or(0).min(MAX_BLOCK_MINUTES);
    block.kind = word(KIND).and_then(|key| BlockKind::from_key(&key)).unwrap_or_default();
    block.chosen_strand = word(STRAND).and_then(|key| WorkshopStrand::from_key(&key));
    block.fixed_start = number(FIXED_START).filter(|at| *at < DAY);
    block.part = word(PART).and_then(|key| Part::from_key(&key)).unwrap_or_default();
    block.beside = is_true(map.get(txn, BESIDE));
    block.boards = read_boards(txn, map);
}

fn read_boards<T: ReadTxn>(txn: &T, map: &MapRef) -> Vec<DocumentId> {
    // In our spelling alone: another could not be taken away again, and one board would stand there twice.
    let id = |key: &str| {
        let key = key.strip_prefix(BOARD)?;
        key.parse().ok().filter(|id: &DocumentId| id.to_string() == key)
    };
    let belonging = map.iter(txn).filter(|(_, value)| matches!(value, Out::Any(Any::Bool(true))));
    let mut boards: Vec<DocumentId> = belonging.filter_map(|(key, _)| id(key)).collect();
    sort(&mut boards);
    boards.truncate(MOST_BOARDS);
    boards
}

fn is_true(value: Option<Out>) -> bool {
    matches!(value, Some(Out::Any(Any::Bool(true))))
}
