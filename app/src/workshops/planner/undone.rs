//! What is said of undo and redo in a plan, and where on the page that was.

use leptos::prelude::*;
use model::documents::plan::{
    Agenda, Block, BlockId, BlockText, BlockValue, Difference, Part, Plan, TextAddress, Timetable, WorkshopTimes, hours,
};
use model::live::items::ItemDifference::{Added, Deleted, Moved, Restored};
use model::live::{Address, Content};

use super::state::{DETAILS, PlanState, block_element, index, is_there};
use super::sums::TEA;
use super::words::{block_name, length};
use crate::live::{self, MoveWords, Voice, field_id};

/// Shows on the page what was undone or redone.
pub fn show_moves(state: PlanState, voice: Voice) {
    let times = state.times;
    let said = MoveWords::<Plan> {
        words: Box::new(move |agenda, is_undo, difference| words(agenda, times, is_undo, difference)),
        is_seen: |difference| matches!(difference, Difference::Text(_)),
        is_as,
    };
    live::show_moves(state.live, state.done, voice, said, move |agenda, difference| {
        let place = place(agenda, difference)?;
        if place.block.is_some() {
            state.current.set(place.block);
        }
        state.shows_details.set(place.is_in_details);
        Some(place.element)
    });
}

/// Where on the page something was undone.
struct Place {
    element: String,
    /// The block one is at then.
    block: Option<BlockId>,
    /// A phone shows the details for it.
    is_in_details: bool,
}

/// Nothing for what is gone.
fn place(agenda: &Agenda, difference: &Difference) -> Option<Place> {
    let of_block = |id: &BlockId, element: String, is_in_details| {
        is_there(agenda, id).then(|| Place { element, block: Some(id.clone()), is_in_details })
    };
    let of_plan = |element: String| Some(Place { element, block: None, is_in_details: false });
    match difference {
        Difference::Text(address @ TextAddress::Block(id, text)) => of_block(id, field_id(address), *text != BlockText::Title),
        Difference::Text(address @ (TextAddress::Title | TextAddress::Note(_))) => of_plan(field_id(address)),
        Difference::Block(Deleted(_)) => None,
        Difference::Block(Added(id) | Restored(id) | Moved(id)) => of_block(id, block_element(id), false),
        Difference::Value(id, BlockValue::Strand(_) | BlockValue::Board(..)) => of_block(id, DETAILS.to_owned(), true),
        Difference::Value(id, _) => of_block(id, block_element(id), false),
        Difference::Arrivals(_) => of_plan(TEA.to_owned()),
    }
}

/// Whether what was different then is still as it was made then.
fn is_as(then: &Agenda, now: &Agenda, difference: &Difference) -> bool {
    match difference {
        Difference::Block(Added(id) | Restored(id) | Deleted(id)) => is_there(then, id) == is_there(now, id),
        Difference::Block(Moved(id)) => index(then, id) == index(now, id),
        Difference::Value(id, value) => match (then.item(id), now.item(id)) {
            (Some(then), Some(now)) => says_the_same(then, now, value),
            (then, now) => then.is_some() == now.is_some(),
        },
        Difference::Arrivals(_) => then.arrivals == now.arrivals,
        Difference::Text(_) => true,
    }
}

/// Whether two moments of a block have one value in common.
fn says_the_same(then: &Block, now: &Block, value: &BlockValue) -> bool {
    match value {
        BlockValue::Minutes(_) => then.minutes == now.minutes,
        BlockValue::Kind(_) => then.kind == now.kind,
        BlockValue::Strand(_) => then.chosen_strand == now.chosen_strand,
        BlockValue::FixedStart(_) => then.fixed_start == now.fixed_start,
        BlockValue::Part(_) => then.part == now.part,
        BlockValue::Beside(_) => then.beside == now.beside,
        BlockValue::Board(board, _) => then.boards.contains(board) == now.boards.contains(board),
    }
}

/// One sentence.
fn words(agenda: &Agenda, times: WorkshopTimes, is_undo: bool, difference: &Difference) -> String {
    let verb = if is_undo { "Undone" } else { "Redone" };
    let name = |id: &BlockId| agenda.item(id).map_or_else(|| "the block".to_owned(), |block| format!("“{}”", block_name(block)));
    match difference {
        Difference::Block(Restored(id) | Added(id)) => format!("{verb}: {} is back", name(id)),
        Difference::Block(Deleted(id)) => format!("{verb}: {} is among the deleted blocks", name(id)),
        Difference::Block(Moved(id)) => {
            let table = Timetable::of(agenda, times);
            let part = table.slot(id).map(|slot| slot.part).unwrap_or_default();
            let place = table.of_part(part).position(|slot| slot.block == *id).map_or(0, |index| index + 1);
            format!("{verb}: {} stands at place {place}", name(id))
        }
        Difference::Value(id, value) => format!("{verb}: {}", value_words(&name(id), value)),
        Difference::Arrivals(minutes) => format!("{verb}: tea and arrivals take {}", length(*minutes)),
        Difference::Text(address @ (TextAddress::Title | TextAddress::Note(_))) => format!("{verb} in {}", address.label()),
        Difference::Text(address @ TextAddress::Block(id, _)) if is_there(agenda, id) => {
            format!("{verb} in {}, {}", name(id), address.label())
        }
        Difference::Text(TextAddress::Block(..)) => format!("{verb} in a deleted block"),
    }
}

