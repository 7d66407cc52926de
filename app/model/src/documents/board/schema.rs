//! The keys of a board's document, and reading it: whatever is not understood is left alone.

use yrs::{Any, Map, MapRef, Out, ReadTxn};

use super::address::{LessonText, StepText};
use super::edit::MAX_STEP_MINUTES;
use super::lesson::{Lesson, Status, Step, StepId};
use crate::criteria::{self, Strand};
use crate::live::Roots;
use crate::live::items::{Items, POSITION, Placed, string, whole};
use crate::live::text::{item_text, root_text};
use crate::schools::year_group::YearGroup;
use crate::sorting::sort;

/// Root map of single values: `status`, `lesson_minutes`, `strand`.
pub(super) const LESSON: &str = "lesson";
/// Root map used as a set: the keys are year groups.
pub(super) const YEAR_GROUPS: &str = "year_groups";
/// Root map used as a set: the keys are codes of criteria.
pub(super) const CRITERIA: &str = "criteria";
/// Root map of the steps, by their key.
pub(super) const STEPS: Items = Items("steps");
/// In a step: how long it takes.
pub(super) const MINUTES: &str = "minutes";
pub(super) const STATUS: &str = "status";
pub(super) const LESSON_MINUTES: &str = "lesson_minutes";
pub(super) const STRAND: &str = "strand";

pub(super) const ROOTS: Roots = Roots {
    texts: &[
        LessonText::Title.key(),
        LessonText::KeyLearningPoint.key(),
        LessonText::PriorLearning.key(),
        LessonText::NextLearning.key(),
        LessonText::Vocabulary.key(),
    ],
    maps: &[LESSON, YEAR_GROUPS, CRITERIA, STEPS.0],
    items: STEPS,
    lasting: &[POSITION, MINUTES, STATUS, LESSON_MINUTES, STRAND],
};

/// A lesson's length until somebody says otherwise.
const DEFAULT_MINUTES: u32 = 50;
/// A criterion that this version does not know may come from a later one; more than these would only fill lists.
const MOST_FOREIGN_CODES: usize = 20;
/// In bytes.
const LONGEST_CODE: usize = 20;

/// Reads the whole lesson.
pub(super) fn read<T: ReadTxn>(txn: &T) -> Lesson {
    read_with(txn, read_step)
}

/// Reads the lesson without the words of its steps: what lists show, told again with every commit.
pub(super) fn read_outline<T: ReadTxn>(txn: &T) -> Lesson {
    read_with(txn, read_minutes)
}

fn read_with<T: ReadTxn>(txn: &T, read_step: impl Fn(&T, StepId, &MapRef) -> Step) -> Lesson {
    let lesson = txn.get_map(LESSON);
    let value = |key: &str| lesson.as_ref().and_then(|map| map.get(txn, key));
    let (steps, deleted_steps) = STEPS.parted(txn);
    let read = |row: Vec<Placed>| row.into_iter().map(|step| read_step(txn, step.id, &step.map)).collect();
    Lesson {
        title: root_text(txn, LessonText::Title.key()),
        key_learning_point: root_text(txn, LessonText::KeyLearningPoint.key()),
        prior_learning: root_text(txn, LessonText::PriorLearning.key()),
        next_learning: root_text(txn, LessonText::NextLearning.key()),
        vocabulary: root_text(txn, LessonText::Vocabulary.key()),
        status: value(STATUS).and_then(string).and_then(|key| Status::from_key(&key)).unwrap_or_default(),
        lesson_minutes: value(LESSON_MINUTES).and_then(whole).unwrap_or(DEFAULT_MINUTES),
        chosen_strand: value(STRAND).and_then(string).and_then(|letters| Strand::from_letters(&letters)),
        year_groups: read_year_groups(txn),
        criteria: read_criteria(txn),
        steps: read(steps),
        deleted_steps: read(deleted_steps),
    }
}

fn read_minutes<T: ReadTxn>(txn: &T, id: StepId, map: &MapRef) -> Step {
    Step { id, minutes: map.get(txn, MINUTES).and_then(whole).unwrap_or(0).min(MAX_STEP_MINUTES), ..Step::default() }
}

fn read_step<T: ReadTxn>(txn: &T, id: StepId, map: &MapRef) -> Step {
    let mut step = read_minutes(txn, id, map);
    for text in StepText::ALL {
        *step.text_mut(text) = item_text(txn, map, text.key());
    }
    step
}

fn read_year_groups<T: ReadTxn>(txn: &T) -> Vec<YearGroup> {
    let mut years: Vec<YearGroup> = set(txn, YEAR_GROUPS).iter().filter_map(|key| YearGroup::from_key(key)).collect();
    sort(&mut years);
    years
}

fn read_criteria<T: ReadTxn>(txn: &T) -> Vec<String> {
    let mut codes = set(txn, CRITERIA);
    codes.retain(|code| code.len() <= LONGEST_CODE);
    sort(&mut codes);
    let known = criteria::CRITERIA.iter().map(|criterion| criterion.code.to_owned()).filter(|code| codes.binary_search(code).is_ok());
    let mut chosen: Vec<String> = known.collect();
    chosen.extend(codes.into_iter().filter(|code| criteria::find(code).is_none()).take(MOST_FOREIGN_CODES));
    chosen
}

/// The keys of a root map that are `true`.
fn set<T: ReadTxn>(txn: &T, name: &str) -> Vec<String> {
    let Some(map) = txn.get_map(name) else {
        return Vec::new();
    };
    map.iter(txn).filter(|(_, value)| matches!(value, Out::Any(Any::Bool(true)))).map(|(key, _)| key.to_string()).collect()
}
