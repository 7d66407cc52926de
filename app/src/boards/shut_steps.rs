//! Which steps are shut: one's own matter, remembered on this device for this person and this board.

use std::collections::BTreeSet;

use leptos::prelude::*;
use model::documents::board::{Board, Lesson, StepId};
use model::sorting::gather;

use crate::live::{Live, remember, remembered};

/// The steps that are shut here. Cheap to copy.
#[derive(Clone, Copy)]
pub struct ShutSteps {
    shut: RwSignal<BTreeSet<StepId>>,
    /// Where the device remembers them.
    key: StoredValue<String>,
    live: Live<Board>,
}

impl ShutSteps {
    /// All are open, as the server shows them, until the page runs.
    pub fn new(live: Live<Board>, key: String) -> Self {
        let this = Self { shut: RwSignal::new(BTreeSet::new()), key: StoredValue::new(key), live };
        Effect::new(move |_| {
            let remembered = this.key.with_value(|key| remembered(key)).unwrap_or_default();
            let mut shut: BTreeSet<StepId> = gather(remembered.split_whitespace().map(|id| StepId::from(id.to_owned())));
            // Somebody may type by now: what they are at stays open.
            if let Some(model::documents::board::TextAddress::Step(id, _)) = live.focus.get_untracked() {
                shut.remove(&id);
            }
            this.shut.set(shut);
        });
        this
    }

    /// Whether it is shut.
    pub fn contains(self, id: &StepId) -> bool {
        self.shut.with(|shut| shut.contains(id))
    }

    /// Opens it.
    pub fn open(self, id: &StepId) {
        if self.shut.with_untracked(|shut| shut.contains(id)) {
            self.change(|shut| {
                shut.remove(id);
            });
        }
    }

    /// Opens or shuts it.
    pub fn toggle(self, id: &StepId) {
        self.change(|shut| {
            if !shut.remove(id) {
                shut.insert(id.clone());
            }
        });
    }

    /// Whether every step of the lesson is shut.
    pub fn is_every(self) -> bool {
        self.live.shown.order.with(|order| !order.is_empty() && self.shut.with(|shut| order.iter().all(|id| shut.contains(id))))
    }

    /// Shuts every step, or opens every one where all are shut.
    pub fn toggle_every(self) {
        let opens = untrack(|| self.is_every());
        let every: BTreeSet<StepId> = self.live.shown.order.with_untracked(|order| gather(order.iter().cloned()));
        self.change(|shut| *shut = if opens { BTreeSet::new() } else { every });
    }

    fn change(self, change: impl FnOnce(&mut BTreeSet<StepId>)) {
        self.shut.update(change);
        let words = self.live.content.with_untracked(|lesson| self.shut.with_untracked(|shut| to_remember(lesson, shut)));
        self.key.with_value(|key| remember(key, (!words.is_empty()).then_some(words.as_str())));
    }
}

/// What the device keeps: no step that the board has not.
fn to_remember(lesson: &Lesson, shut: &BTreeSet<StepId>) -> String {
    let known = lesson.steps.iter().chain(&lesson.deleted_steps).map(|step| &step.id);
    known.filter(|id| shut.contains(*id)).map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use model::documents::board::Step;

    use super::*;

    #[test]
    fn what_is_remembered_are_steps_that_the_board_has() {
        let id = |name: &str| StepId::from(name.to_owned());
        let step = |name: &str| Step { id: id(name), ..Step::default() };
        let lesson = Lesson { steps: vec![step("a"), step("b")], deleted_steps: vec![step("c")], ..Lesson::default() };
        assert_eq!(to_remember(&lesson, &BTreeSet::from([id("b"), id("c"), id("gone")])), "b c");
        assert_eq!(to_remember(&lesson, &BTreeSet::new()), "");
    }
}
