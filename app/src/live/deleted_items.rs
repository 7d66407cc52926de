//! Deleted items, and how to bring them back.

use leptos::prelude::*;
use model::live::items::ItemId;

use super::not_shown;
use crate::ui::icon::{Icon, IconName};
use crate::ui::rows::Rows;

/// So many of them are shown; more would only fill a page.
const MOST: usize = 500;

/// One of them, as the list has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeletedItem {
    pub id: ItemId,
    /// What it is called.
    pub name: String,
    /// How long it takes, in words.
    pub length: String,
}

/// The items that were deleted; nothing is ever gone from here.
#[component]
pub fn DeletedItems(
    /// What they are, as in `Deleted steps, 2`.
    what: &'static str,
    items: Memo<Vec<DeletedItem>>,
    /// Whether edits can't be made (yet).
    fixed: Signal<bool>,
    /// Brings one back.
    restore: Callback<ItemId>,
) -> impl IntoView {
    let shown = Memo::new(move |_| items.with(|items| items.iter().take(MOST).cloned().collect::<Vec<_>>()));
    let more = move || {
        let words = not_shown(items.with(Vec::len).saturating_sub(MOST));
        words.map(|words| view! { <p class="deleted__item">{words}</p> })
    };
    let row = move |DeletedItem { id, name, length }: DeletedItem| {
        view! {
            <li class="deleted__item">
                <span><strong>{name.clone()}</strong>{format!(", {length}")}</span>
                <button
                    class="button button--small"
                    type="button"
                    aria-label=format!("Restore {name}")
                    disabled=move || fixed.get()
                    on:click=move |_| restore.run(id.clone())
                >
                    "Restore"
                </button>
            </li>
        }
        .into_any()
    };
    view! {
        <Show when=move || items.with(|items| !items.is_empty())>
            <details class="deleted">
                <summary class="deleted__summary">
                    <Icon name=IconName::Forward class="icon--small"/>
                    <span>{move || format!("Deleted {what}, {}", items.with(Vec::len))}</span>
                </summary>
                <ul>
                    <Rows of=shown key=|DeletedItem { id, name, length }| format!("{id} {length} {name}") draw=row/>
                </ul>
                {more}
            </details>
        </Show>
    }
    .into_any()
}
