//! How long a step takes.

use leptos::prelude::*;
use model::board::{MAX_STEP_MINUTES, StepId};

use super::state::BoardState;

#[component]
pub fn StepMinutes(id: StepId, number: Memo<usize>) -> impl IntoView {
    let state = expect_context::<BoardState>();
    let minutes = state.read_step(&id, |step| step.minutes);
    let input = NodeRef::<leptos::html::Input>::new();
    let typed = move |event| {
        let id = id.clone();
        match event_target_value(&event).trim().parse::<u32>() {
            Ok(minutes) => {
                if minutes > MAX_STEP_MINUTES {
                    state.say(format!("A step takes at most {MAX_STEP_MINUTES} minutes"), None);
                }
                state.live.edit(move |board| board.set_minutes(&id, minutes));
            }
            Err(_) => state.say("Minutes are a whole number, like 8".to_owned(), None),
        }
        if let Some(input) = input.get_untracked() {
            input.set_value(&minutes.get_untracked().to_string());
        }
    };
    view! {
        <label class="minutes">
            <span class="visually-hidden">{move || format!("Minutes for step {}", number.get())}</span>
            <input
                class="minutes__input"
                node_ref=input
                type="number"
                min="0"
                max=MAX_STEP_MINUTES.to_string()
                inputmode="numeric"
                value=minutes.get_untracked().to_string()
                prop:value=move || minutes.get().to_string()
                readonly=move || state.is_fixed()
                on:change=typed
            />
            <span aria-hidden="true">"min"</span>
        </label>
    }
    .into_any()
}
