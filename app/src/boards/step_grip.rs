//! Dragging a step by mouse, pen or finger; the menu beside it does the same without.

use leptos::ev;
use leptos::prelude::*;
use model::board::StepId;

use super::state::{BoardState, Drag, step_element};
use super::steps::STEPS;
use crate::live::drag;
use crate::ui::icon::{Icon, IconName};

/// What a step is dragged by.
#[component]
pub fn Grip(id: StepId, number: Memo<usize>) -> impl IntoView {
    let state = expect_context::<BoardState>();
    let begins = {
        let id = id.clone();
        move |event: ev::PointerEvent| {
            if state.live.ready.get_untracked() && drag::capture(&event) {
                state.drag.set(Some(Drag { step: id.clone(), to: None }));
            }
        }
    };
    let moves = {
        let element = step_element(&id);
        move |event: ev::PointerEvent| {
            if state.drag.with_untracked(Option::is_some) {
                let to = drag::index_at(STEPS, &element, event.client_y());
                state.drag.update(|drag| drag.iter_mut().for_each(|drag| drag.to = to));
            }
        }
    };
    let ends = move |_: ev::PointerEvent| {
        if let Some(Drag { step, to: Some(to) }) = state.drag.try_update(Option::take).flatten() {
            state.move_to(step, to);
        }
    };
    view! {
        <button
            class="icon-button step__grip"
            type="button"
            aria-label=move || format!("Drag step {}", number.get())
            disabled=move || state.is_fixed()
            on:pointerdown=begins
            on:pointermove=moves
            on:pointerup=ends
            on:pointercancel=move |_| state.drag.set(None)
        >
            <Icon name=IconName::Grip/>
        </button>
    }
    .into_any()
}

/// What a card looks like while a step is dragged.
pub fn drag_class(state: BoardState, id: &StepId) -> &'static str {
    let Some(drag) = state.drag.get() else {
        return "";
    };
    if drag.step == *id {
        return " step--dragging";
    }
    let others = state
        .live
        .lesson
        .with_untracked(|lesson| lesson.steps.iter().map(|step| step.id.clone()).filter(|other| *other != drag.step).collect::<Vec<_>>());
    match (drag.to, others.iter().position(|other| other == id)) {
        (Some(to), Some(index)) if to == index => " step--drop-before",
        (Some(to), Some(index)) if to == others.len() && index + 1 == others.len() => " step--drop-after",
        _ => "",
    }
}
