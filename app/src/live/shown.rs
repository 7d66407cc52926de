//! What a board says, in parts that are told of one by one.
//!
//! If everything on a page hung on one signal, each letter would wake all of it, some thousand parts of a long board, only to find that hardly
//! one is concerned. So there is a signal for what is said of the lesson as a whole, one for the order of the steps, and one for each step from
//! the moment that something asks for it; each is told only when it differs.

use std::collections::BTreeMap;

use leptos::prelude::*;
use model::documents::board::{Lesson, Step, StepId, TextAddress};

/// A step; nothing where there is none (any more).
pub type StepSignal = ArcRwSignal<Option<Step>>;

/// The parts. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Shown {
    /// The lesson without its steps.
    pub head: RwSignal<Lesson>,
    /// The steps that are not deleted, in their order.
    pub order: RwSignal<Vec<StepId>>,
    steps: StoredValue<BTreeMap<StepId, StepSignal>>,
}

impl Shown {
    pub fn new(lesson: &Lesson) -> Self {
        Self { head: RwSignal::new(lesson.head()), order: RwSignal::new(order(lesson)), steps: StoredValue::default() }
    }

    /// A step of `lesson`, followed from now on.
    pub fn step(self, lesson: RwSignal<Lesson>, id: &StepId) -> StepSignal {
        let known = self.steps.with_value(|steps| steps.get(id).cloned());
        known.unwrap_or_else(|| {
            let signal = ArcRwSignal::new(lesson.with_untracked(|lesson| lesson.step(id).cloned()));
            self.steps.update_value(|steps| {
                steps.insert(id.clone(), signal.clone());
            });
            signal
        })
    }

    /// The lesson is this now.
    pub fn follow(self, lesson: &Lesson) {
        set_if_new(self.order, order(lesson));
        set_if_new(self.head, lesson.head());
        let asked_for =
            self.steps.try_with_value(|steps| steps.iter().map(|(id, signal)| (id.clone(), signal.clone())).collect::<Vec<_>>());
        for (id, signal) in asked_for.unwrap_or_default() {
            let step = lesson.step(&id);
            if signal.with_untracked(|shown| shown.as_ref() != step) {
                signal.set(step.cloned());
            }
        }
    }

    /// One text of the lesson is this now, and nothing else has changed.
    pub fn follow_text(self, address: &TextAddress, words: &str) {
        match address {
            TextAddress::Lesson(_) => {
                self.head.try_update(|head| head.text_mut(address).map(|text| words.clone_into(text)));
            }
            TextAddress::Step(id, text) => {
                let signal = self.steps.try_with_value(|steps| steps.get(id).cloned()).flatten();
                if let Some(signal) = signal {
                    signal.update(|step| step.iter_mut().for_each(|step| words.clone_into(step.text_mut(*text))));
                }
            }
        }
    }
}

fn order(lesson: &Lesson) -> Vec<StepId> {
    lesson.steps.iter().map(|step| step.id.clone()).collect()
}

/// Tells a signal what is so, where it does not say so already.
pub fn set_if_new<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) -> bool {
    let is_new = signal.try_with_untracked(|shown| *shown != value) == Some(true);
    if is_new {
        signal.try_set(value);
    }
    is_new
}
