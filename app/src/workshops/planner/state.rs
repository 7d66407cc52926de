//! What the parts of the planner share.

use leptos::prelude::*;
use model::documents::plan::{Agenda, Block, BlockId, Difference, Part, Plan, Slot, TextAddress, Timetable, WorkshopTimes};
use model::live::items::ItemDifference;

use crate::live::{JustDone, Live};

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
    pub done: JustDone,
    /// The block whose edge is being pulled, and the minutes it would take: nobody else sees them before it is let go.
    pub pulled: RwSignal<Option<(BlockId, u32)>>,
}

impl PlanState {
    /// The state of a page that was just opened.
    pub fn new(live: Live<Plan>, times: WorkshopTimes) -> Self {
        let pulled = RwSignal::new(None::<(BlockId, u32)>);
        let state = Self {
            live,
            times,
            timetable: Memo::new(move |_| {
                live.content.with(|agenda| match pulled.get() {
                    Some((id, minutes)) => Timetable::of(&with_minutes(agenda, &id, minutes), times),
                    None => Timetable::of(agenda, times),
                })
            }),
            current: RwSignal::new(live.content.with_untracked(longest)),
            shows_details: RwSignal::new(false),
            runs: RwSignal::new(false),
            done: JustDone::nothing(),
            pulled,
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

    /// How long a block takes, or would where its edge is being pulled.
    pub fn shown_minutes(self, id: &BlockId) -> Memo<u32> {
        let (minutes, id) = (self.read_block(id, |block| block.minutes), id.clone());
        Memo::new(move |_| {
            let pulled = self.pulled.with(|pulled| pulled.as_ref().filter(|(block, _)| *block == id).map(|(_, minutes)| *minutes));
            pulled.unwrap_or_else(|| minutes.get())
        })
    }

    /// A block's time; nothing for one that was deleted.
    pub fn slot(self, id: &BlockId) -> Memo<Option<Slot>> {
        let id = id.clone();
        Memo::new(move |_| self.timetable.with(|table| table.slot(&id).cloned()))
    }

    /// The blocks of a part that are shown, in their order.
    pub fn of_part(self, part: Part) -> Memo<Vec<BlockId>> {
        Memo::new(move |_| self.timetable.with(|table| table.shown(part).map(|slot| slot.block.clone()).collect()))
    }

    /// Says that something was done, for as long as that is true.
    pub fn say_while(self, words: String, restore: Option<BlockId>, holds: impl Fn(&Agenda) -> bool + Send + Sync + 'static) {
        let content = self.live.content;
        self.done.say_while(words, restore, move || content.with(&holds));
    }

    /// Goes to a part of the plan, `#block-…` or another, and is at it.
    pub fn jump(self, target: &str) {
        let element = target.trim_start_matches('#');
        if let Some(id) = element.strip_prefix(BLOCK) {
            self.current.set(Some(BlockId::from(id.to_owned())));
        }
        self.shows_details.set(false);
        self.live.bring_into_view(element.to_owned());
    }
}

/// A block's place among those that are not deleted.
pub fn index(agenda: &Agenda, id: &BlockId) -> Option<usize> {
    agenda.blocks.iter().position(|block| block.id == *id)
}

/// Whether it is in the plan, and not deleted.
pub fn is_there(agenda: &Agenda, id: &BlockId) -> bool {
    index(agenda, id).is_some()
}

/// The agenda in which one block takes so long.
fn with_minutes(agenda: &Agenda, id: &BlockId, minutes: u32) -> Agenda {
    let mut agenda = agenda.clone();
    if let Some(block) = agenda.blocks.iter_mut().find(|block| block.id == *id) {
        block.minutes = minutes;
    }
    agenda
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

/// Before a block's key in its element's id.
const BLOCK: &str = "block-";

/// The element id of a block.
pub fn block_element(id: &BlockId) -> String {
    format!("{BLOCK}{id}")
}

/// The part of the page where somebody is who is in this field.
pub fn target(field: Option<&TextAddress>) -> String {
    match field {
        Some(TextAddress::Block(id, _)) => format!("#{}", block_element(id)),
        Some(TextAddress::Title | TextAddress::Note(_)) | None => "#main".to_owned(),
    }
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
    fn a_block_that_is_pulled_takes_so_long_in_its_plan_alone() {
        let id = |name: &str| BlockId::from(name.to_owned());
        let blocks = ["a", "b"].map(|name| Block { id: id(name), minutes: 10, ..Block::default() });
        let agenda = Agenda { blocks: blocks.into(), ..Agenda::default() };
        let minutes = |agenda: &Agenda| agenda.blocks.iter().map(|block| block.minutes).collect::<Vec<_>>();
        assert_eq!(minutes(&with_minutes(&agenda, &id("b"), 35)), [10, 35]);
        assert_eq!(minutes(&with_minutes(&agenda, &id("gone"), 35)), [10, 10]);
    }

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
