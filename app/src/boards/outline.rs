//! The outline: every part of the board, a jump away.

use leptos::prelude::*;

use super::state::{BoardState, View, step_element, title_or};
use crate::ui::icon::{Icon, IconName};

/// The outline.
#[component]
pub fn Outline() -> impl IntoView {
    let state = expect_context::<BoardState>();
    let steps = state.read(|lesson| {
        let steps = lesson.steps.iter().enumerate();
        steps.map(|(index, step)| (step.id.clone(), index + 1, title_or(step, index + 1), step.minutes)).collect::<Vec<_>>()
    });
    view! {
        <nav class="board__outline" aria-label="Outline">
            <div class="board__sticky outline">
                <a class="outline__link" href="#key">
                    <Icon name=IconName::Target/>
                    <span>"Key learning point"</span>
                </a>
                <a class="outline__link" href="#around">
                    <Icon name=IconName::Around/>
                    <span>"Before and next"</span>
                </a>
                <h2 class="outline__heading">"Small steps"</h2>
                <ol>
                    <For each=move || steps.get() key=Clone::clone let((id, number, title, minutes))>
                        <li>
                            <a
                                class="outline__link"
                                href=format!("#{}", step_element(&id))
                                aria-current={
                                    let id = id.clone();
                                    move || (state.current.get().as_ref() == Some(&id)).then_some("step")
                                }
                                on:click=move |_| {
                                    state.current.set(Some(id.clone()));
                                    state.view.set(Some(View::Step));
                                }
                            >
                                <span class="outline__number">{number}</span>
                                <span>{title}</span>
                                <span class="outline__minutes">{minutes}</span>
                            </a>
                        </li>
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
