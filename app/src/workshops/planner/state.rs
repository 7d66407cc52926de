//! What the parts of the planner share.

use std::time::Duration;

use leptos::prelude::*;
use model::documents::plan::{Agenda, Block, BlockId, Difference, Part, Plan, Slot, TextAddress, Timetable, WorkshopTimes};
use model::live::items::ItemDifference;

use crate::live::Live;
use crate::ui::dom::later;

/// How long a toast stays.
const TOAST: Duration = Duration::from_secs(8);

/// A sentence that something was done, and how to take it back.
#[derive(Clone)]
pub struct Done {
    pub words: String,
    /// A deleted block that can be restored from here.
    pub restore: Option<BlockId>,
    /// Tells two equal sentences apart.
    number: u32,
}

/// The plan, and what is chosen and under way on this page alone. Cheap to copy.
#[derive(Clone, Copy)]
pub struct PlanState {
    pub live: Live<Plan>,
    pub times: WorkshopTimes,
    /// All blocks in their times.
    pub timetable: Memo<Timetable>,
    /// The block one is at, whose details are shown.
    pub current: RwSignal<Option<BlockId>>,
    /// Whether a phone shows the details instead of the plan.
    pub shows_details: RwSignal<bool>,
    /// Whether the page runs.
    pub runs: RwSignal<bool>,
    /// What was just done.
    pub done: RwSignal<Option<Done>>,
}

impl PlanState {
    /// The state of a page that was just opened.
    pub fn new(live: Live<Plan>, times: WorkshopTimes) -> Self {
        let state = Self {
            live,
            times,
            timetable: Memo::new(move |_| live.content.with(|agenda| Timetable::of(agenda, times))),
            current: RwSignal::new(live.content.with_untracked(longest)),
            shows_details: RwSignal::new(false),
            runs: RwSignal::new(false),
            done: RwSignal::new(None),
        };
        Effect::new(move |_| state.runs.set(true));
        Effect::new(move |_| {
            if let Some(TextAddress::Block(block, _)) = live.focus.get() {
                state.current.set(Some(block));
            }
        });
        // A block stays where one is at it when a colleague deletes it, and goes when one's own undo does.
        Effect::new(move |_| {
            let deleted = |id: BlockId| {
                live.last_move.with_untracked(|last| last.differences.contains(&Difference::Block(ItemDifference::Deleted(id))))
            };
            live.last_move.track();
            if state.current.get_untracked().is_some_and(deleted) {
                let next = live.content.with_untracked(longest);
                live.go_to(next.as_ref().map_or_else(|| DETAILS.to_owned(), heading_element));
                state.current.set(next);
            }
        });
        state
    }

    /// Whether edits can't be made (yet).
    pub fn is_fixed(self) -> bool {
        !self.live.ready.get()
    }

    /// The same as a signal.
    pub fn fixed(self) -> Signal<bool> {
        Signal::derive(move || self.is_fixed())
    }

    /// A value read from one block; the default when the block has gone.
    pub fn read_block<T>(self, id: &BlockId, read: impl Fn(&Block) -> T + Send + Sync + 'static) -> Memo<T>
    where
        T: PartialEq + Clone + Default + Send + Sync + 'static,
    {
        let block = self.live.item(id);
        Memo::new(move |_| block.with(|block| block.as_ref().map(&read).unwrap_or_default()))
    }

    /// A block's time; nothing for one that was deleted.
    pub fn slot(self, id: &BlockId) -> Memo<Option<Slot>> {
        let id = id.clone();
        Memo::new(move |_| self.timetable.with(|table| table.slot(&id).cloned()))
    }

    /// The blocks of a part, in their order.
    pub fn of_part(self, part: Part) -> Memo<Vec<BlockId>> {
        Memo::new(move |_| {
            self.timetable.with(|table| table.slots.iter().filter(|slot| slot.part == part).map(|slot| slot.block.clone()).collect())
        })
    }

    /// Says that something was done.
    pub fn say(self, words: String, restore: Option<BlockId>) {
        let number = self.done.with_untracked(|done| done.as_ref().map_or(0, |done| done.number + 1));
        self.done.set(Some(Done { words, restore, number }));
        later(
            move || {
                if self.done.try_with_untracked(|done| done.as_ref().is_some_and(|done| done.number == number)) == Some(true) {
                    self.done.try_set(None);
                }
            },
            TOAST,
        );
    }
}

/// The block that most is to be said of.
fn longest(agenda: &Agenda) -> Option<BlockId> {
    agenda.blocks.iter().max_by_key(|block| block.minutes).map(|block| block.id.clone())
}

/// The place of a block in the whole plan at which it is the one at `index` of its part, itself not counted.
pub fn place_in_plan(agenda: &Agenda, part_row: &[BlockId], id: &BlockId, index: usize) -> usize {
    let others: Vec<&BlockId> = agenda.blocks.iter().map(|block| &block.id).filter(|other| *other != id).collect();
    let mut row = part_row.iter().filter(|other| *other != id);
    match row.clone().nth(index) {
        Some(next) => others.iter().position(|other| *other == next).unwrap_or(others.len()),
        // Behind the last of its part.
        None => row.next_back().and_then(|last| others.iter().position(|other| *other == last)).map_or(others.len(), |place| place + 1),
    }
}

/// The element id of a block.
pub fn block_element(id: &BlockId) -> String {
    format!("block-{id}")
}

/// The element id of a block's heading, which takes the focus.
pub fn heading_element(id: &BlockId) -> String {
    format!("heading-{id}")
}

/// The element that shows the details of the block one is at.
pub const DETAILS: &str = "block-details";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_a_part_is_a_place_in_the_plan() {
        let id = |name: &str| BlockId::from(name.to_owned());
        let blocks = ["a", "night", "b", "c"].map(|name| Block { id: id(name), ..Block::default() });
        let agenda = Agenda { blocks: blocks.into(), ..Agenda::default() };
        let main: Vec<BlockId> = ["a", "b", "c"].map(id).into();
        let place = |name: &str, index| place_in_plan(&agenda, &main, &id(name), index);
        assert_eq!(place("c", 0), 0);
        assert_eq!(place("c", 1), 2, "before b, which stands behind the other part’s");
        assert_eq!(place("a", 2), 3);
        assert_eq!(place("night", 0), 0, "from another part");
        assert_eq!(place("night", 3), 3);
        assert_eq!(place_in_plan(&agenda, &[], &id("a"), 0), 3);
    }
}
