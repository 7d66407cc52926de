//! What is said of undo and redo on a board, and where on the page that was.

use leptos::prelude::*;
use model::documents::board::{Board, Difference, Lesson, StepId, TextAddress};
use model::live::items::ItemDifference::{Added, Deleted, Moved, Restored};

use super::state::{BoardState, View, place, step_element};
use crate::live::{self, MoveWords, Voice, field_id};

/// Shows on the page what was undone or redone.
pub fn show_moves(state: BoardState, voice: Voice) {
    let said = MoveWords::<Board> { words: Box::new(words), is_seen: |difference| matches!(difference, Difference::Text(_)), is_as };
    live::show_moves(state.live, state.done, voice, said, move |lesson, difference| {
        let (step, element) = element(lesson, difference)?;
        if let Some(step) = step {
            state.shut.open(&step);
            state.current.set(Some(step));
            state.view.set(Some(View::Step));
        }
        Some(element)
    });
}

/// Whether what was different then is still as it was made then.
fn is_as(then: &Lesson, now: &Lesson, difference: &Difference) -> bool {
    match difference {
        Difference::Step(Added(id) | Restored(id) | Deleted(id)) => place(then, id).is_some() == place(now, id).is_some(),
        Difference::Step(Moved(id)) => place(then, id) == place(now, id),
        Difference::Minutes(id) => then.step(id).map(|step| step.minutes) == now.step(id).map(|step| step.minutes),
        Difference::Criterion(code, there) => now.criteria.contains(code) == *there,
        Difference::Settings => (then.status, then.lesson_minutes, then.strand()) == (now.status, now.lesson_minutes, now.strand()),
        Difference::Text(_) => true,
    }
}

/// One sentence.
fn words(lesson: &Lesson, is_undo: bool, difference: &Difference) -> String {
    let verb = if is_undo { "Undone" } else { "Redone" };
    let number = |id: &StepId| place(lesson, id).map_or(0, |index| index + 1);
    let called = |id: &StepId| lesson.step(id).map(|step| step.title.trim().to_owned()).filter(|title| !title.is_empty());
    match difference {
        Difference::Step(Restored(id)) if is_undo => format!("Undone: deleted step {}", number(id)),
        Difference::Step(Restored(id) | Added(id)) => format!("{verb}: step {} is back", number(id)),
        Difference::Step(Deleted(id)) => {
            let step = called(id).map_or_else(|| "the step".to_owned(), |title| format!("“{title}”"));
            format!("{verb}: {step} is among the deleted steps")
        }
        Difference::Step(Moved(id)) => {
            let step = called(id).map_or_else(|| "the step".to_owned(), |title| format!("“{title}”"));
            format!("{verb}: {step} stands at place {}", number(id))
        }
        Difference::Minutes(id) => {
            let minutes = lesson.step(id).map_or(0, |step| step.minutes);
            format!("{verb}: step {} takes {minutes} {}", number(id), if minutes == 1 { "minute" } else { "minutes" })
        }
        Difference::Criterion(code, true) => format!("{verb}: criterion {code} is here again"),
        Difference::Criterion(code, false) => format!("{verb}: criterion {code} is not here any more"),
        Difference::Settings => format!("{verb}: what is said about the whole lesson"),
        Difference::Text(TextAddress::Lesson(text)) => format!("{verb} in {}", text.label()),
        Difference::Text(TextAddress::Step(id, text)) => match number(id) {
            0 => format!("{verb} in a deleted step"),
            number => format!("{verb} in step {number}, {}", text.label()),
        },
    }
}

/// Where on the page it is: the element, and the step that has to be open.
fn element(lesson: &Lesson, difference: &Difference) -> Option<(Option<StepId>, String)> {
    let of_step = |id: &StepId, element: String| place(lesson, id).map(|_| (Some(id.clone()), element));
    match difference {
        Difference::Text(address @ TextAddress::Step(id, _)) => of_step(id, field_id(address)),
        Difference::Text(address) => Some((None, field_id(address))),
        Difference::Step(Added(id) | Restored(id) | Moved(id)) | Difference::Minutes(id) => of_step(id, step_element(id)),
        Difference::Step(Deleted(_)) => None,
        Difference::Criterion(..) | Difference::Settings => Some((None, "lesson".to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use model::documents::board::{Step, StepText};
    use model::live::Document;

    use super::*;

    fn lesson(steps: &[&str], deleted: &[&str]) -> Lesson {
        let row = |names: &[&str]| {
            let step = |name: &&str| Step { id: StepId::from((*name).to_owned()), title: name.to_uppercase(), ..Step::default() };
            names.iter().map(step).collect()
        };
        Lesson { steps: row(steps), deleted_steps: row(deleted), ..Lesson::default() }
    }

    fn undone(before: &Lesson, after: &Lesson) -> Vec<String> {
        Board::differences(before, after).iter().map(|difference| words(after, true, difference)).collect()
    }

    #[test]
    fn what_was_undone_is_said_as_it_is_now() {
        let all = lesson(&["a", "b", "c"], &[]);
        assert_eq!(undone(&lesson(&["a", "c"], &["b"]), &all), ["Undone: deleted step 2"]);
        assert_eq!(undone(&all, &lesson(&["a", "c"], &["b"])), ["Undone: “B” is among the deleted steps"]);
        assert_eq!(undone(&all, &lesson(&["b", "c", "a"], &[])), ["Undone: “A” stands at place 3"]);
        let mut longer = all.clone();
        longer.steps[1].minutes = 1;
        longer.steps[2].check = "Do they?".into();
        assert_eq!(undone(&all, &longer), ["Undone: step 2 takes 1 minute", "Undone in step 3, Check"]);
    }

    #[test]
    fn what_was_said_is_true_until_somebody_makes_it_otherwise() {
        let (before, after) = (lesson(&["a", "c"], &["b"]), lesson(&["a", "b", "c"], &[]));
        let difference = &Board::differences(&before, &after)[0];
        let mut renamed = after.clone();
        renamed.steps[1].title = "Other".into();
        assert!(is_as(&after, &renamed, difference));
        assert!(!is_as(&after, &before, difference));
        assert!(is_as(&after, &lesson(&["b", "a", "c"], &[]), difference), "moved meanwhile, and back all the same");
    }

    #[test]
    fn the_place_is_the_field_or_the_step_and_none_for_what_is_gone() {
        let after = lesson(&["a"], &["b"]);
        let id = StepId::from("a".to_owned());
        let check = Difference::Text(TextAddress::Step(id.clone(), StepText::Check));
        assert_eq!(element(&after, &check), Some((Some(id.clone()), "f-step-a-check".to_owned())));
        assert_eq!(element(&after, &Difference::Minutes(id.clone())), Some((Some(id), "step-a".to_owned())));
        assert_eq!(element(&after, &Difference::Step(Deleted(StepId::from("b".to_owned())))), None);
    }
}
