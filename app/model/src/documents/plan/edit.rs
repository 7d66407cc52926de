//! A plan, and changing it.

use yrs::{Any, In, Map, Text, TextPrelim, Transact, WriteTxn};

use super::address::{BlockText, TITLE, TextAddress};
use super::agenda::{Agenda, Block, BlockId};
use super::difference::{Difference, differences};
use super::schema::{self, BLOCKS, MAX_ARRIVALS};
use super::summary::Summary;
use super::value::{self, BlockValue};
use crate::live::items::Fields;
use crate::live::replica::Replica;
use crate::live::{Document, Roots};

/// A copy of a plan.
pub struct Plan {
    replica: Replica,
}

impl Document for Plan {
    type Address = TextAddress;
    type Content = Agenda;
    type Difference = Difference;
    type Summary = Summary;

    const ROOTS: Roots = schema::ROOTS;

    fn new(replica: Replica) -> Self {
        Self { replica }
    }

    fn replica(&self) -> &Replica {
        &self.replica
    }

    fn replica_mut(&mut self) -> &mut Replica {
        &mut self.replica
    }

    fn read(replica: &Replica) -> Agenda {
        schema::read(&replica.doc().transact())
    }

    fn summarise(replica: &Replica) -> Summary {
        Summary::from(&schema::read_outline(&replica.doc().transact()))
    }

    fn differences(before: &Agenda, after: &Agenda) -> Vec<Difference> {
        differences(before, after)
    }
}

impl Plan {
    /// Sets one value of a block.
    pub fn set(&mut self, id: &BlockId, value: &BlockValue) -> Option<Vec<u8>> {
        match value.written() {
            (key, Some(value)) => BLOCKS.set(&mut self.replica, id, &key, value),
            (key, None) => BLOCKS.unset(&mut self.replica, id, &key),
        }
    }

    /// Sets the minutes before the twilight that are kept free, at most [`MAX_ARRIVALS`].
    pub fn set_arrivals(&mut self, minutes: u32) -> Option<Vec<u8>> {
        self.replica.edit(|txn| {
            let values = txn.get_or_insert_map(schema::WORKSHOP);
            values.try_update(txn, schema::ARRIVALS, Any::from(minutes.min(MAX_ARRIVALS)));
        })
    }

    /// Adds a block: after the block `after`, or at the end. Undo marks it deleted, as [`Plan::delete_block`] does.
    pub fn insert_block(&mut self, block: &Block, after: Option<&BlockId>) -> Option<Vec<u8>> {
        BLOCKS.insert(&mut self.replica, &block.id, after, fields(block))
    }

    /// Marks a block deleted. What colleagues type into it meanwhile is kept, and it can be restored.
    pub fn delete_block(&mut self, id: &BlockId) -> Option<Vec<u8>> {
        BLOCKS.delete(&mut self.replica, id)
    }

    /// Brings a deleted block back to where it stood.
    pub fn restore_block(&mut self, id: &BlockId) -> Option<Vec<u8>> {
        BLOCKS.restore(&mut self.replica, id)
    }

    /// Moves a block so that it is the one at `index` among the blocks that are not deleted.
    pub fn move_block(&mut self, id: &BlockId, index: usize) -> Option<Vec<u8>> {
        BLOCKS.move_to(&mut self.replica, id, index)
    }

    /// Fills an empty plan in one update.
    pub fn fill(&mut self, agenda: &Agenda) -> Option<Vec<u8>> {
        self.replica.edit(|txn| {
            let title = txn.get_or_insert_text(TITLE);
            if !agenda.title.is_empty() {
                title.push(txn, &agenda.title);
            }
            let values = txn.get_or_insert_map(schema::WORKSHOP);
            values.insert(txn, schema::ARRIVALS, Any::from(agenda.arrivals.min(MAX_ARRIVALS)));
            BLOCKS.fill(txn, agenda.blocks.iter().map(|block| (block.id.clone(), fields(block))), &[]);
        })
    }
}

/// What a block is written with.
fn fields(block: &Block) -> Fields {
    let texts = BlockText::ALL.map(|text| (text.key(), In::from(TextPrelim::new(block.text(text)))));
    let texts = texts.into_iter().map(|(key, text)| (key.to_owned(), text));
    let values = value::all(block).filter_map(|value| {
        let (key, value) = value.written();
        Some((key, In::from(value?)))
    });
    texts.chain(values).collect()
}
