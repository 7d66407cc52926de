//! The keys of a plan's document, and reading it: whatever is not understood is left alone.

use yrs::{Map, MapRef, ReadTxn};

use super::address::{BlockText, TITLE};
use super::agenda::{Agenda, Block, BlockId};
use super::block_kind::BlockKind;
use super::edit::MAX_BLOCK_MINUTES;
use crate::live::Roots;
use crate::live::items::{Items, POSITION, Placed, string, whole};
use crate::live::text::{item_text, root_text};

/// Root map of the blocks, by their key.
pub(super) const BLOCKS: Items = Items("blocks");
/// In a block: how long it takes.
pub(super) const MINUTES: &str = "minutes";
/// In a block: the word of its [`BlockKind`].
pub(super) const KIND: &str = "kind";

pub(super) const ROOTS: Roots = Roots { texts: &[TITLE], maps: &[BLOCKS.0], items: BLOCKS, lasting: &[POSITION, MINUTES, KIND] };

/// Reads the whole agenda.
pub(super) fn read<T: ReadTxn>(txn: &T) -> Agenda {
    read_with(txn, |txn, id, map| {
        let mut block = read_values(txn, id, map);
        for text in BlockText::ALL {
            *block.text_mut(text) = item_text(txn, map, text.key());
        }
        block
    })
}

/// Reads the agenda without the words of its blocks: what lists show, told again with every commit.
pub(super) fn read_outline<T: ReadTxn>(txn: &T) -> Agenda {
    read_with(txn, read_values)
}

fn read_with<T: ReadTxn>(txn: &T, read_block: impl Fn(&T, BlockId, &MapRef) -> Block) -> Agenda {
    let (blocks, deleted_blocks) = BLOCKS.parted(txn);
    let read = |row: Vec<Placed>| row.into_iter().map(|block| read_block(txn, block.id, &block.map)).collect();
    Agenda { title: root_text(txn, TITLE), blocks: read(blocks), deleted_blocks: read(deleted_blocks) }
}

fn read_values<T: ReadTxn>(txn: &T, id: BlockId, map: &MapRef) -> Block {
    let minutes = map.get(txn, MINUTES).and_then(whole).unwrap_or(0).min(MAX_BLOCK_MINUTES);
    let kind = map.get(txn, KIND).and_then(string).and_then(|key| BlockKind::from_key(&key)).unwrap_or_default();
    Block { id, kind, minutes, ..Block::default() }
}
