//! The phone's way between the board's parts.

use leptos::prelude::*;

use super::checks::check_count;
use super::state::{BoardState, View, place, step_element};
use crate::ui::icon::{Icon, IconName};

/// The bottom bar.
#[component]
pub fn BottomBar() -> impl IntoView {
    let state = expect_context::<BoardState>();
    let checks = state.read(check_count);
    let number = Memo::new(move |_| {
        let current = state.current.get();
        state.live.content.with(|lesson| current.and_then(|id| place(lesson, &id)).map_or(1, |index| index + 1))
    });
    let step_href = move || state.current.get().map_or_else(|| "#steps".to_owned(), |id| format!("#{}", step_element(&id)));
    let is_shown = move |view| move || (state.view.get() == Some(view)).then_some("true");
    view! {
        <nav class="bottom-bar" aria-label="Parts of the board">
            <a class="bottom-bar__item" href="#outline" rel="external" aria-current=is_shown(View::Steps) on:click=move |_| state.jump("#outline")>
                <Icon name=IconName::Steps class="icon--alone"/>
                <span>"Steps"</span>
            </a>
            <a class="bottom-bar__item" href=step_href rel="external" aria-current=is_shown(View::Step) on:click=move |_| state.jump(&step_href())>
                <Icon name=IconName::Pencil class="icon--alone"/>
                <span>{move || format!("Step {}", number.get())}</span>
            </a>
            <a class="bottom-bar__item" href="#checks" rel="external" aria-current=is_shown(View::Checks) on:click=move |_| state.jump("#checks")>
                <Icon name=IconName::Half class="icon--alone"/>
                <Show when=move || { checks.get() > 0 }>
                    <span class="bottom-bar__count" translate="no">{checks}</span>
                </Show>
                <span>"Checks"</span>
            </a>
            <a class="bottom-bar__item" href="#here" rel="external" aria-current=is_shown(View::Here) on:click=move |_| state.jump("#here")>
                <Icon name=IconName::People class="icon--alone"/>
                <span>"Here"</span>
            </a>
        </nav>
    }
    .into_any()
}
