//! Everything one can do with a step, without dragging.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use leptos_router::location::Url;
use model::documents::board::StepId;

use crate::boards::state::BoardState;
use crate::ui::icon::{Icon, IconName};
use crate::ui::menu::Menu;

/// Whether whoever looks at the board may bring steps to other boards of its group.
#[derive(Clone, Copy, Debug)]
pub struct MayCopySteps(pub bool);

/// The menu.
#[component]
pub fn StepMenu(id: StepId, number: Memo<usize>) -> impl IntoView {
    let state = expect_context::<BoardState>();
    let count = state.count();
    let label = Signal::derive(move || format!("More for step {}", number.get()));
    let is_first = Signal::derive(move || number.get() <= 1);
    let is_last = Signal::derive(move || number.get() >= count.get());
    let is_alone = Signal::derive(move || count.get() < 2);
    let copy_address = copy_address(&id);
    let may_copy = state.live.may_edit() && use_context::<MayCopySteps>().is_some_and(|may| may.0);
    let step = StoredValue::new(id);
    let item = move |icon, words, is_off: Option<Signal<bool>>, act: fn(BoardState, StepId)| {
        view! {
            <button
                class="menu__item"
                type="button"
                disabled={move || state.is_fixed() || is_off.is_some_and(|is_off| is_off.get())}
                on:click=move |_| act(state, step.get_value())
            >
                <Icon name=icon/>
                {words}
            </button>
        }
    };
    let button = view! { <Icon name=IconName::More/> }.into_any();
    view! {
        <Menu button_class="icon-button" label button>
            {item(IconName::ArrowUp, "Move up", Some(is_first), |state, id| state.nudge(id, false))}
            {item(IconName::ArrowDown, "Move down", Some(is_last), |state, id| state.nudge(id, true))}
            {item(IconName::Steps, "Move to place…", Some(is_alone), |state, id| state.moving.set(Some(id)))}
            {item(IconName::Plus, "Add a step below", None, |state, id| state.add(Some(id)))}
            {item(IconName::Copy, "Duplicate", None, BoardState::duplicate)}
            {may_copy.then(|| view! {
                // A page without a program: what is typed here is kept, and the way back leads to this step.
                <a class="menu__item" href=copy_address rel="external">
                    <Icon name=IconName::Copy/>
                    "Copy to another board"
                </a>
            })}
            <hr class="menu__rule"/>
            <button
                class="menu__item menu__item--danger"
                type="button"
                disabled=move || state.is_fixed()
                on:click=move |_| state.delete(step.get_value())
            >
                <Icon name=IconName::Trash/>
                "Delete step"
            </button>
        </Menu>
    }
    .into_any()
}

/// Where the board is chosen that a step is copied to.
fn copy_address(step: &StepId) -> String {
    let board = use_params_map().with_untracked(|params| params.get("board")).unwrap_or_default();
    format!("/boards/{board}/copy-step?step={}", Url::escape(step.as_str()))
}
