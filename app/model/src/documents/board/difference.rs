//! What is different between two moments of a lesson: what an undo has done, or a colleague.

use super::address::TextAddress;
use super::lesson::{Lesson, StepId};

/// Pairs of places that are compared at most: five hundred steps.
const MOST_PAIRS: usize = 250_000;

/// One thing that is different.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// A text's words.
    Text(TextAddress),
    /// A step is there that was not, and was not among the deleted ones either.
    Added(StepId),
    /// A step that had been deleted is back.
    Restored(StepId),
    /// A step is gone from among those that are shown.
    Deleted(StepId),
    /// A step stands elsewhere among the others.
    Moved(StepId),
    /// How long a step takes.
    Minutes(StepId),
    /// A criterion, by its code, and whether it is there now.
    Criterion(String, bool),
    /// How far the lesson is, its year groups, its strand or its length.
    Settings,
}

/// Everything that is different: steps first, then what they say.
pub fn differences(before: &Lesson, after: &Lesson) -> Vec<Difference> {
    let mut found = of_steps(&ids(before), &ids(after), |id| before.deleted_steps.iter().any(|step| step.id == *id));
    for step in &after.steps {
        if before.step(&step.id).is_some_and(|old| old.minutes != step.minutes) {
            found.push(Difference::Minutes(step.id.clone()));
        }
    }
    let is_known = |address: &TextAddress| match address {
        TextAddress::Lesson(_) => true,
        TextAddress::Step(id, _) => before.step(id).is_some(),
    };
    let texts = after.texts().filter(|(address, words)| is_known(address) && before.text(address) != *words);
    found.extend(texts.map(|(address, _)| Difference::Text(address)));
    let only = |these: &Lesson, those: &Lesson, there| {
        let codes = these.criteria.iter().filter(|code| !those.criteria.contains(code)).cloned();
        codes.map(|code| Difference::Criterion(code, there)).collect::<Vec<_>>()
    };
    found.extend(only(after, before, true));
    found.extend(only(before, after, false));
    let settings = |lesson: &Lesson| (lesson.status, lesson.lesson_minutes, lesson.chosen_strand, lesson.year_groups.clone());
    if settings(before) != settings(after) {
        found.push(Difference::Settings);
    }
    found
}

/// What is different between two rows of steps.
pub(super) fn of_steps(before: &[StepId], after: &[StepId], was_deleted: impl Fn(&StepId) -> bool) -> Vec<Difference> {
    let (was, is) = (sorted(before), sorted(after));
    let has = |row: &[&StepId], id: &StepId| row.binary_search(&id).is_ok();
    let gone = before.iter().filter(|id| !has(&is, id)).cloned().map(Difference::Deleted);
    let came = after.iter().filter(|id| !has(&was, id)).cloned();
    let came = came.map(|id| if was_deleted(&id) { Difference::Restored(id) } else { Difference::Added(id) });
    let stayed = |row: &[StepId], other: &[&StepId]| row.iter().filter(|id| has(other, id)).cloned().collect::<Vec<_>>();
    let moved = moved(&stayed(before, &is), &stayed(after, &was)).into_iter().map(Difference::Moved);
    gone.chain(came).chain(moved).collect()
}

fn sorted(row: &[StepId]) -> Vec<&StepId> {
    let mut row: Vec<&StepId> = row.iter().collect();
    row.sort_unstable();
    row
}

