//! What is different between two moments of a lesson: what an undo has done, or a colleague.

use super::address::TextAddress;
use super::lesson::{Lesson, StepId};
use crate::live::document::{changed_items, changed_texts};
use crate::live::items::ItemDifference;

/// One thing that is different.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// A text's words.
    Text(TextAddress),
    /// A step came, went, came back or stands elsewhere.
    Step(ItemDifference),
    /// How long a step takes.
    Minutes(StepId),
    /// A criterion, by its code, and whether it is there now.
    Criterion(String, bool),
    /// How far the lesson is, its year groups, its strand or its length.
    Settings,
}

/// Everything that is different: steps first, then what they say.
pub(super) fn differences(before: &Lesson, after: &Lesson) -> Vec<Difference> {
    let mut found: Vec<Difference> = changed_items(before, after).into_iter().map(Difference::Step).collect();
    for step in &after.steps {
        if before.step(&step.id).is_some_and(|old| old.minutes != step.minutes) {
            found.push(Difference::Minutes(step.id.clone()));
        }
    }
    found.extend(changed_texts(before, after).map(Difference::Text));
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
}
