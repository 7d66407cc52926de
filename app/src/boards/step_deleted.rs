//! A step that a colleague has deleted while I was at it.

use leptos::prelude::*;
use model::board::StepId;

use super::state::BoardState;

/// What it says.
#[component]
pub fn StepDeleted(id: StepId, number: Memo<usize>) -> impl IntoView {
    let state = expect_context::<BoardState>();
    let restored = StoredValue::new(id);
    view! {
        <Show when=move || number.get() == 0>
            <p class="notice" role="status">
                <span>"A colleague deleted this step. What you type in it is kept. "</span>
                <button class="button button--small" type="button" on:click=move |_| state.restore(restored.get_value())>
                    "Restore the step"
                </button>
            </p>
        </Show>
    }
    .into_any()
}
