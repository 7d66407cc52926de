//! What the parts of a board's page share.

use std::collections::BTreeSet;
use std::time::Duration;

use leptos::prelude::*;
use model::board::{Lesson, Step, StepId, TextAddress};

use crate::live::Live;

/// How long a toast stays.
const TOAST: Duration = Duration::from_secs(8);

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

/// A sentence that something was done, and how to take it back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// The sentence.
    pub words: String,
    /// A deleted step that can be restored from here.
    pub restore: Option<StepId>,
    /// Tells two equal sentences apart.
    number: u32,
}

/// A step that is being dragged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drag {
    /// Which.
    pub step: StepId,
    /// Where it would go: the index among the other steps.
    pub to: Option<usize>,
}

/// The board, and what is open, current and under way on this page alone. Cheap to copy.
#[derive(Clone, Copy)]
pub struct BoardState {
    /// The live board.
    pub live: Live,
    /// Steps that are shut here.
    pub shut: RwSignal<BTreeSet<StepId>>,
    /// The step one is at.
    pub current: RwSignal<Option<StepId>>,
    /// What a phone shows; nothing until the page runs, when all is shown.
    pub view: RwSignal<Option<View>>,
    /// What was just done.
    pub done: RwSignal<Option<Done>>,
    /// What is being dragged.
    pub drag: RwSignal<Option<Drag>>,
}

impl BoardState {
    /// The state of a page that was just opened.
    pub fn new(live: Live) -> Self {
        let first = live.lesson.with_untracked(|lesson| lesson.steps.first().map(|step| step.id.clone()));
        let state = Self {
            live,
            shut: RwSignal::new(BTreeSet::new()),
            current: RwSignal::new(first),
            view: RwSignal::new(None),
            done: RwSignal::new(None),
            drag: RwSignal::new(None),
        };
        Effect::new(move |_| {
            if let Some(TextAddress::Step(step, _)) = live.focus.get() {
                state.current.set(Some(step));
            }
        });
        // A step stays where one is at it when a colleague deletes it, and goes when one's own undo does.
        Effect::new(move |_| {
            live.history_moves.track();
            let is_deleted = |id: &StepId| live.lesson.with_untracked(|lesson| lesson.deleted_steps.iter().any(|step| step.id == *id));
            if state.current.get_untracked().is_some_and(|id| is_deleted(&id)) {
                state.current.set(None);
            }
        });
        Effect::new(move |_| state.view.set(Some(View::Steps)));
        state
    }

    /// A value read from the lesson, told on only when it has changed. It is read anew after every letter: for what is there once on a board and
    /// looks at the words in its steps.
    pub fn read<T: PartialEq + Clone + Send + Sync + 'static>(self, read: impl Fn(&Lesson) -> T + Send + Sync + 'static) -> Memo<T> {
        Memo::new(move |_| self.live.lesson.with(&read))
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
        let step = self.live.step(id);
        Memo::new(move |_| step.with(|step| step.as_ref().map(&read).unwrap_or_default()))
    }

    /// The step's number on the board, counted from 1; 0 for a deleted one.
    pub fn number(self, id: &StepId) -> Memo<usize> {
        let id = id.clone();
        Memo::new(move |_| self.live.shown.order.with(|order| order.iter().position(|step| *step == id).map_or(0, |index| index + 1)))
    }

    /// Whether edits can't be made (yet).
    pub fn is_fixed(self) -> bool {
        !self.live.ready.get()
    }

    /// Says that something was done.
    pub fn say(self, words: String, restore: Option<StepId>) {
        let number = self.done.with_untracked(|done| done.as_ref().map_or(0, |done| done.number + 1));
        self.done.set(Some(Done { words, restore, number }));
        set_timeout(
            move || {
                if self.done.try_with_untracked(|done| done.as_ref().is_some_and(|done| done.number == number)) == Some(true) {
                    self.done.try_set(None);
                }
            },
            TOAST,
        );
    }

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
        self.live.edit_apart(move |board| board.duplicate_step(&original, &id));
        self.say("A copy of the step stands behind it".to_owned(), None);
    }

    /// Deletes a step and says how to bring it back.
    pub fn delete(self, id: StepId) {
        let title = self.live.lesson.with_untracked(|lesson| lesson.step(&id).map(|step| step.title.clone())).unwrap_or_default();
        let words = if title.is_empty() { "Step deleted".to_owned() } else { format!("“{title}” deleted") };
        self.current.set(None);
        let step = id.clone();
        self.live.edit_apart(move |board| board.delete_step(&step));
        self.say(words, Some(id));
    }

    /// Brings a deleted step back.
    pub fn restore(self, id: StepId) {
        self.done.set(None);
        self.current.set(Some(id.clone()));
        self.live.edit_apart(move |board| board.restore_step(&id));
    }

    /// Moves a step to an index among the others.
    pub fn move_to(self, id: StepId, index: usize) {
        let from = self.live.lesson.with_untracked(|lesson| place(lesson, &id));
        if from.is_some_and(|from| from != index) {
            self.live.edit_apart(move |board| board.move_step(&id, index));
            self.say(format!("Step {} moved to place {}", from.map_or(0, |from| from + 1), index + 1), None);
        }
    }

    /// Moves a step one place up or down, if there is one.
    pub fn nudge(self, id: StepId, down: bool) {
        let (from, count) = self.live.lesson.with_untracked(|lesson| (place(lesson, &id), lesson.steps.len()));
        let to = from.and_then(|from| if down { Some(from + 1).filter(|to| *to < count) } else { from.checked_sub(1) });
        if let Some(to) = to {
            self.move_to(id, to);
        }
    }

    /// Goes to a part of the board, `#step-…` or another, in whichever view a phone shows it.
    pub fn jump(self, target: &str) {
        let element = target.trim_start_matches('#').to_owned();
        match element.strip_prefix("step-") {
            Some(step) => {
                self.current.set(Some(StepId::from(step.to_owned())));
                self.view.set(Some(View::Step));
            }
            None => self.view.set(Some(match element.as_str() {
                "checks" => View::Checks,
                "here" => View::Here,
                _ => View::Steps,
            })),
        }
        self.live.bring_into_view(element);
    }

    /// Opens or shuts a step on this page.
    pub fn toggle(self, id: &StepId) {
        self.shut.update(|shut| {
            if !shut.remove(id) {
                shut.insert(id.clone());
            }
        });
    }

    fn go_to_new(self, id: &StepId) {
        self.current.set(Some(id.clone()));
        self.view.set(Some(View::Step));
        self.live.go_to(crate::live::field_id(&TextAddress::Step(id.clone(), model::board::StepText::Title)));
    }
}

/// The step's index among those that are not deleted.
pub fn place(lesson: &Lesson, id: &StepId) -> Option<usize> {
    lesson.steps.iter().position(|step| step.id == *id)
}

/// The element id of a step.
pub fn step_element(id: &StepId) -> String {
    format!("step-{id}")
}

/// What a step is called where it has no title yet.
pub fn title_or(step: &Step, number: usize) -> String {
    if step.title.trim().is_empty() { format!("Step {number}") } else { step.title.clone() }
}
