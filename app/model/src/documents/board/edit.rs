//! Changing a board. Every edit is one transaction and returns the update to send, or `None` when it changed nothing.

use yrs::{Any, In, Map, MapPrelim, MapRef, Text, TextPrelim, Transact, TransactionMut, WriteTxn};

use super::address::{LessonText, StepText, TextAddress};
use super::lesson::{Lesson, Status, Step, StepId};
use super::position::{between, is_position};
use super::schema;
use super::summary::Summary;
use crate::criteria::Strand;
use crate::live::replica::{Applied, Malformed, Replica};
use crate::schools::year_group::YearGroup;

/// A step takes at most this long.
pub const MAX_STEP_MINUTES: u32 = 120;
/// A lesson takes at most this long.
pub const MAX_LESSON_MINUTES: u32 = 180;

/// A copy of a board.
pub struct Board {
    pub(super) replica: Replica,
}

impl Board {
    /// The board held by a copy of its document.
    pub fn new(replica: Replica) -> Self {
        Self { replica }
    }

    /// A copy made of stored updates, a snapshot being one of them.
    ///
    /// # Errors
    /// When one of them is malformed.
    pub fn restore<'a>(updates: impl IntoIterator<Item = &'a Vec<u8>>) -> Result<Self, Malformed> {
        let mut board = Self::new(Replica::with_random_client());
        for update in updates {
            board.apply(update)?;
        }
        Ok(board)
    }

    /// The copy underneath.
    pub fn replica(&self) -> &Replica {
        &self.replica
    }

    /// The copy underneath, for syncing.
    pub fn replica_mut(&mut self) -> &mut Replica {
        &mut self.replica
    }

    /// Takes in an update made elsewhere; see [`Replica::apply`].
    ///
    /// # Errors
    /// When the update is malformed.
    pub fn apply(&mut self, update: &[u8]) -> Result<Applied, Malformed> {
        self.replica.apply(update)
    }

    /// What the board says now.
    pub fn lesson(&self) -> Lesson {
        schema::read(&self.replica.doc().transact())
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
        self.set_in_step(id, schema::MINUTES, Any::from(minutes.min(MAX_STEP_MINUTES)))
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
        let groundwork = |txn: &mut TransactionMut<'_>| {
            let row = schema::row(txn);
            let at = after.and_then(|id| row.iter().position(|(other, ..)| other == id)).map_or(row.len(), |i| i + 1);
            let position = make_room(txn, &row, at);
            write_step(txn, step, &position).insert(txn, schema::DELETED, true);
        };
        self.replica.edit_upon(groundwork, |txn| undelete(txn, &step.id))
    }

    /// Marks a step deleted. What colleagues type into it meanwhile is kept, and it can be restored.
    pub fn delete_step(&mut self, id: &StepId) -> Option<Vec<u8>> {
        self.set_in_step(id, schema::DELETED, Any::from(true))
    }

    /// Brings a deleted step back to where it stood.
    pub fn restore_step(&mut self, id: &StepId) -> Option<Vec<u8>> {
        self.replica.edit(|txn| undelete(txn, id))
    }

    /// Moves a step so that it is the one at `index` among the steps that are not deleted.
    pub fn move_step(&mut self, id: &StepId, index: usize) -> Option<Vec<u8>> {
        self.replica.edit(|txn| {
            let row = schema::row(txn);
            let Some(step) = row.iter().find(|(other, ..)| other == id).map(|(_, _, map)| map.clone()) else {
                return;
            };
            let shown: Vec<&StepId> = row.iter().filter(|(_, _, map)| !schema::is_deleted(txn, map)).map(|(id, ..)| id).collect();
            if shown.iter().position(|other| *other == id) == Some(index) {
                return;
            }
            let next = shown.into_iter().filter(|other| *other != id).nth(index).cloned();
            let others: Vec<_> = row.into_iter().filter(|(other, ..)| other != id).collect();
            let at = next.and_then(|next| others.iter().position(|(other, ..)| *other == next)).unwrap_or(others.len());
            let position = make_room(txn, &others, at);
            step.insert(txn, schema::POSITION, position);
        })
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
            let mut last: Option<String> = None;
            for (place, step) in lesson.steps.iter().enumerate() {
                let position = positions.get(place).cloned().unwrap_or_else(|| between(last.as_deref(), None).unwrap_or_default());
                write_step(txn, step, &position);
                last = Some(position);
            }
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

    fn set_in_step(&mut self, id: &StepId, key: &str, value: Any) -> Option<Vec<u8>> {
        self.replica.edit(|txn| {
            if let Some(step) = schema::step_map(txn, id) {
                step.try_update(txn, key, value);
            }
        })
    }
}

/// What a list shows of the board held by this copy.
pub fn summarise(replica: &Replica) -> Summary {
    Summary::from(&schema::read_outline(&replica.doc().transact()))
}

/// What the board held by this copy says.
pub fn lesson_of(replica: &Replica) -> Lesson {
    schema::read(&replica.doc().transact())
}

/// Writes a whole step at once, every text in it, so that two people can never both create the same text.
fn write_step(txn: &mut TransactionMut<'_>, step: &Step, position: &str) -> MapRef {
    let texts = StepText::ALL.map(|text| (text.key(), In::from(TextPrelim::new(step.text(text)))));
    let rest = [(schema::POSITION, In::from(position)), (schema::MINUTES, In::from(Any::from(step.minutes.min(MAX_STEP_MINUTES))))];
    let steps = txn.get_or_insert_map(schema::STEPS);
    steps.insert(txn, step.id.as_str(), texts.into_iter().chain(rest).collect::<MapPrelim>())
}

fn undelete(txn: &mut TransactionMut<'_>, id: &StepId) {
    if let Some(step) = schema::step_map(txn, id) {
        step.remove(txn, schema::DELETED);
    }
}

/// A position at place `at` of `row`. Where neighbours tie, or another client wrote positions that are none of ours,
/// the steps from there on get new ones: rare, and still only one small value each.
fn make_room(txn: &mut TransactionMut<'_>, row: &[(StepId, String, MapRef)], at: usize) -> String {
    let at_end = |index: Option<usize>| index.and_then(|i| row.get(i)).map(|(_, position, _)| position.as_str());
    if let Some(position) = between(at_end(at.checked_sub(1)), at_end(Some(at))) {
        return position;
    }
    let mut last: Option<String> = row[..at].iter().rev().map(|(_, position, _)| position.clone()).find(|position| is_position(position));
    let mut next = || {
        let position = between(last.as_deref(), None).unwrap_or_default();
        last = Some(position.clone());
        position
    };
    let wanted = next();
    for (_, _, step) in &row[at..] {
        step.insert(txn, schema::POSITION, next());
    }
    wanted
}
