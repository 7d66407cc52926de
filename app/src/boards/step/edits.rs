//! What one does with whole steps: adding, duplicating, deleting, moving.

use leptos::prelude::*;
use model::documents::board::{StepId, StepText, TextAddress};

use crate::boards::state::{ADD_STEP, BoardState, View, heading_element, neighbour, place};

impl BoardState {
    /// Adds a step at the end, or after another, and goes to it.
    pub fn add(self, after: Option<StepId>) {
        let id = StepId::generate();
        self.go_to_new(&id);
        self.live.edit_apart(move |board| board.add_step(&id, after.as_ref()));
    }

    /// Adds a copy of a step behind it, and goes to it.
    pub fn duplicate(self, original: StepId) {
        let id = StepId::generate();
        self.go_to_new(&id);
        let copy = id.clone();
        self.live.edit_apart(move |board| board.duplicate_step(&original, &id));
        self.say_while("A copy of the step stands behind it".to_owned(), None, move |lesson| place(lesson, &copy).is_some());
    }

    /// Deletes a step and says how to bring it back.
    pub fn delete(self, id: StepId) {
        let title = self.live.content.with_untracked(|lesson| lesson.step(&id).map(|step| step.title.clone())).unwrap_or_default();
        let words = if title.is_empty() { "Step deleted".to_owned() } else { format!("“{title}” deleted") };
        let next = self.live.content.with_untracked(|lesson| neighbour(lesson, place(lesson, &id)?, Some(&id)));
        let focus = next.as_ref().map_or_else(|| ADD_STEP.to_owned(), heading_element);
        self.be_at(next);
        let (step, deleted) = (id.clone(), id.clone());
        self.live.edit_apart(move |board| board.delete_step(&step));
        self.live.go_to(focus);
        self.say_while(words, Some(id), move |lesson| place(lesson, &deleted).is_none());
    }

    /// Brings a deleted step back.
    pub fn restore(self, id: StepId) {
        self.done.forget();
        self.current.set(Some(id.clone()));
        // The button that was pressed goes.
        self.live.go_to(heading_element(&id));
        self.live.edit_apart(move |board| board.restore_step(&id));
    }

    /// Moves a step to an index among the others.
    pub fn move_to(self, id: StepId, index: usize) {
        let from = self.live.content.with_untracked(|lesson| place(lesson, &id));
        if from.is_some_and(|from| from != index) {
            let step = id.clone();
            self.live.edit_apart(move |board| board.move_step(&id, index));
            let words = format!("Step {} moved to place {}", from.map_or(0, |from| from + 1), index + 1);
            self.say_while(words, None, move |lesson| place(lesson, &step) == Some(index));
        }
    }

    /// Moves a step one place up or down, if there is one.
    pub fn nudge(self, id: StepId, down: bool) {
        let (from, count) = self.live.content.with_untracked(|lesson| (place(lesson, &id), lesson.steps.len()));
        let to = from.and_then(|from| if down { Some(from + 1).filter(|to| *to < count) } else { from.checked_sub(1) });
        if let Some(to) = to {
            self.move_to(id, to);
        }
    }

    fn go_to_new(self, id: &StepId) {
        self.current.set(Some(id.clone()));
        self.view.set(Some(View::Step));
        self.live.go_to(crate::live::field_id(&TextAddress::Step(id.clone(), StepText::Title)));
    }
}
