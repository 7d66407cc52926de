//! A step's head: its title, what it lacks, its minutes, and what one can do with it.

use leptos::prelude::*;
use model::board::{StepId, StepText, TextAddress};

use super::state::{BoardState, step_element};
use super::step_grip::Grip;
use super::step_menu::StepMenu;
use super::step_minutes::StepMinutes;
use super::step_missing::missing_words;
use crate::live::{FieldKind, TextField};
use crate::ui::icon::{Icon, IconName};

#[component]
pub fn StepHead(id: StepId, number: Memo<usize>, is_open: Memo<bool>) -> impl IntoView {
    let state = expect_context::<BoardState>();
    let missing = state.read_step(&id, |step| step.missing());
    let title_label = Signal::derive(move || format!("Title of step {}", number.get()));
    let toggle_label = move || format!("{} step {}", if is_open.get() { "Shut" } else { "Open" }, number.get());
    let toggled = id.clone();
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
        </div>
    }
    .into_any()
}
