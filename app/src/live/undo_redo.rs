//! Taking back and making again.

use leptos::prelude::*;
use model::live::Document;

use super::Live;
use crate::ui::icon::{Icon, IconName};

/// The two buttons of the top bar.
#[component]
pub fn UndoRedo<D: Document>(live: Live<D>) -> impl IntoView {
    view! {
        <div class="topbar__undo">
            <button class="icon-button" type="button" aria-label="Undo" disabled=move || !live.can_undo.get() on:click=move |_| live.undo()>
                <Icon name=IconName::Undo/>
            </button>
            <button class="icon-button" type="button" aria-label="Redo" disabled=move || !live.can_redo.get() on:click=move |_| live.redo()>
                <Icon name=IconName::Redo/>
            </button>
        </div>
    }
    .into_any()
}
