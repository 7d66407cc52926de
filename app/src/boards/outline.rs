//! The outline: every part of the board, a jump away.

use leptos::prelude::*;
use model::board::StepId;

use super::state::{BoardState, step_element};
use crate::ui::icon::{Icon, IconName};

/// The outline.
#[component]
pub fn Outline() -> impl IntoView {
    let state = expect_context::<BoardState>();
    let steps = state.live.shown.order;
    view! {
        <nav class="board__outline" id="outline" aria-label="Outline">
            <div class="board__sticky outline">
                <a class="outline__link" href="#key" rel="external" on:click=move |_| state.jump("#key")>
                    <Icon name=IconName::Target/>
                    <span>"Key learning point"</span>
                </a>
                <a class="outline__link" href="#around" rel="external" on:click=move |_| state.jump("#around")>
                    <Icon name=IconName::Around/>
                    <span>"Before and next"</span>
                </a>
                <h2 class="outline__heading">"Small steps"</h2>
                <ol>
                    <For each=move || steps.get() key=Clone::clone let:id>
                        <StepLink id/>
                    </For>
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

/// The way to one step. It is the same element as long as the step is there, so that the focus stays on it while titles change.
#[component]
fn StepLink(id: StepId) -> impl IntoView {
    let state = expect_context::<BoardState>();
    let number = state.number(&id);
    let title = state.read_step(&id, |step| step.title.trim().to_owned());
    let minutes = state.read_step(&id, |step| step.minutes);
    let words = move || if title.with(String::is_empty) { format!("Step {}", number.get()) } else { title.get() };
    let target = format!("#{}", step_element(&id));
    let is_current = move || (state.current.get().as_ref() == Some(&id)).then_some("step");
    view! {
        <li>
            <a
                class="outline__link"
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
