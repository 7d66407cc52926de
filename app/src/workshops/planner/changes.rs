//! What one does with whole blocks: adding, duplicating, deleting, moving, making longer.

use leptos::prelude::*;
use model::documents::plan::{Block, BlockId, BlockText, BlockValue, MAX_BLOCK_MINUTES, Part, TextAddress};
use model::live::Content;

use super::state::{DETAILS, PlanState, heading_element, index, is_there, place_in_plan};
use super::words::block_name;
use crate::live::field_id;

/// How long a new block takes, and by how much a button makes one longer or shorter.
pub const STEP: u32 = 5;
const NEW: u32 = 15;

impl PlanState {
    /// Sets a value of a block.
    pub fn set(self, id: &BlockId, value: BlockValue) {
        let id = id.clone();
        self.live.edit(move |plan| plan.set(&id, &value));
    }

    /// The same as a step of undo by itself.
    pub fn set_apart(self, id: &BlockId, value: BlockValue) {
        let id = id.clone();
        self.live.edit_apart(move |plan| plan.set(&id, &value));
    }

    /// Makes a block longer, or with a negative number shorter.
    pub fn stretch(self, id: &BlockId, by: i32) {
        if let Some(minutes) = self.minutes(id) {
            self.set(id, BlockValue::Minutes(minutes.saturating_add_signed(by).min(MAX_BLOCK_MINUTES)));
        }
    }

    /// The edge that is being pulled is let go: what it was pulled to is one step of undo.
    pub fn let_go(self) {
        let pulled = self.pulled.try_update(Option::take).flatten();
        if let Some((id, minutes)) = pulled.filter(|(id, minutes)| self.minutes(id).is_some_and(|now| now != *minutes)) {
            self.set_apart(&id, BlockValue::Minutes(minutes));
        }
    }

    /// How long a block takes now.
    pub fn minutes(self, id: &BlockId) -> Option<u32> {
        self.live.content.with_untracked(|agenda| agenda.item(id).map(|block| block.minutes))
    }

    /// Adds a block at the end of a part, and goes to it.
    pub fn add(self, part: Part) {
        let last = self.of_part_now(part).pop();
        let block = Block { id: BlockId::generate(), minutes: NEW, part, ..Block::default() };
        self.current.set(Some(block.id.clone()));
        self.live.go_to(field_id(&TextAddress::Block(block.id.clone(), BlockText::Title)));
        self.live.edit_apart(move |plan| plan.insert_block(&block, last.as_ref()));
    }

    /// Adds a copy of a block behind it, and goes to it.
    pub fn duplicate(self, original: BlockId) {
        let copy = self.live.content.with_untracked(|agenda| agenda.item(&original).cloned());
        if let Some(block) = copy.map(|block| Block { id: BlockId::generate(), fixed_start: None, ..block }) {
            self.current.set(Some(block.id.clone()));
            self.live.go_to(heading_element(&block.id));
            let copy = block.id.clone();
            self.live.edit_apart(move |plan| plan.insert_block(&block, Some(&original)));
            self.say_while("A copy of the block stands behind it".to_owned(), None, move |agenda| is_there(agenda, &copy));
        }
    }

    /// Deletes a block and says how to bring it back.
    pub fn delete(self, id: BlockId) {
        let name = self.live.content.with_untracked(|agenda| agenda.item(&id).map(block_name)).unwrap_or_default();
        let place = self.live.content.with_untracked(|agenda| index(agenda, &id));
        let (block, deleted) = (id.clone(), id.clone());
        self.live.edit_apart(move |plan| plan.delete_block(&block));
        let next = self.live.content.with_untracked(|agenda| {
            let others: Vec<&BlockId> = agenda.blocks.iter().map(|block| &block.id).filter(|other| **other != id).collect();
            others.get(place.unwrap_or_default()).or_else(|| others.last()).map(|next| (*next).clone())
        });
        self.live.go_to(next.as_ref().map_or_else(|| DETAILS.to_owned(), heading_element));
        self.shows_details.set(false);
        self.current.set(next);
        self.say_while(format!("“{name}” deleted"), Some(id), move |agenda| !is_there(agenda, &deleted));
    }

    /// Brings a deleted block back.
    pub fn restore(self, id: BlockId) {
        self.done.forget();
        self.current.set(Some(id.clone()));
        self.live.go_to(heading_element(&id));
        self.live.edit_apart(move |plan| plan.restore_block(&id));
    }

    /// Moves a block so that it is the one at the index `to` of its part.
    pub fn move_to(self, id: BlockId, part: Part, to: usize) {
        let row = self.of_part_now(part);
        if row.iter().position(|other| *other == id) == Some(to) {
            return;
        }
        let (place, name) = self
            .live
            .content
            .with_untracked(|agenda| (place_in_plan(agenda, &row, &id, to), agenda.item(&id).map(block_name).unwrap_or_default()));
        let block = id.clone();
        self.live.edit_apart(move |plan| plan.move_block(&id, place));
        let words = format!("“{name}” moved to place {}", to + 1);
        self.say_while(words, None, move |agenda| index(agenda, &block) == Some(place));
    }

    /// Moves a block one place up or down in its part, if there is one.
    pub fn nudge(self, id: BlockId, down: bool) {
        let Some(part) = self.timetable.with_untracked(|table| table.slot(&id).map(|slot| slot.part)) else { return };
        let row = self.of_part_now(part);
        let from = row.iter().position(|other| *other == id);
        let to = from.and_then(|from| if down { Some(from + 1).filter(|to| *to < row.len()) } else { from.checked_sub(1) });
        if let Some(to) = to {
            self.move_to(id, part, to);
        }
    }

    /// Moves a block into another part, at its end.
    pub fn move_into(self, id: BlockId, part: Part) {
        let row = self.of_part_now(part);
        let place = self.live.content.with_untracked(|agenda| place_in_plan(agenda, &row, &id, row.len()));
        self.live.edit_together(|| {
            let block = id.clone();
            self.live.edit(move |plan| plan.move_block(&block, place));
            self.set(&id, BlockValue::Part(part));
        });
    }

    fn of_part_now(self, part: Part) -> Vec<BlockId> {
        self.timetable.with_untracked(|table| table.of_part(part).map(|slot| slot.block.clone()).collect())
    }
}
