//! What is different between two moments of an agenda.

use super::address::TextAddress;
use super::agenda::{Agenda, BlockId};
use super::value::{self, BlockValue};
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
    /// A value of a block, as it is now.
    Value(BlockId, BlockValue),
    /// The minutes before the twilight.
    Arrivals(u32),
}

/// Everything that is different: blocks first, then what they say.
pub(super) fn differences(before: &Agenda, after: &Agenda) -> Vec<Difference> {
    let mut found: Vec<Difference> = changed_items(before, after).into_iter().map(Difference::Block).collect();
    for (block, old) in after.blocks.iter().filter_map(|block| Some((block, before.item(&block.id)?))) {
        let (was, is): (Vec<_>, Vec<_>) = (value::all(old).collect(), value::all(block).collect());
        let gone = was.iter().filter_map(|value| match value {
            BlockValue::Board(board, _) => Some(BlockValue::Board(*board, false)).filter(|_| !is.contains(value)),
            _ => None,
        });
        let new = is.iter().filter(|value| !was.contains(value)).cloned().chain(gone);
        found.extend(new.map(|value| Difference::Value(block.id.clone(), value)));
    }
    if before.arrivals != after.arrivals {
        found.push(Difference::Arrivals(after.arrivals));
    }
    found.extend(changed_texts(before, after).map(Difference::Text));
    found
}
