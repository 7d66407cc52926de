//! What is different between two moments of an agenda.

use super::address::TextAddress;
use super::agenda::{Agenda, BlockId};
use crate::live::Content;
use crate::live::document::{changed_items, changed_texts};
use crate::live::items::ItemDifference;

/// One thing that is different.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// A text's words.
    Text(TextAddress),
    /// A block came, went, came back or stands elsewhere.
    Block(ItemDifference),
    /// How long a block takes.
    Minutes(BlockId),
    /// What is done in a block.
    Kind(BlockId),
}

/// Everything that is different: blocks first, then what they say.
pub(super) fn differences(before: &Agenda, after: &Agenda) -> Vec<Difference> {
    let mut found: Vec<Difference> = changed_items(before, after).into_iter().map(Difference::Block).collect();
    for (block, old) in after.blocks.iter().filter_map(|block| Some((block, before.item(&block.id)?))) {
        if old.minutes != block.minutes {
            found.push(Difference::Minutes(block.id.clone()));
        }
        if old.kind != block.kind {
            found.push(Difference::Kind(block.id.clone()));
        }
    }
    found.extend(changed_texts(before, after).map(Difference::Text));
    found
}
