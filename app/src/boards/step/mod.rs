//! One small step as a card on the spine.

pub(super) mod deleted;
pub(super) mod edits;
pub(super) mod grip;
pub(super) mod head;
pub(super) mod menu;
pub(super) mod minutes;
pub(super) mod missing;
pub(super) mod moving;
pub(super) mod rows;
pub(super) mod tools;

use leptos::ev;
use leptos::prelude::*;
use model::documents::board::StepId;

use super::late::Late;
use super::state::{BoardState, heading_element, step_element};
use super::tools::Tool;
use deleted::StepDeleted;
use head::StepHead;
use rows::StepRows;

/// The card.
#[component]
pub fn StepCard(id: StepId) -> impl IntoView {
    let state = expect_context::<BoardState>();
    let number = state.number(&id);
    let is_open = {
        let id = id.clone();
        Memo::new(move |_| !state.shut.contains(&id))
    };
    let is_current = {
        let id = id.clone();
        Memo::new(move |_| state.current.get().as_ref() == Some(&id))
    };
    let keys = {
        let id = id.clone();
        move |event: ev::KeyboardEvent| {
            if event.alt_key() && matches!(event.key().as_str(), "ArrowUp" | "ArrowDown") && !untrack(|| state.is_fixed()) {
                event.prevent_default();
                state.nudge(id.clone(), event.key() == "ArrowDown");
            }
        }
    };
    let disc = move || if number.get() == 0 { String::new() } else { number.get().to_string() };
    let title = state.read_step(&id, |step| step.title.clone());
    let heading = move || format!("Step {}: {}", number.get(), title.get());
    let body = format!("{}-body", step_element(&id));
    let tools = Tool::Step { id: id.clone(), number, is_open };
    view! {
        <li
            class="step"
            id=step_element(&id)
            data-open=move || is_open.get().then_some("")
            data-current=move || is_current.get().then_some("")
            data-deleted=move || (number.get() == 0).then_some("")
            on:keydown=keys
        >
            <span class="step__disc" translate="no" aria-hidden="true" inner_html=disc></span>
            <div class="step__body">
                <h3 class="visually-hidden step__heading" id=heading_element(&id) tabindex="-1">{heading}</h3>
                <StepDeleted id=id.clone() number/>
                <StepHead id=id.clone() number/>
                <div id=body role="region" aria-label=move || format!("Step {}", number.get())>
                    <StepRows id=id.clone()/>
                </div>
                <Late tool=tools/>
            </div>
        </li>
    }
    .into_any()
}
