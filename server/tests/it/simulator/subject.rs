//! The kinds of document as the simulator's people write in them.

use model::documents::OfKind;
use model::documents::board::{Board, LessonText, StepId, StepText, TextAddress};
use model::documents::plan::{self, Block, BlockId, BlockKind, BlockText, BlockValue, Part, Plan, WorkshopStrand};

use super::rng::Rng;

const ITEMS: [&str; 3] = ["one", "two", "three"];
const WORDS: [&str; 6] = ["half", " of ", "ten", "é", "𝟚", "whole part"];

pub trait Subject: OfKind {
    /// A text that is there from the beginning.
    fn title() -> Self::Address;

    /// Texts into which people paste too much.
    fn long_texts() -> [Self::Address; 3];

    /// Makes a random edit; returns the update, if it changed anything.
    fn edit(&mut self, rng: &mut Rng) -> Option<Vec<u8>>;
}

impl Subject for Board {
    fn title() -> TextAddress {
        TextAddress::Lesson(LessonText::Title)
    }

    fn long_texts() -> [TextAddress; 3] {
        [LessonText::PriorLearning, LessonText::NextLearning, LessonText::KeyLearningPoint].map(TextAddress::Lesson)
    }

    fn edit(&mut self, rng: &mut Rng) -> Option<Vec<u8>> {
        let id = StepId::from((*rng.pick(&ITEMS)).to_owned());
        let address = match rng.below(3) {
            0 => TextAddress::Lesson(*rng.pick(&[LessonText::Title, LessonText::Vocabulary])),
            _ => TextAddress::Step(id.clone(), *rng.pick(&StepText::ALL)),
        };
        match rng.below(12) {
            0 => self.add_step(&id, None),
            1 => self.delete_step(&id),
            2 => self.restore_step(&id),
            3 => self.move_step(&id, rng.below(3) as usize),
            4 => self.set_minutes(&id, rng.below(60) as u32),
            5 | 6 => take_out(self, &address, rng),
            _ => put_in(self, &address, rng),
        }
    }
}

impl Subject for Plan {
    fn title() -> plan::TextAddress {
        plan::TextAddress::Title
    }

    fn long_texts() -> [plan::TextAddress; 3] {
        ITEMS.map(|id| plan::TextAddress::Block(BlockId::from(id.to_owned()), BlockText::Instructions))
    }

    fn edit(&mut self, rng: &mut Rng) -> Option<Vec<u8>> {
        let id = BlockId::from((*rng.pick(&ITEMS)).to_owned());
        let address = match rng.below(4) {
            0 => plan::TextAddress::Title,
            1 => plan::NoteName::of_block(&id).map_or(plan::TextAddress::Title, plan::TextAddress::Note),
            _ => plan::TextAddress::Block(id.clone(), *rng.pick(&BlockText::ALL)),
        };
        match rng.below(13) {
            0 => self.insert_block(&Block { id, minutes: rng.below(90) as u32, ..Block::default() }, None),
            1 => self.delete_block(&id),
            2 => self.restore_block(&id),
            3 => self.move_block(&id, rng.below(3) as usize),
            4 => self.set(&id, &value(rng)),
            5 => self.set_arrivals(rng.below(30) as u32),
            6 | 7 => take_out(self, &address, rng),
            _ => put_in(self, &address, rng),
        }
    }
}

fn value(rng: &mut Rng) -> BlockValue {
    match rng.below(6) {
        0 => BlockValue::Minutes(rng.below(60) as u32),
        1 => BlockValue::Kind(*rng.pick(&BlockKind::ALL)),
        2 => BlockValue::Strand(Some(*rng.pick(&WorkshopStrand::ALL)).filter(|_| rng.below(2) == 0)),
        3 => BlockValue::FixedStart(Some(rng.below(1440) as u32).filter(|at| at % 2 == 0)),
        4 => BlockValue::Part(*rng.pick(&Part::ALL)),
        _ => BlockValue::Beside(rng.below(2) == 0),
    }
}

fn take_out<D: OfKind>(document: &mut D, address: &D::Address, rng: &mut Rng) -> Option<Vec<u8>> {
    document.splice(address, rng.below(20) as u32, rng.between(1, 6) as u32, "")
}

fn put_in<D: OfKind>(document: &mut D, address: &D::Address, rng: &mut Rng) -> Option<Vec<u8>> {
    let words = *rng.pick(&WORDS);
    document.splice(address, rng.below(20) as u32, 0, words)
}
