//! The keys of a board's document, and reading it: whatever is not understood is left alone.

use std::sync::Arc;

use yrs::{Any, GetString, Map, MapRef, Out, ReadTxn, TextRef};

use super::address::{LessonText, StepText, TextAddress};
use super::edit::MAX_STEP_MINUTES;
use super::field_text::in_a_field;
use super::lesson::{Lesson, Status, Step, StepId};
use crate::criteria::{self, Strand};
use crate::schools::year_group::YearGroup;

/// Root map of single values: `status`, `lesson_minutes`, `strand`.
pub(super) const LESSON: &str = "lesson";
/// Root map used as a set: the keys are year groups.
pub(super) const YEAR_GROUPS: &str = "year_groups";
/// Root map used as a set: the keys are codes of criteria.
pub(super) const CRITERIA: &str = "criteria";
/// Root map of the steps, by their key.
pub(super) const STEPS: &str = "steps";
/// In a step: where it stands, see [`super::position`].
pub(super) const POSITION: &str = "position";
/// In a step: how long it takes.
pub(super) const MINUTES: &str = "minutes";
/// In a step: `true` once it was deleted. The step itself stays, so that nothing typed into it is lost.
pub(super) const DELETED: &str = "deleted";
pub(super) const STATUS: &str = "status";
pub(super) const LESSON_MINUTES: &str = "lesson_minutes";
pub(super) const STRAND: &str = "strand";

/// Keys whose value is replaced and never taken away.
pub(super) const LASTING: [&str; 5] = [POSITION, MINUTES, STATUS, LESSON_MINUTES, STRAND];

/// A lesson's length until somebody says otherwise.
const USUAL_MINUTES: u32 = 50;
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
    let (deleted_steps, steps) = read_steps(txn, read_step);
    Lesson {
        title: root_text(txn, LessonText::Title),
        key_learning_point: root_text(txn, LessonText::KeyLearningPoint),
        prior_learning: root_text(txn, LessonText::PriorLearning),
        next_learning: root_text(txn, LessonText::NextLearning),
        vocabulary: root_text(txn, LessonText::Vocabulary),
        status: value(STATUS).and_then(string).and_then(|key| Status::from_key(&key)).unwrap_or_default(),
        lesson_minutes: value(LESSON_MINUTES).and_then(whole).unwrap_or(USUAL_MINUTES),
        chosen_strand: value(STRAND).and_then(string).and_then(|letters| Strand::from_letters(&letters)),
        year_groups: read_year_groups(txn),
        criteria: read_criteria(txn),
        steps,
        deleted_steps,
    }
}

/// A step's map, deleted or not.
pub(super) fn step_map<T: ReadTxn>(txn: &T, id: &StepId) -> Option<MapRef> {
    match txn.get_map(STEPS)?.get(txn, id.as_str()) {
        Some(Out::YMap(map)) => Some(map),
        _ => None,
    }
}

/// The shared text at an address, where there is one.
pub(super) fn text_ref<T: ReadTxn>(txn: &T, address: &TextAddress) -> Option<TextRef> {
    match address {
        TextAddress::Lesson(text) => txn.get_text(text.key()),
        TextAddress::Step(id, text) => match step_map(txn, id)?.get(txn, text.key()) {
            Some(Out::YText(text)) => Some(text),
            _ => None,
        },
    }
}

/// The words at an address where another client wrote a string in place of a shared text.
pub(super) fn plain_text<T: ReadTxn>(txn: &T, address: &TextAddress) -> Option<String> {
    match address {
        TextAddress::Lesson(_) => None,
        TextAddress::Step(id, text) => step_map(txn, id)?.get(txn, text.key()).and_then(string),
    }
}

/// Keys and positions of the steps in order, deleted ones included.
pub(super) fn row<T: ReadTxn>(txn: &T) -> Vec<(StepId, String, MapRef)> {
    let Some(steps) = txn.get_map(STEPS) else {
        return Vec::new();
    };
    let mut row: Vec<_> = steps
        .iter(txn)
        .filter_map(|(key, value)| match value {
            Out::YMap(map) => {
                let position = map.get(txn, POSITION).and_then(string).unwrap_or_default();
                Some((StepId::from(key.to_string()), position, map))
            }
            _ => None,
        })
        .collect();
    row.sort_by(|a, b| (&a.1, &a.0).cmp(&(&b.1, &b.0)));
    row
}

/// Whether a step was deleted.
pub(super) fn is_deleted<T: ReadTxn>(txn: &T, step: &MapRef) -> bool {
    matches!(step.get(txn, DELETED), Some(Out::Any(Any::Bool(true))))
}

fn read_steps<T: ReadTxn>(txn: &T, read_step: impl Fn(&T, StepId, &MapRef) -> Step) -> (Vec<Step>, Vec<Step>) {
    let (deleted, kept): (Vec<_>, Vec<_>) = row(txn).into_iter().partition(|(_, _, map)| is_deleted(txn, map));
    let read = |row: Vec<(StepId, String, MapRef)>| row.into_iter().map(|(id, _, map)| read_step(txn, id, &map)).collect();
    (read(deleted), read(kept))
}

fn read_minutes<T: ReadTxn>(txn: &T, id: StepId, map: &MapRef) -> Step {
    Step { id, minutes: map.get(txn, MINUTES).and_then(whole).unwrap_or(0).min(MAX_STEP_MINUTES), ..Step::default() }
}

fn read_step<T: ReadTxn>(txn: &T, id: StepId, map: &MapRef) -> Step {
    let mut step = read_minutes(txn, id, map);
    for text in StepText::ALL {
        *step.text_mut(text) = match map.get(txn, text.key()) {
            Some(Out::YText(shared)) => in_a_field(shared.get_string(txn)),
            Some(other) => string(other).map(in_a_field).unwrap_or_default(),
            None => String::new(),
        };
    }
    step
}

fn read_year_groups<T: ReadTxn>(txn: &T) -> Vec<YearGroup> {
    let mut years: Vec<YearGroup> = set(txn, YEAR_GROUPS).iter().filter_map(|key| YearGroup::from_key(key)).collect();
    years.sort();
    years
}

fn read_criteria<T: ReadTxn>(txn: &T) -> Vec<String> {
    let mut codes = set(txn, CRITERIA);
    codes.retain(|code| code.len() <= LONGEST_CODE);
    codes.sort_unstable();
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

fn root_text<T: ReadTxn>(txn: &T, text: LessonText) -> String {
    txn.get_text(text.key()).map(|shared| in_a_field(shared.get_string(txn))).unwrap_or_default()
}

fn string(value: Out) -> Option<String> {
    match value {
        Out::Any(Any::String(text)) => Some(Arc::as_ref(&text).to_owned()),
        _ => None,
    }
}

/// A whole number of minutes, however the client wrote it (JavaScript has only doubles).
fn whole(value: Out) -> Option<u32> {
    match value {
        Out::Any(Any::Number(number)) => u32::try_from(number.as_i64()?).ok(),
        _ => None,
    }
}
