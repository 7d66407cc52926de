//! The keys of a plan's document, and reading it: whatever is not understood is left alone.

use yrs::{Map, MapRef, ReadTxn};

use super::address::{BlockText, TITLE};
use super::agenda::{Agenda, Block, BlockId};
use super::{note, value};
use crate::live::Roots;
use crate::live::items::{Items, POSITION, Placed, whole};
use crate::live::text::{item_text, root_text};

/// Root map of the blocks, by their key.
pub(super) const BLOCKS: Items = Items("blocks");
/// Root map of single values: `arrivals`.
pub(super) const WORKSHOP: &str = "workshop";
pub(super) const ARRIVALS: &str = "arrivals";

pub(super) const ROOTS: Roots = Roots {
    texts: &[TITLE],
    maps: &[WORKSHOP, BLOCKS.0],
    items: BLOCKS,
    lasting: &[POSITION, value::MINUTES, value::KIND, value::PART, ARRIVALS],
};

/// Minutes for tea and arrivals until somebody says otherwise.
pub(super) const DEFAULT_ARRIVALS: u32 = 10;
/// More would be a part of its own.
pub const MAX_ARRIVALS: u32 = 60;

/// Reads the whole agenda.
pub(super) fn read<T: ReadTxn>(txn: &T) -> Agenda {
    let agenda = read_with(txn, |txn, id, map| {
        let mut block = read_values(txn, id, map);
        for text in BlockText::ALL {
            *block.text_mut(text) = item_text(txn, map, text.key());
        }
        block
    });
    Agenda { notes: note::read(txn), ..agenda }
}

/// Reads the agenda without the words of its blocks: what lists show, told again with every commit.
pub(super) fn read_outline<T: ReadTxn>(txn: &T) -> Agenda {
    read_with(txn, read_values)
}

fn read_with<T: ReadTxn>(txn: &T, read_block: impl Fn(&T, BlockId, &MapRef) -> Block) -> Agenda {
    let (blocks, deleted_blocks) = BLOCKS.parted(txn);
    let read = |row: Vec<Placed>| row.into_iter().map(|block| read_block(txn, block.id, &block.map)).collect();
    let arrivals = txn.get_map(WORKSHOP).and_then(|map| map.get(txn, ARRIVALS)).and_then(whole);
    Agenda {
        title: root_text(txn, TITLE),
        arrivals: arrivals.unwrap_or(DEFAULT_ARRIVALS).min(MAX_ARRIVALS),
        blocks: read(blocks),
        deleted_blocks: read(deleted_blocks),
        notes: Vec::new(),
    }
}

fn read_values<T: ReadTxn>(txn: &T, id: BlockId, map: &MapRef) -> Block {
    let mut block = Block { id, ..Block::default() };
    value::read(txn, map, &mut block);
    block
}
