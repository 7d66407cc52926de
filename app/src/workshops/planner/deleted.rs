//! Deleted blocks, and how to bring them back.

use leptos::prelude::*;
use model::documents::plan::{Agenda, BlockId};

use super::state::PlanState;
use super::words::{block_name, length};
use crate::ui::icon::{Icon, IconName};
use crate::ui::rows::Rows;
use crate::ui::toast::{Toast, ToastRegion};

/// The blocks that were deleted; nothing is ever gone from here.
#[component]
pub fn DeletedBlocks() -> impl IntoView {
    let state = expect_context::<PlanState>();
    let list = |agenda: &Agenda| {
        agenda.deleted_blocks.iter().map(|block| (block.id.clone(), block_name(block), block.minutes)).collect::<Vec<_>>()
    };
    let deleted = Memo::new(move |_| state.live.content.with(list));
    let row = move |(id, name, minutes): (BlockId, String, u32)| {
        view! {
            <li class="deleted__item">
                <span><strong>{name.clone()}</strong>{format!(", {}", length(minutes))}</span>
                <button class="button button--small" type="button" aria-label=format!("Restore {name}") disabled=move || state.is_fixed()
                    on:click=move |_| state.restore(id.clone())>
                    "Restore"
                </button>
            </li>
        }
        .into_any()
    };
    view! {
        <Show when=move || deleted.with(|deleted| !deleted.is_empty())>
            <details class="deleted">
                <summary class="deleted__summary">
                    <Icon name=IconName::Forward class="icon--small"/>
                    <span>{move || format!("Deleted blocks, {}", deleted.with(Vec::len))}</span>
                </summary>
                <ul><Rows of=deleted key=|(id, name, minutes)| format!("{id} {minutes} {name}") draw=row/></ul>
            </details>
        </Show>
    }
    .into_any()
}

/// What was just done, with a way back.
#[component]
pub fn Toasts() -> impl IntoView {
    let state = expect_context::<PlanState>();
    let toast = move || {
        state.done.get().map(|done| {
            let undo = done.restore.map(|id| {
                view! { <button class="toast__action" type="button" on:click=move |_| state.restore(id.clone())>"Undo"</button> }
            });
            view! { <Toast words=done.words>{undo}</Toast> }
        })
    };
    view! { <ToastRegion><div>{toast}</div></ToastRegion> }.into_any()
}
