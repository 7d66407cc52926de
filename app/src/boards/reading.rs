//! The step one is at follows what one reads, as long as one writes nowhere.

use leptos::ev;
use leptos::prelude::*;

use super::state::{BoardState, place, step_element, step_of};
use super::steps::STEPS;
use crate::live::child_in_sight;
use crate::ui::dom::next_frame;

/// Follows the window's scrolling until the page is left. A step stays the current one while anything of it is seen.
pub fn follow_reading(state: BoardState) {
    let waits = StoredValue::new(false);
    let look = move || {
        waits.set_value(false);
        let is_writing = state.live.focus.with_untracked(Option::is_some);
        let current = state.current.get_untracked();
        // One that a colleague deleted goes when it is left, not when it is scrolled past.
        let is_there = current.as_ref().is_none_or(|id| state.live.content.with_untracked(|lesson| place(lesson, id).is_some()));
        if is_writing || !is_there {
            return;
        }
        let seen = child_in_sight(STEPS, &current.as_ref().map(step_element).unwrap_or_default());
        if let Some(step) = seen.as_deref().and_then(step_of) {
            state.current.set(Some(step));
        }
    };
    Effect::new(move |_| {
        let handle = window_event_listener(ev::scroll, move |_| {
            if waits.try_get_value() == Some(false) {
                waits.set_value(true);
                next_frame(move || {
                    if waits.try_get_value().is_some() {
                        look();
                    }
                });
            }
        });
        on_cleanup(move || handle.remove());
    });
}
