//! Where the cursor stands on a board that was just started.

use leptos::prelude::*;
use model::documents::board::{Lesson, LessonText, TextAddress};

use super::new_board::JustStarted;
use super::state::BoardState;
use crate::live::field_id;
use crate::ui::dom::{came_from, focus, has_focus_nowhere};

/// The end of the address of the form that starts boards.
const FORM: &str = "/boards/new";

/// Puts the cursor into the first field that one writes in, once the board takes words, where this page was opened by starting the board.
/// A board that says something already, and somebody who is at something already, are left alone.
pub fn begin_where_one_writes(state: BoardState) {
    let started = use_context::<JustStarted>().unwrap_or_default();
    Effect::new(move |done: Option<bool>| {
        if done == Some(true) || !state.live.ready.get() {
            return done.unwrap_or_default();
        }
        let is_new = started.0.try_update(std::mem::take) == Some(true) || came_from(FORM);
        let first = state.live.content.with_untracked(first_field);
        if let Some(first) = first.filter(|_| is_new && has_focus_nowhere()) {
            // At once: a frame later somebody may be at something else.
            focus(&field_id(&TextAddress::Lesson(first)));
        }
        true
    });
}

/// The first empty field of a lesson of which nothing but its beginning is there.
fn first_field(lesson: &Lesson) -> Option<LessonText> {
    let is_begun = !lesson.steps.is_empty() || !lesson.deleted_steps.is_empty() || !lesson.key_learning_point.is_empty();
    (!is_begun).then_some(if lesson.title.is_empty() { LessonText::Title } else { LessonText::KeyLearningPoint })
}
