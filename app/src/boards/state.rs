//! What the parts of a board's page share.

use leptos::prelude::*;
use model::documents::board::{Board, Difference, Lesson, Step, StepId, TextAddress};
use model::live::items::ItemDifference;

use super::address::follow_address;
use super::shut_steps::ShutSteps;
use crate::live::{JustDone, Live};

/// The part of the board that a phone shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// All steps, shut, and what concerns the whole lesson.
    Steps,
    /// The current step.
    Step,
    /// What is missing.
    Checks,
    /// Who is here.
    Here,
}

impl View {
    /// The value of `data-view`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Steps => "steps",
            Self::Step => "step",
            Self::Checks => "checks",
            Self::Here => "here",
        }
    }
}

/// The board, and what is open, current and under way on this page alone. Cheap to copy.
#[derive(Clone, Copy)]
pub struct BoardState {
    /// The live board.
    pub live: Live<Board>,
    /// Steps that are shut here.
    pub shut: ShutSteps,
    /// The step one is at.
    pub current: RwSignal<Option<StepId>>,
    /// What a phone shows; nothing until the page runs, when all is shown.
    pub view: RwSignal<Option<View>>,
    /// What was just done.
    pub done: JustDone,
    /// The step whose new place is being chosen.
    pub moving: RwSignal<Option<StepId>>,
    /// Where the step one is at stands, or stood before it was deleted.
    last_place: RwSignal<usize>,
}

impl BoardState {
    /// The state of a page that was just opened. `key` is the board's and the person's, for what the device remembers.
    pub fn new(live: Live<Board>, key: &str) -> Self {
        let first = live.content.with_untracked(|lesson| lesson.steps.first().map(|step| step.id.clone()));
        let state = Self {
            live,
            shut: ShutSteps::new(live, format!("shut/{key}")),
            current: RwSignal::new(first),
            view: RwSignal::new(None),
            done: JustDone::nothing(),
            moving: RwSignal::new(None),
            last_place: RwSignal::new(0),
        };
        let place_now = state.current_place();
        Effect::new(move |_| match live.focus.get() {
            Some(TextAddress::Step(step, _)) => state.current.set(Some(step)),
            // Whoever writes elsewhere is not at a step that a colleague deletes.
            Some(_) if place_now.get().is_none() && state.current.with_untracked(Option::is_some) => state.leave(),
            _ => {}
        });
        // A step stays where one is at it when a colleague deletes it, and goes when one's own undo does.
        Effect::new(move |_| {
            let deleted = |id: StepId| {
                live.last_move.with_untracked(|last| last.differences.contains(&Difference::Step(ItemDifference::Deleted(id))))
            };
            live.last_move.track();
            if state.current.get_untracked().is_some_and(deleted) {
                state.leave();
            }
        });
        Effect::new(move |_| {
            if let Some(place) = place_now.get() {
                state.last_place.set(place);
            }
        });
        follow_address(state);
        state
    }

