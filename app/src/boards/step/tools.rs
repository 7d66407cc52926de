//! A step's minutes, and what one can do with it. In the page they come behind what is written, so that one Tab leads from the title to the
//! exposition; the style sheet has them beside the title.

use leptos::prelude::*;
use model::documents::board::StepId;

use super::grip::Grip;
use super::menu::StepMenu;
use super::minutes::StepMinutes;
use crate::boards::state::{BoardState, step_element};
use crate::ui::icon::{Icon, IconName};

#[component]
pub fn StepTools(id: StepId, number: Memo<usize>, is_open: Memo<bool>) -> impl IntoView {
    let state = expect_context::<BoardState>();
    let toggle_label = move || format!("{} step {}", if is_open.get() { "Shut" } else { "Open" }, number.get());
    let toggled = id.clone();
    view! {
        <div class="step__tools">
            <StepMinutes id=id.clone() number/>
            <Grip id=id.clone() number/>
            <StepMenu id=id.clone() number/>
            <button
                class="icon-button step__toggle"
                type="button"
                aria-expanded=move || is_open.get().to_string()
                aria-controls=format!("{}-body", step_element(&id))
                aria-label=toggle_label
                on:click=move |_| state.shut.toggle(&toggled)
            >
                <Icon name=IconName::Down/>
            </button>
        </div>
    }
    .into_any()
}
