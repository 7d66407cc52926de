//! How long a step takes.

use leptos::prelude::*;
use model::documents::board::{MAX_STEP_MINUTES, StepId};

use crate::boards::state::BoardState;
use crate::live::MinutesInput;

/// Its minutes.
#[component]
pub fn StepMinutes(id: StepId, number: Memo<usize>) -> impl IntoView {
    let state = expect_context::<BoardState>();
    let minutes = state.read_step(&id, |step| step.minutes);
    let label = Signal::derive(move || format!("Minutes for step {}", number.get()));
    let input_id = format!("minutes-{id}");
    let save = Callback::new(move |minutes| {
        let id = id.clone();
        state.live.edit(move |board| board.set_minutes(&id, minutes));
    });
    let fixed = Signal::derive(move || state.is_fixed());
    view! { <MinutesInput id=input_id label value=minutes limits=(0, MAX_STEP_MINUTES) save fixed unit="min"/> }.into_any()
}
