//! When each block begins and ends: counted from the parts' own times, one block after another.
//!
//! Times are minutes after midnight by British clocks; a workshop begins and ends on one day.

use super::agenda::{Agenda, Block, BlockId};
use super::value::Part;
use crate::sorting::sort_by;

/// Blocks of a part that are shown; more would only fill a page.
pub const MOST_BLOCKS: usize = 500;

/// From when to when, in minutes after midnight.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Span {
    pub starts: u32,
    pub ends: u32,
}

impl Span {
    /// How long it is; none where it ends before it begins.
    pub fn minutes(self) -> u32 {
        self.ends.saturating_sub(self.starts)
    }

    /// The full and half hours in it that are at least `clear` minutes from its beginning and its end.
    pub fn half_hours(self, clear: u32) -> impl Iterator<Item = u32> {
        let first = (self.starts + clear).div_ceil(30) * 30;
        (first..=self.ends.saturating_sub(clear)).step_by(30)
    }
}

/// When a workshop and its twilight are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct WorkshopTimes {
    pub whole: Span,
    /// When the twilight begins, which goes on to the end.
    pub twilight: Option<u32>,
}

impl WorkshopTimes {
    /// What a plan is counted by while its workshop has no date: an afternoon that a twilight follows.
    pub const UNTIL_CONFIRMED: Self = Self { whole: Span { starts: 13 * 60, ends: 17 * 60 + 15 }, twilight: Some(15 * 60 + 55) };

    /// A part's own times; the first ends when people begin to arrive for the twilight.
    pub fn part(self, part: Part, arrivals: u32) -> Option<Span> {
        let Span { starts, ends } = self.whole;
        match (part, self.twilight) {
            (Part::Main, None) => Some(self.whole),
            (Part::Main, Some(twilight)) => Some(Span { starts, ends: twilight.saturating_sub(arrivals).max(starts) }),
            (Part::Twilight, twilight) => twilight.map(|starts| Span { starts, ends }),
        }
    }
}

/// A block in its time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    pub block: BlockId,
    pub part: Part,
    pub span: Span,
    /// Nothing is planned for so many minutes before it, whose beginning is fixed.
    pub free_before: u32,
    /// What comes before it goes on for so many minutes into it.
    pub overrun: u32,
}

/// How a part's blocks fill its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PartSum {
    pub part: Part,
    /// What there is.
    pub span: Span,
    /// From the part's beginning to the end of its last block.
    pub planned: u32,
}

impl PartSum {
    /// Minutes too many.
    pub fn over(self) -> u32 {
        self.planned.saturating_sub(self.span.minutes())
    }

    /// Minutes for which nothing is planned.
    pub fn free(self) -> u32 {
        self.span.minutes().saturating_sub(self.planned)
    }
}

/// All blocks in their times.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timetable {
    /// By part, and in it in the plan's order.
    pub slots: Vec<Slot>,
    pub parts: Vec<PartSum>,
    /// Where in `slots` each stands, in the order of their blocks' keys: a plan that another client wrote may have any number of them.
    by_block: Vec<usize>,
}

impl Timetable {
    /// A workshop without a twilight has one part, with all blocks in the plan's order.
    pub fn of(agenda: &Agenda, times: WorkshopTimes) -> Self {
        let mut table = Self::default();
        for part in Part::ALL {
            if let Some(span) = times.part(part, agenda.arrivals) {
                let is_here = |block: &&Block| times.twilight.is_none() || block.part == part;
                table.fill(part, span, agenda.blocks.iter().filter(is_here));
            }
        }
        table.by_block = (0..table.slots.len()).collect();
        sort_by(&mut table.by_block, |one, other| table.slots[*one].block.cmp(&table.slots[*other].block));
        table
    }

