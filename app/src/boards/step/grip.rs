//! Dragging a step by mouse, pen or finger. By keyboard the same button moves it, and pressing it leads to every place there is.

use leptos::ev;
use leptos::prelude::*;
use model::documents::board::StepId;

use crate::boards::state::{BoardState, step_element};
use crate::boards::steps::STEPS;
use crate::live::drag::{self, Dragged};
use crate::ui::icon::{Icon, IconName};

/// What a step is dragged by.
#[component]
pub fn Grip(id: StepId, number: Memo<usize>) -> impl IntoView {
    let state = expect_context::<BoardState>();
    let step = StoredValue::new(id);
    // A drag ends with a click, as every press does.
    let was_lifted = StoredValue::new(false);
    let press = move |event: ev::PointerEvent| {
        was_lifted.set_value(false);
        if state.is_fixed() {
            return;
        }
        let id = step.get_value();
        drag::press(&event, STEPS, &step_element(&id), move |dragged| match dragged {
            Dragged::Lifted => was_lifted.set_value(true),
            Dragged::To(index) => state.move_to(step.get_value(), index),
        });
    };
    let click = move |event: ev::MouseEvent| {
        let is_by_keys = event.detail() == 0;
        if is_by_keys || !was_lifted.get_value() {
            state.moving.set(Some(step.get_value()));
        }
    };
    let keys = move |event: ev::KeyboardEvent| {
        let is_arrow = matches!(event.key().as_str(), "ArrowUp" | "ArrowDown");
        if is_arrow && !event.alt_key() && !state.is_fixed() {
            event.prevent_default();
            state.nudge(step.get_value(), event.key() == "ArrowDown");
        }
    };
    view! {
        <button
            class="icon-button step__grip"
            type="button"
            aria-label=move || format!("Move step {}: drag it, or use the arrow keys", number.get())
            disabled=move || state.is_fixed()
            on:pointerdown=press
            on:click=click
            on:keydown=keys
        >
            <Icon name=IconName::Grip/>
        </button>
    }
    .into_any()
}