/// What a block has now.
fn value_words(name: &str, value: &BlockValue) -> String {
    match value {
        BlockValue::Minutes(minutes) => format!("{name} takes {}", length(*minutes)),
        BlockValue::Kind(kind) => format!("{name} is of the kind {kind}"),
        BlockValue::Strand(Some(strand)) => format!("{name} belongs to the strand {strand}"),
        BlockValue::Strand(None) => format!("{name} has the strand of its kind"),
        BlockValue::FixedStart(Some(at)) => format!("{name} begins at {}", hours(*at)),
        BlockValue::FixedStart(None) => format!("{name} begins when the block before it is over"),
        BlockValue::Part(Part::Main) => format!("{name} is before the twilight"),
        BlockValue::Part(Part::Twilight) => format!("{name} is in the twilight"),
        BlockValue::Beside(true) => format!("{name} is at the same time as the block before it"),
        BlockValue::Beside(false) => format!("{name} comes after the block before it"),
        BlockValue::Board(_, true) => format!("{name} has the link to a board again"),
        BlockValue::Board(_, false) => format!("{name} has a link to a board no more"),
    }
}

#[cfg(test)]
mod tests {
    use model::live::Document;

    use super::*;

    fn id(name: &str) -> BlockId {
        BlockId::from(name.to_owned())
    }

    fn agenda(blocks: &[&str], deleted: &[&str]) -> Agenda {
        let row = |names: &[&str]| {
            let block = |name: &&str| Block { id: id(name), title: name.to_uppercase(), minutes: 15, ..Block::default() };
            names.iter().map(block).collect()
        };
        Agenda { blocks: row(blocks), deleted_blocks: row(deleted), ..Agenda::default() }
    }

    fn undone(before: &Agenda, after: &Agenda) -> Vec<String> {
        let told = Plan::differences(before, after);
        told.iter().map(|difference| words(after, WorkshopTimes::UNTIL_CONFIRMED, true, difference)).collect()
    }

    #[test]
    fn what_was_undone_is_said_as_it_is_now() {
        let all = agenda(&["a", "b", "c"], &[]);
        assert_eq!(undone(&agenda(&["a", "c"], &["b"]), &all), ["Undone: “B” is back"]);
        assert_eq!(undone(&all, &agenda(&["a", "c"], &["b"])), ["Undone: “B” is among the deleted blocks"]);
        assert_eq!(undone(&all, &agenda(&["b", "c", "a"], &[])), ["Undone: “A” stands at place 3"]);
        let mut other = all.clone();
        other.blocks[1].minutes = 65;
        other.blocks[1].fixed_start = Some(13 * 60 + 45);
        other.blocks[2].instructions = "Look.".into();
        other.arrivals = 20;
        let said = ["“B” takes 1 h 05", "“B” begins at 13:45", "tea and arrivals take 20 min"].map(|said| format!("Undone: {said}"));
        assert_eq!(undone(&all, &other), [&said[..], &["Undone in “C”, What we do".to_owned()]].concat());
    }

    #[test]
    fn what_was_said_is_true_until_somebody_makes_it_otherwise() {
        let (before, after) = (agenda(&["a", "c"], &["b"]), agenda(&["a", "b", "c"], &[]));
        let difference = &Plan::differences(&before, &after)[0];
        let mut renamed = after.clone();
        renamed.blocks[1].title = "Other".into();
        assert!(is_as(&after, &renamed, difference));
        assert!(!is_as(&after, &before, difference));
        let longer = Difference::Value(id("b"), BlockValue::Minutes(15));
        assert!(is_as(&after, &before, &longer), "deleted meanwhile, and as long all the same");
        renamed.blocks[1].minutes = 20;
        assert!(!is_as(&after, &renamed, &longer));
    }

    #[test]
    fn the_place_is_where_it_is_seen_and_none_for_what_is_gone() {
        let after = agenda(&["a"], &["b"]);
        let at = |difference: Difference| place(&after, &difference).map(|place| (place.element, place.is_in_details));
        let text = |name: &str, text| Difference::Text(TextAddress::Block(id(name), text));
        assert_eq!(at(text("a", BlockText::Title)), Some(("f-block-a-title".to_owned(), false)));
        assert_eq!(at(text("a", BlockText::Materials)), Some(("f-block-a-materials".to_owned(), true)));
        assert_eq!(at(text("b", BlockText::Materials)), None);
        assert_eq!(at(Difference::Value(id("a"), BlockValue::Minutes(5))), Some(("block-a".to_owned(), false)));
        assert_eq!(at(Difference::Value(id("a"), BlockValue::Strand(None))), Some((DETAILS.to_owned(), true)));
        assert_eq!(at(Difference::Block(Deleted(id("b")))), None);
        assert_eq!(at(Difference::Arrivals(10)), Some((TEA.to_owned(), false)));
    }
}