    fn fill<'a>(&mut self, part: Part, span: Span, blocks: impl Iterator<Item = &'a Block>) {
        // When the blocks that stand side by side begin, and when all before them are over.
        let (mut together, mut over) = (span.starts, span.starts);
        for (place, block) in blocks.enumerate() {
            let follows = over;
            let starts = if block.beside && place > 0 { together } else { block.fixed_start.unwrap_or(follows) };
            let is_fixed = !block.beside || place == 0;
            let ends = starts + block.minutes;
            self.slots.push(Slot {
                block: block.id.clone(),
                part,
                span: Span { starts, ends },
                free_before: if is_fixed { starts.saturating_sub(follows) } else { 0 },
                overrun: if is_fixed { follows.saturating_sub(starts) } else { 0 },
            });
            together = starts;
            over = if is_fixed { ends } else { over.max(ends) };
        }
        let end = self.of_part(part).map(|slot| slot.span.ends).max().unwrap_or(span.starts);
        self.parts.push(PartSum { part, span, planned: end.saturating_sub(span.starts) });
    }

    pub fn slot(&self, id: &BlockId) -> Option<&Slot> {
        let found = self.by_block.binary_search_by(|place| self.slots[*place].block.cmp(id)).ok()?;
        self.slots.get(self.by_block[found])
    }

    /// A part's blocks, in their order.
    pub fn of_part(&self, part: Part) -> impl Iterator<Item = &Slot> {
        self.slots.iter().filter(move |slot| slot.part == part)
    }

    /// Those of them that are shown, at most [`MOST_BLOCKS`].
    pub fn shown(&self, part: Part) -> impl Iterator<Item = &Slot> {
        self.of_part(part).take(MOST_BLOCKS)
    }

    /// How many more there are.
    pub fn not_shown(&self, part: Part) -> usize {
        self.of_part(part).count().saturating_sub(MOST_BLOCKS)
    }

    pub fn part(&self, part: Part) -> Option<&PartSum> {
        self.parts.iter().find(|sum| sum.part == part)
    }
}

/// A time of day, from minutes after midnight: `15:45`.
pub fn hours(minutes: u32) -> String {
    format!("{:02}:{:02}", minutes / 60 % 24, minutes % 60)
}