/// The fewest steps that have to be moved for one row to become the other: those outside of a longest common part.
fn moved(before: &[StepId], after: &[StepId]) -> Vec<StepId> {
    let prefix = before.iter().zip(after).take_while(|(one, other)| one == other).count();
    let (before, after) = (&before[prefix..], &after[prefix..]);
    let suffix = before.iter().rev().zip(after.iter().rev()).take_while(|(one, other)| one == other).count();
    let (before, after) = (&before[..before.len() - suffix], &after[..after.len() - suffix]);
    // Nobody moves so many by hand, and the table would take all the memory there is.
    if before.len() * after.len() > MOST_PAIRS {
        return Vec::new();
    }
    // The length of the longest common part of what is behind each pair of places.
    let mut longest = vec![vec![0_usize; after.len() + 1]; before.len() + 1];
    for (i, one) in before.iter().enumerate().rev() {
        for (j, other) in after.iter().enumerate().rev() {
            longest[i][j] = if one == other { longest[i + 1][j + 1] + 1 } else { longest[i + 1][j].max(longest[i][j + 1]) };
        }
    }
    let (mut i, mut j, mut moved) = (0, 0, Vec::new());
    while i < before.len() && j < after.len() {
        if before[i] == after[j] {
            (i, j) = (i + 1, j + 1);
        } else if longest[i + 1][j] >= longest[i][j + 1] {
            moved.push(before[i].clone());
            i += 1;
        } else {
            j += 1;
        }
    }
    moved.extend(before[i..].iter().cloned());
    moved
}

fn ids(lesson: &Lesson) -> Vec<StepId> {
    lesson.steps.iter().map(|step| step.id.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::board::{LessonText, Step, StepText};

    fn id(name: &str) -> StepId {
        StepId::from(name.to_owned())
    }

    fn lesson(steps: &[&str], deleted: &[&str]) -> Lesson {
        let row = |names: &[&str]| names.iter().map(|name| Step { id: id(name), ..Step::default() }).collect();
        Lesson { steps: row(steps), deleted_steps: row(deleted), ..Lesson::default() }
    }

    #[test]
    fn steps_that_come_go_and_move_are_told_apart() {
        let before = lesson(&["a", "b", "c", "d"], &["e"]);
        let of = |steps: &[&str], deleted: &[&str]| differences(&before, &lesson(steps, deleted));
        assert_eq!(of(&["a", "c", "d"], &["b", "e"]), [Difference::Deleted(id("b"))]);
        assert_eq!(of(&["a", "b", "c", "d", "e"], &[]), [Difference::Restored(id("e"))]);
        assert_eq!(of(&["x", "a", "b", "c", "d"], &["e"]), [Difference::Added(id("x"))]);
        assert_eq!(of(&["d", "a", "b", "c"], &["e"]), [Difference::Moved(id("d"))]);
        assert_eq!(of(&["b", "c", "d", "a"], &["e"]), [Difference::Moved(id("a"))]);
        assert_eq!(of(&["a", "c", "b", "d"], &["e"]), [Difference::Moved(id("b"))]);
        assert_eq!(of(&["a", "b", "c", "d"], &["e"]), []);
    }

    #[test]
    fn words_minutes_and_criteria_are_told_by_where_they_are() {
        let before = lesson(&["a"], &["b"]);
        let mut after = before.clone();
        after.vocabulary = "half".into();
        after.steps[0].minutes = 8;
        after.deleted_steps[0].check = "Do they?".into();
        after.criteria = vec!["3F-2".into()];
        after.lesson_minutes = 45;
        let expected = [
            Difference::Minutes(id("a")),
            Difference::Text(TextAddress::Lesson(LessonText::Vocabulary)),
            Difference::Text(TextAddress::Step(id("b"), StepText::Check)),
            Difference::Criterion("3F-2".into(), true),
            Difference::Settings,
        ];
        assert_eq!(differences(&before, &after), expected);
        assert!(differences(&after, &before).contains(&Difference::Criterion("3F-2".into(), false)));
    }

    #[test]
    fn a_row_of_very_many_steps_costs_no_table_of_all_pairs() {
        let mut before: Vec<StepId> = (0..30_000).map(|number| id(&number.to_string())).collect();
        let mut after = before.clone();
        after.remove(15_000);
        assert_eq!(of_steps(&before, &after, |_| false), [Difference::Deleted(id("15000"))]);
        before.reverse();
        assert_eq!(of_steps(&before, &after, |_| false), [Difference::Deleted(id("15000"))], "nobody does that by hand");
    }
}
