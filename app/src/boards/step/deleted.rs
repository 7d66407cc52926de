//! A step that a colleague has deleted while I was at it.

use leptos::prelude::*;
use model::documents::board::StepId;

use crate::boards::state::BoardState;

/// What it says, and the two ways on.
#[component]
pub fn StepDeleted(id: StepId, number: Memo<usize>) -> impl IntoView {
    let state = expect_context::<BoardState>();
    let restored = StoredValue::new(id);
    view! {
        <Show when=move || number.get() == 0>
            <div class="notice step__deleted">
                <p role="status">"A colleague deleted this step. What you type in it is kept."</p>
                <p class="step__deleted-ways">
                    <button class="button button--small" type="button" on:click=move |_| state.restore(restored.get_value())>
                        "Restore the step"
                    </button>
                    <button class="button button--small" type="button" on:click=move |_| state.leave_and_go()>
                        "Leave it deleted"
                    </button>
                </p>
            </div>
        </Show>
    }
    .into_any()
}