/// The minutes after midnight of a time of day like `15:45`; nothing for what is none.
pub fn minutes_of(time: &str) -> Option<u32> {
    let (hours, minutes) = time.trim().split_once(':')?;
    let (hours, minutes) = (hours.parse::<u32>().ok()?, minutes.get(..2)?.parse::<u32>().ok()?);
    (hours < 24 && minutes < 60).then_some(hours * 60 + minutes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(name: &str, minutes: u32) -> Block {
        Block { id: BlockId::from(name.to_owned()), minutes, ..Block::default() }
    }

    fn at(hour: u32, minute: u32) -> u32 {
        hour * 60 + minute
    }

    fn table(blocks: Vec<Block>, twilight: Option<u32>) -> Timetable {
        let times = WorkshopTimes { whole: Span { starts: at(13, 0), ends: at(17, 15) }, twilight };
        Timetable::of(&Agenda { arrivals: 10, blocks, ..Agenda::default() }, times)
    }

    fn spans(table: &Timetable) -> Vec<(&str, String)> {
        table.slots.iter().map(|slot| (slot.block.as_str(), format!("{}-{}", hours(slot.span.starts), hours(slot.span.ends)))).collect()
    }

    #[test]
    fn each_begins_when_the_one_before_it_is_over_and_the_twilight_at_its_own_time() {
        let evening = Block { part: Part::Twilight, ..block("design", 50) };
        let table = table(vec![block("arrive", 10), evening, block("maths", 170)], Some(at(15, 55)));
        assert_eq!(
            spans(&table),
            [("arrive", "13:00-13:10".to_owned()), ("maths", "13:10-16:00".to_owned()), ("design", "15:55-16:45".to_owned())]
        );
        let main = table.part(Part::Main).expect("a part");
        assert_eq!((main.span.minutes(), main.planned, main.over(), main.free()), (165, 180, 15, 0));
        let twilight = table.part(Part::Twilight).expect("a part");
        assert_eq!((twilight.over(), twilight.free()), (0, 30));
    }

    #[test]
    fn what_has_a_beginning_of_its_own_leaves_time_free_or_is_run_into() {
        let fixed = |name, starts, minutes| Block { fixed_start: Some(starts), ..block(name, minutes) };
        let table = table(vec![block("a", 30), fixed("b", at(13, 45), 15), fixed("c", at(13, 50), 10), block("d", 5)], None);
        let of = |name: &str| table.slot(&BlockId::from(name.to_owned())).map(|slot| (slot.span.starts, slot.free_before, slot.overrun));
        assert_eq!(of("b"), Some((at(13, 45), 15, 0)));
        assert_eq!(of("c"), Some((at(13, 50), 0, 10)));
        assert_eq!(of("d"), Some((at(14, 0), 0, 0)));
    }

    #[test]
    fn tables_side_by_side_begin_together_and_the_longest_counts() {
        let beside = |name, minutes| Block { beside: true, ..block(name, minutes) };
        let table = table(vec![beside("first", 10), block("a", 20), beside("b", 35), beside("c", 5), block("d", 10)], None);
        let starts: Vec<u32> = table.slots.iter().map(|slot| slot.span.starts).collect();
        assert_eq!(starts, [at(13, 0), at(13, 10), at(13, 10), at(13, 10), at(13, 45)]);
    }

    #[test]
    fn without_a_twilight_its_blocks_stand_where_they_stand_in_the_plan() {
        let evening = Block { part: Part::Twilight, ..block("design", 50) };
        let table = table(vec![evening, block("maths", 60)], None);
        assert_eq!(spans(&table), [("design", "13:00-13:50".to_owned()), ("maths", "13:50-14:50".to_owned())]);
        assert_eq!(table.parts.len(), 1);
    }

    #[test]
    fn a_plan_of_another_clients_with_any_number_of_blocks_is_looked_through_once_and_shown_in_part() {
        let blocks: Vec<Block> = (0..30_000).rev().map(|number| block(&format!("{number:x}"), 1)).collect();
        let ids: Vec<BlockId> = blocks.iter().map(|block| block.id.clone()).collect();
        let table = table(blocks, None);
        for (place, id) in ids.iter().enumerate() {
            assert_eq!(table.slot(id).map(|slot| (&slot.block, slot.span.starts)), Some((id, at(13, 0) + place as u32)));
        }
        assert_eq!(table.slot(&BlockId::from("none".to_owned())), None);
        assert!(table.shown(Part::Main).map(|slot| &slot.block).eq(&ids[..MOST_BLOCKS]));
        assert_eq!((table.not_shown(Part::Main), table.not_shown(Part::Twilight)), (29_500, 0));
    }

    #[test]
    fn half_hours_stand_where_there_is_room_for_them() {
        let of = |starts, ends| Span { starts, ends }.half_hours(10).map(hours).collect::<Vec<_>>();
        assert_eq!(of(at(13, 10), at(14, 45)), ["13:30", "14:00", "14:30"]);
        assert_eq!(of(at(13, 20), at(13, 40)), ["13:30"]);
        assert!(of(at(13, 21), at(14, 9)).is_empty(), "too near the times of the blocks");
        assert!(of(at(13, 0), at(13, 5)).is_empty());
        assert!(of(at(13, 30), at(13, 0)).is_empty());
    }

    #[test]
    fn a_time_of_day_is_read_as_it_is_written() {
        for time in ["00:00", "09:05", "15:45", "23:59"] {
            assert_eq!(minutes_of(time).map(hours).as_deref(), Some(time));
        }
        assert_eq!(minutes_of("15:45:30"), Some(945), "as some browsers send it");
        for time in ["", "15", "24:00", "12:60", "x:10", "12:", "12:é"] {
            assert_eq!(minutes_of(time), None, "{time:?}");
        }
    }

    #[test]
    fn an_empty_plan_has_all_its_time_free_and_a_twilight_before_the_beginning_leaves_none() {
        assert_eq!(table(Vec::new(), None).parts[0].free(), 255);
        assert_eq!(table(Vec::new(), Some(at(12, 0))).parts[0].span.minutes(), 0);
    }
}
