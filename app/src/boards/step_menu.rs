//! Everything one can do with a step, without dragging.

use leptos::prelude::*;
use model::board::StepId;

use super::state::BoardState;
use crate::ui::icon::{Icon, IconName};

/// The menu.
#[component]
pub fn StepMenu(id: StepId, number: Memo<usize>) -> impl IntoView {
    let state = expect_context::<BoardState>();
    let count = state.count();
    let step = StoredValue::new(id);
    let menu = NodeRef::<leptos::html::Details>::new();
    let summary = NodeRef::<leptos::html::Summary>::new();
    // The focus goes back to where the menu hangs; it would be lost with the button that was pressed.
    let shut = move || {
        if let (Some(menu), Some(summary)) = (menu.get_untracked(), summary.get_untracked()) {
            menu.set_open(false);
            let _ = summary.focus();
        }
    };
    let act = move |act: fn(BoardState, StepId)| {
        move |_| {
            shut();
            act(state, step.get_value());
        }
    };
    view! {
        <details class="menu" node_ref=menu>
            <summary class="icon-button" node_ref=summary aria-label=move || format!("More for step {}", number.get())>
                <Icon name=IconName::More/>
            </summary>
            <div class="menu__list">
                <button
                    class="menu__item"
                    type="button"
                    disabled={move || state.is_fixed() || number.get() <= 1}
                    on:click=act(|state, id| state.nudge(id, false))
                >
                    <Icon name=IconName::ArrowUp/>
                    "Move up"
                </button>
                <button
                    class="menu__item"
                    type="button"
                    disabled={move || state.is_fixed() || number.get() >= count.get()}
                    on:click=act(|state, id| state.nudge(id, true))
                >
                    <Icon name=IconName::ArrowDown/>
                    "Move down"
                </button>
                <button class="menu__item" type="button" disabled=move || state.is_fixed() on:click=act(|state, id| state.add(Some(id)))>
                    <Icon name=IconName::Plus/>
                    "Add a step below"
                </button>
                <button class="menu__item" type="button" disabled=move || state.is_fixed() on:click=act(BoardState::duplicate)>
                    <Icon name=IconName::Copy/>
                    "Duplicate"
                </button>
                <hr class="menu__rule"/>
                <button
                    class="menu__item menu__item--danger"
                    type="button"
                    disabled=move || state.is_fixed()
                    on:click=act(BoardState::delete)
                >
                    <Icon name=IconName::Trash/>
                    "Delete step"
                </button>
            </div>
        </details>
    }
    .into_any()
}
