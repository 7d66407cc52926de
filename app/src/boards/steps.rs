//! The spine: the small steps in order.

use leptos::prelude::*;
use model::documents::board::StepId;

use super::state::{ADD_STEP, BoardState, step_element};
use super::step::StepCard;
use crate::live::{ItemList, keep_in_order};
use crate::ui::icon::{Icon, IconName};
use crate::ui::rows::Rows;

/// The element that holds the steps.
pub const STEPS: &str = "steps";

/// The steps.
///
/// The list itself only ever adds and removes cards, in the order they first appeared; their order on the page is kept by
/// [`keep_in_order`], which never moves the card that somebody types in.
#[component]
pub fn Steps() -> impl IntoView {
    let state = expect_context::<BoardState>();
    let list = ItemList::new(state.live, state.current, state.live.shown.order.into());
    keep_in_order(STEPS, Signal::derive(move || list.shown.with(|shown| shown.iter().map(step_element).collect())));
    view! {
        <h2 class="visually-hidden">"Small steps"</h2>
        <ol class="steps" id=STEPS>
            <Rows of=list.drawn key=StepId::to_string draw=|id| view! { <StepCard id/> }.into_any()/>
        </ol>
        <button class="button add-step" id=ADD_STEP type="button" disabled=move || state.is_fixed() on:click=move |_| state.add(None)>
            <Icon name=IconName::Plus/>
            "Add a step"
        </button>
    }
    .into_any()
}
