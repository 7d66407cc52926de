//! A step's head: its title, and what it lacks.

use leptos::prelude::*;
use model::documents::board::{StepId, StepText, TextAddress};

use super::missing::missing_words;
use crate::boards::state::BoardState;
use crate::live::{FieldKind, TextField};
use crate::ui::icon::{Icon, IconName};

#[component]
pub fn StepHead(id: StepId, number: Memo<usize>) -> impl IntoView {
    let state = expect_context::<BoardState>();
    let missing = state.read_step(&id, |step| step.missing());
    let title_label = Signal::derive(move || format!("Title of step {}", number.get()));
    view! {
        <div class="step__head">
            <TextField
                live=state.live
                address=TextAddress::Step(id.clone(), StepText::Title)
                kind=FieldKind::Title
                label=title_label
                hint="Name this step"
                class="step__title"
            />
            <p class="step__missing">
                {move || view! { <Icon name=if missing.get().is_empty() { IconName::Check } else { IconName::Half } class="icon--small"/> }}
                <span>{move || missing_words(&missing.get())}</span>
            </p>
        </div>
    }
    .into_any()
}
