//! The outline: every part of the board, a jump away.

use leptos::prelude::*;
use model::documents::board::StepId;

use super::reading::follow_reading;
use super::state::{BoardState, step_element};
use crate::live::{hold_still, show_within};
use crate::ui::dom::next_frame;
use crate::ui::icon::{Icon, IconName};
use crate::ui::rows::Rows;

/// What of it scrolls.
const SCROLLER: &str = "outline-parts";

/// The outline: a column where there is room, the phone's list of steps, and else a sheet that the top bar opens.
#[component]
pub fn Outline() -> impl IntoView {
    let state = expect_context::<BoardState>();
    let steps = state.live.shown.order;
    let current = Memo::new(move |_| state.current.get());
    let show_current = move || {
        if let Some(id) = current.try_get_untracked().flatten() {
            show_within(SCROLLER, &link_element(&id));
        }
    };
    follow_reading(state);
    Effect::new(move |_| {
        current.track();
        steps.track();
        next_frame(show_current);
    });
    view! {
        <nav class="board__outline" id="outline" popover="auto" aria-label="Outline" on:toggle=move |_| show_current()>
            <div class="board__sticky outline" id=SCROLLER>
                <a class="outline__link" href="#key" rel="external" on:click=move |_| state.jump("#key")>
                    <Icon name=IconName::Target/>
                    <span>"Key learning point"</span>
                </a>
                <a class="outline__link" href="#around" rel="external" on:click=move |_| state.jump("#around")>
                    <Icon name=IconName::Around/>
                    <span>"Before and next"</span>
                </a>
                <div class="outline__top">
                    <h2 class="outline__heading">"Small steps"</h2>
                    <ShutEvery/>
                </div>
                <ol>
                    <Rows of=steps key=StepId::to_string draw=|id| view! { <StepLink id/> }.into_any()/>
                </ol>
                <button
                    class="outline__link outline__link--add"
                    type="button"
                    disabled=move || state.is_fixed()
                    on:click=move |_| state.add(None)
                >
                    <Icon name=IconName::Plus/>
                    <span>"Add a step"</span>
                </button>
            </div>
        </nav>
    }
    .into_any()
}

#[component]
fn ShutEvery() -> impl IntoView {
    let state = expect_context::<BoardState>();
    let is_every = Memo::new(move |_| state.shut.is_every());
    let toggle = move |_| {
        if let Some(id) = state.current.get_untracked() {
            hold_still(&step_element(&id));
        }
        state.shut.toggle_every();
    };
    view! {
        <button class="outline__every" type="button" on:click=toggle>
            {move || if is_every.get() { "Open all" } else { "Shut all" }}
            <span class="visually-hidden">" steps"</span>
        </button>
    }
    .into_any()
}

/// The way to one step. It is the same element as long as the step is there, so that the focus stays on it while titles change.
#[component]
fn StepLink(id: StepId) -> impl IntoView {
    let state = expect_context::<BoardState>();
    let number = state.number(&id);
    let title = state.read_step(&id, |step| step.title.trim().to_owned());
    let minutes = state.read_step(&id, |step| step.minutes);
    let words = move || if title.with(String::is_empty) { format!("Step {}", number.get()) } else { title.get() };
    let target = format!("#{}", step_element(&id));
    let element = link_element(&id);
    let is_current = move || (state.current.get().as_ref() == Some(&id)).then_some("step");
    view! {
        <li>
            <a
                class="outline__link"
                id=element
                href=target.clone()
                rel="external"
                aria-current=is_current
                on:click=move |_| state.jump(&target)
            >
                <span class="outline__number" translate="no">{number}</span>
                <span>{words}</span>
                <span class="outline__minutes" translate="no">{minutes}</span>
            </a>
        </li>
    }
    .into_any()
}

fn link_element(id: &StepId) -> String {
    format!("outline-{id}")
}
