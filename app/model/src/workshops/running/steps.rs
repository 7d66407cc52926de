//! A plan as it is run: one step after another, blocks that stand side by side being one.

use chrono::{NaiveDate, NaiveTime, TimeDelta};

use super::{MINUTE, Millis};
use crate::calendar::clock;
use crate::documents::plan::{Agenda, Block, BlockId, Part, Timetable, WorkshopTimes};
use crate::ids::DocumentId;
use crate::live::Content;

/// What everybody does at one time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// One, or those that stand side by side.
    pub blocks: Vec<BlockId>,
    /// What each is called.
    pub titles: Vec<String>,
    /// What whoever runs each says and does, where that was written down.
    pub instructions: Vec<String>,
    /// The boards that are worked on.
    pub boards: Vec<DocumentId>,
    pub part: Part,
    /// When it begins by the plan.
    pub planned: Millis,
    /// The longest of its blocks.
    pub length: Millis,
    /// Whether it begins then whatever comes before it: others are waiting for it.
    pub is_fixed: bool,
}

impl Step {
    /// `Design at your table`, or both names where two stand side by side.
    pub fn title(&self) -> String {
        self.titles.join(", ")
    }
}

/// The steps of a plan on a day. A twilight begins at its own time, since guests come for it.
pub fn steps(agenda: &Agenda, times: WorkshopTimes, day: NaiveDate) -> Vec<Step> {
    let table = Timetable::of(agenda, times);
    let mut steps: Vec<Step> = Vec::with_capacity(table.slots.len());
    for slot in &table.slots {
        let Some(block) = agenda.item(&slot.block) else { continue };
        let is_first = steps.last().is_none_or(|last| last.part != slot.part);
        if let Some(last) = steps.last_mut().filter(|_| block.beside && !is_first) {
            last.join(block);
            continue;
        }
        let mut step = Step {
            blocks: Vec::new(),
            titles: Vec::new(),
            instructions: Vec::new(),
            boards: Vec::new(),
            part: slot.part,
            planned: moment(day, slot.span.starts),
            length: 0,
            is_fixed: (block.fixed_start.is_some() && !(block.beside && is_first)) || (is_first && slot.part == Part::Twilight),
        };
        step.join(block);
        steps.push(step);
    }
    steps
}

impl Step {
    fn join(&mut self, block: &Block) {
        let title = block.title.trim();
        self.blocks.push(block.id.clone());
        self.titles.push(if title.is_empty() { block.kind.to_string() } else { title.to_owned() });
        self.instructions.extend(Some(block.instructions.trim()).filter(|words| !words.is_empty()).map(str::to_owned));
        let new = block.boards.iter().filter(|board| !self.boards.contains(board)).copied().collect::<Vec<_>>();
        self.boards.extend(new);
        self.length = self.length.max(Millis::from(block.minutes) * MINUTE);
    }
}

/// The moment of so many minutes after midnight by British clocks.
fn moment(day: NaiveDate, minutes: u32) -> Millis {
    clock::moment(day.and_time(NaiveTime::MIN) + TimeDelta::minutes(i64::from(minutes))).timestamp_millis()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::plan::Span;

    fn block(name: &str, minutes: u32) -> Block {
        Block { id: BlockId::from(name.to_owned()), title: name.to_owned(), minutes, ..Block::default() }
    }

    #[test]
    fn blocks_side_by_side_are_one_step_as_long_as_the_longest_and_the_twilight_keeps_its_time() {
        let beside = Block { beside: true, instructions: " Go round. ".to_owned(), ..block("b", 35) };
        let fixed = Block { fixed_start: Some(14 * 60 + 30), ..block("tea", 10) };
        let evening = |name, minutes| Block { part: Part::Twilight, ..block(name, minutes) };
        let blocks = vec![block("a", 20), beside, fixed, evening("welcome", 10), evening("design", 40), block("", 5)];
        let agenda = Agenda { arrivals: 10, blocks, ..Agenda::default() };
        let times = WorkshopTimes { whole: Span { starts: 13 * 60, ends: 17 * 60 }, twilight: Some(15 * 60 + 55) };
        let day = NaiveDate::from_ymd_opt(2027, 7, 1).expect("a day");
        let steps = steps(&agenda, times, day);
        let titles: Vec<String> = steps.iter().map(Step::title).collect();
        assert_eq!(titles[..2], ["a, b".to_owned(), "tea".to_owned()]);
        assert_eq!(titles[3..], ["welcome".to_owned(), "design".to_owned()]);
        assert!(!titles[2].is_empty(), "a block without a title is called after its kind");
        assert_eq!(steps.iter().map(|step| step.length / MINUTE).collect::<Vec<_>>(), [35, 10, 5, 10, 40]);
        assert_eq!(steps.iter().map(|step| step.is_fixed).collect::<Vec<_>>(), [false, true, false, true, false]);
        assert_eq!(steps[0].instructions, ["Go round.".to_owned()]);
        // In British Summer Time 13:00 is noon by the world's clock.
        assert_eq!(steps[0].planned, day.and_hms_opt(12, 0, 0).expect("a time").and_utc().timestamp_millis());
    }

    #[test]
    fn a_plan_without_blocks_has_no_steps() {
        let day = NaiveDate::from_ymd_opt(2027, 1, 12).expect("a day");
        assert_eq!(steps(&Agenda::default(), WorkshopTimes::UNTIL_CONFIRMED, day), []);
    }
}
