//! A board, and changing it.

use yrs::{Any, In, Map, Text, TextPrelim, Transact, WriteTxn};

use super::address::{LessonText, StepText, TextAddress};
use super::difference::{Difference, differences};
use super::lesson::{Lesson, Status, Step, StepId};
use super::schema::{self, STEPS};
use super::summary::Summary;
use crate::criteria::Strand;
use crate::live::items::Fields;
use crate::live::replica::Replica;
use crate::live::{Content, Document, Roots};
use crate::schools::year_group::YearGroup;

/// A step takes at most this long.
pub const MAX_STEP_MINUTES: u32 = 120;
/// A lesson takes at most this long.
pub const MAX_LESSON_MINUTES: u32 = 180;

/// A copy of a board.
pub struct Board {
    replica: Replica,
}

impl Document for Board {
    type Address = TextAddress;
    type Content = Lesson;
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

    fn read(replica: &Replica) -> Lesson {
        schema::read(&replica.doc().transact())
    }

    fn summarise(replica: &Replica) -> Summary {
        Summary::from(&schema::read_outline(&replica.doc().transact()))
    }

    fn differences(before: &Lesson, after: &Lesson) -> Vec<Difference> {
        differences(before, after)
    }
}

impl Board {
    /// What the board says now.
    pub fn lesson(&self) -> Lesson {
        self.content()
    }

    /// Sets how far the lesson is.
    pub fn set_status(&mut self, status: Status) -> Option<Vec<u8>> {
        self.set_value(schema::STATUS, Any::from(status.key()))
    }

    /// Chooses the strand, or with `None` leaves it to the criteria.
    pub fn set_strand(&mut self, strand: Option<Strand>) -> Option<Vec<u8>> {
        self.set_value(schema::STRAND, strand.map_or(Any::Null, |strand| Any::from(strand.letters())))
    }

    /// Sets how long the lesson may take, at most [`MAX_LESSON_MINUTES`].
    pub fn set_lesson_minutes(&mut self, minutes: u32) -> Option<Vec<u8>> {
        self.set_value(schema::LESSON_MINUTES, Any::from(minutes.min(MAX_LESSON_MINUTES)))
    }

    /// Adds or takes away a year group.
    pub fn set_year_group(&mut self, year: YearGroup, present: bool) -> Option<Vec<u8>> {
        self.set_member(schema::YEAR_GROUPS, year.key(), present)
    }

    /// Adds or takes away a criterion by its code.
    pub fn set_criterion(&mut self, code: &str, present: bool) -> Option<Vec<u8>> {
        self.set_member(schema::CRITERIA, code, present)
    }

    /// Sets how long a step takes, at most [`MAX_STEP_MINUTES`].
    pub fn set_minutes(&mut self, id: &StepId, minutes: u32) -> Option<Vec<u8>> {
        STEPS.set(&mut self.replica, id, schema::MINUTES, Any::from(minutes.min(MAX_STEP_MINUTES)))
    }

    /// Adds an empty step under a key of its own: after the step `after`, or at the end.
    pub fn add_step(&mut self, id: &StepId, after: Option<&StepId>) -> Option<Vec<u8>> {
        self.insert_step(&Step { id: id.clone(), ..Step::default() }, after)
    }

    /// Adds a copy of a step right after it, under a new key.
    pub fn duplicate_step(&mut self, original: &StepId, id: &StepId) -> Option<Vec<u8>> {
        let step = self.lesson().step(original)?.clone();
        self.insert_step(&Step { id: id.clone(), ..step }, Some(original))
    }

    /// Adds a filled step: after the step `after`, or at the end. Undo marks it deleted, as [`Board::delete_step`] does.
    pub fn insert_step(&mut self, step: &Step, after: Option<&StepId>) -> Option<Vec<u8>> {
        STEPS.insert(&mut self.replica, &step.id, after, fields(step))
    }

    /// Marks a step deleted. What colleagues type into it meanwhile is kept, and it can be restored.
    pub fn delete_step(&mut self, id: &StepId) -> Option<Vec<u8>> {
        STEPS.delete(&mut self.replica, id)
    }

    /// Brings a deleted step back to where it stood.
    pub fn restore_step(&mut self, id: &StepId) -> Option<Vec<u8>> {
        STEPS.restore(&mut self.replica, id)
    }

    /// Moves a step so that it is the one at `index` among the steps that are not deleted.
    pub fn move_step(&mut self, id: &StepId, index: usize) -> Option<Vec<u8>> {
        STEPS.move_to(&mut self.replica, id, index)
    }

    /// Fills an empty board in one update: for a new board, and for the demonstration.
    pub fn fill(&mut self, lesson: &Lesson) -> Option<Vec<u8>> {
        self.fill_at(lesson, &[])
    }

    /// The same with the positions of the first steps given.
    pub(super) fn fill_at(&mut self, lesson: &Lesson, positions: &[String]) -> Option<Vec<u8>> {
        self.replica.edit(|txn| {
            for text in LessonText::ALL {
                let words = lesson.text(&TextAddress::Lesson(text));
                let shared = txn.get_or_insert_text(text.key());
                if !words.is_empty() {
                    shared.push(txn, words);
                }
            }
            let values = txn.get_or_insert_map(schema::LESSON);
            values.insert(txn, schema::STATUS, lesson.status.key());
            values.insert(txn, schema::LESSON_MINUTES, Any::from(lesson.lesson_minutes));
            if let Some(strand) = lesson.chosen_strand {
                values.insert(txn, schema::STRAND, strand.letters());
            }
            let years = txn.get_or_insert_map(schema::YEAR_GROUPS);
            for year in &lesson.year_groups {
                years.insert(txn, year.key(), true);
            }
            let criteria = txn.get_or_insert_map(schema::CRITERIA);
            for code in &lesson.criteria {
                criteria.insert(txn, code.as_str(), true);
            }
            STEPS.fill(txn, lesson.steps.iter().map(|step| (step.id.clone(), fields(step))), positions);
        })
    }

    fn set_value(&mut self, key: &str, value: Any) -> Option<Vec<u8>> {
        self.replica.edit(|txn| {
            let values = txn.get_or_insert_map(schema::LESSON);
            values.try_update(txn, key, value);
        })
    }

    fn set_member(&mut self, set: &str, key: &str, present: bool) -> Option<Vec<u8>> {
        self.replica.edit(|txn| {
            let members = txn.get_or_insert_map(set);
            if present {
                members.try_update(txn, key, true);
            } else if members.get(txn, key).is_some() {
                members.remove(txn, key);
            }
        })
    }
}

/// What a step is written with.
fn fields(step: &Step) -> Fields {
    let texts = StepText::ALL.map(|text| (text.key().to_owned(), In::from(TextPrelim::new(step.text(text)))));
    texts.into_iter().chain([(schema::MINUTES.to_owned(), In::from(Any::from(step.minutes.min(MAX_STEP_MINUTES))))]).collect()
}