    /// A value read from the lesson, told on only when it has changed. It is read anew after every letter: for what is there once on a board and
    /// looks at the words in its steps.
    pub fn read<T: PartialEq + Clone + Send + Sync + 'static>(self, read: impl Fn(&Lesson) -> T + Send + Sync + 'static) -> Memo<T> {
        Memo::new(move |_| self.live.content.with(&read))
    }

    /// A value read from the lesson without its steps.
    pub fn read_head<T: PartialEq + Clone + Send + Sync + 'static>(self, read: impl Fn(&Lesson) -> T + Send + Sync + 'static) -> Memo<T> {
        Memo::new(move |_| self.live.shown.head.with(&read))
    }

    /// How many steps there are.
    pub fn count(self) -> Memo<usize> {
        Memo::new(move |_| self.live.shown.order.with(Vec::len))
    }

    /// A value read from one step; the default when the step has gone.
    pub fn read_step<T>(self, id: &StepId, read: impl Fn(&Step) -> T + Send + Sync + 'static) -> Memo<T>
    where
        T: PartialEq + Clone + Default + Send + Sync + 'static,
    {
        let step = self.live.item(id);
        Memo::new(move |_| step.with(|step| step.as_ref().map(&read).unwrap_or_default()))
    }

    /// The step's number on the board, counted from 1; 0 for a deleted one.
    pub fn number(self, id: &StepId) -> Memo<usize> {
        let id = id.clone();
        Memo::new(move |_| self.live.shown.order.with(|order| order.iter().position(|step| *step == id).map_or(0, |index| index + 1)))
    }

    fn current_place(self) -> Memo<Option<usize>> {
        Memo::new(move |_| {
            let current = self.current.get()?;
            self.live.shown.order.with(|order| order.iter().position(|id| *id == current))
        })
    }

    /// The index of the step behind the one one is at; where that was deleted, of the one that has come into its place.
    pub fn next_place(self) -> usize {
        let current = self.current.get();
        let is_there = self.live.shown.order.with(|order| order.iter().any(|id| Some(id) == current.as_ref()));
        self.last_place.get() + usize::from(is_there)
    }

    /// Whether edits can't be made (yet).
    pub fn is_fixed(self) -> bool {
        !self.live.ready.get() || self.live.locked.get()
    }

    /// Says that something was done, for as long as that is true.
    pub fn say_while(self, words: String, restore: Option<StepId>, holds: impl Fn(&Lesson) -> bool + Send + Sync + 'static) {
        let content = self.live.content;
        self.done.say_while(words, restore, move || content.with(&holds));
    }

    /// Goes from a step that was deleted to the one that has come into its place.
    pub fn leave(self) {
        let at = self.last_place.get_untracked();
        self.be_at(self.live.content.with_untracked(|lesson| neighbour(lesson, at, None)));
    }

    /// The same from a button of its notice, which goes with it.
    pub fn leave_and_go(self) {
        self.leave();
        self.live.go_to(self.current.get_untracked().as_ref().map_or_else(|| ADD_STEP.to_owned(), heading_element));
    }

    /// At a step, or where there is none at what a phone shows of the whole lesson.
    pub fn be_at(self, step: Option<StepId>) {
        if step.is_none() && self.view.get_untracked() == Some(View::Step) {
            self.view.set(Some(View::Steps));
        }
        self.current.set(step);
    }

    /// Goes to a part of the board, `#step-…` or another, in whichever view a phone shows it.
    pub fn jump(self, target: &str) {
        if let Some(step) = step_of(target) {
            self.shut.open(&step);
        }
        self.show(target);
        self.live.bring_into_view(target.trim_start_matches('#').to_owned());
    }

    /// Shows it on a phone, and is at it.
    pub fn show(self, target: &str) {
        let view = match target.trim_start_matches('#') {
            "checks" => View::Checks,
            "here" => View::Here,
            _ if step_of(target).is_some() => View::Step,
            _ => View::Steps,
        };
        if let Some(step) = step_of(target) {
            self.current.set(Some(step));
        }
        self.view.set(Some(view));
    }
}

/// The step whose element this is, with a `#` before it or without.
pub fn step_of(target: &str) -> Option<StepId> {
    target.trim_start_matches('#').strip_prefix("step-").map(|id| StepId::from(id.to_owned()))
}

/// The step's index among those that are not deleted.
pub fn place(lesson: &Lesson, id: &StepId) -> Option<usize> {
    lesson.steps.iter().position(|step| step.id == *id)
}

/// The step at an index, `without` being gone; the last one where it was the last.
pub fn neighbour(lesson: &Lesson, at: usize, without: Option<&StepId>) -> Option<StepId> {
    let mut others = lesson.steps.iter().map(|step| &step.id).filter(|id| Some(*id) != without);
    others.clone().nth(at).or_else(|| others.next_back()).cloned()
}

/// The element id of the button below the steps.
pub const ADD_STEP: &str = "add-step";

/// The element id of a step's heading, which takes the focus when there is nothing to write in at once.
pub fn heading_element(id: &StepId) -> String {
    format!("heading-{id}")
}

/// The element id of a step.
pub fn step_element(id: &StepId) -> String {
    format!("step-{id}")
}

/// What a step is called where it has no title yet.
pub fn title_or(step: &Step, number: usize) -> String {
    if step.title.trim().is_empty() { format!("Step {number}") } else { step.title.clone() }
}
