//! Deleted steps, and how to bring them back.

use leptos::prelude::*;
use model::documents::board::StepId;

use super::state::{BoardState, title_or};
use crate::ui::icon::{Icon, IconName};
use crate::ui::rows::Rows;
use crate::ui::toast::{Toast, ToastRegion};

/// The steps that were deleted; nothing is ever gone from here.
#[component]
pub fn DeletedSteps() -> impl IntoView {
    let state = expect_context::<BoardState>();
    let deleted = state.read(|lesson| {
        let steps = lesson.deleted_steps.iter();
        steps.map(|step| (step.id.clone(), title_or(step, 0).replace("Step 0", "A step without a title"), step.minutes)).collect::<Vec<_>>()
    });
    let step = move |(id, title, minutes): (StepId, String, u32)| {
        view! {
            <li class="deleted__item">
                <span><strong>{title.clone()}</strong>{format!(", {minutes} minutes")}</span>
                <button
                    class="button button--small"
                    type="button"
                    aria-label=format!("Restore {title}")
                    disabled=move || state.is_fixed()
                    on:click=move |_| state.restore(id.clone())
                >
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
                    <span>{move || format!("Deleted steps, {}", deleted.with(Vec::len))}</span>
                </summary>
                <ul>
                    <Rows of=deleted key=|(id, title, minutes)| format!("{id} {minutes} {title}") draw=step/>
                </ul>
            </details>
        </Show>
    }
    .into_any()
}

/// What was just done, with a way back.
#[component]
pub fn Toasts() -> impl IntoView {
    let state = expect_context::<BoardState>();
    let toast = move || {
        state.done.get().map(|done| {
            let undo = done.restore.map(|id| {
                view! {
                    <button class="toast__action" type="button" on:click=move |_| state.restore(id.clone())>
                        "Undo"
                    </button>
                }
            });
            view! { <Toast words=done.words>{undo}</Toast> }
        })
    };
    view! { <ToastRegion><div>{toast}</div></ToastRegion> }.into_any()
}
