//! The part of a board that the page's address names.

use leptos::ev;
use leptos::prelude::*;

use super::state::{BoardState, View, step_element};
use crate::ui::dom::address_hash;

/// The parts beside the steps.
const PARTS: [&str; 5] = ["#outline", "#key", "#around", "#checks", "#here"];

/// Shows the part that the address names when the page runs, and goes where it leads from then on: links to parts work before the part of the
/// program has come that draws them, and so does the way back.
pub fn follow_address(state: BoardState) {
    let named = move || {
        let target = address_hash();
        let is_step = state
            .live
            .content
            .with_untracked(|lesson| lesson.steps.iter().any(|step| target.strip_prefix('#') == Some(&step_element(&step.id))));
        (is_step || PARTS.contains(&target.as_str())).then_some(target)
    };
    Effect::new(move |_| {
        state.view.set(Some(View::Steps));
        if let Some(target) = named() {
            state.show(&target);
        }
        let handle = window_event_listener(ev::hashchange, move |_| {
            if let Some(target) = named() {
                state.jump(&target);
            }
        });
        on_cleanup(move || handle.remove());
    });
}
