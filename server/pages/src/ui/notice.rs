//! A sentence at the top of a page: what was just done, or what to know first.

use app::ui::icon::{Icon, IconName};
use leptos::prelude::*;

/// What was just done; a screen reader says it when the page is there. Nothing without words.
#[component]
pub fn Done(
    /// One sentence.
    words: Option<String>,
) -> impl IntoView {
    words.map(|words| {
        view! {
            <p class="notice notice--ok" role="status"><Icon name=IconName::Done/><span>{words}</span></p>
        }
    })
}

/// What to know before going on.
#[component]
pub fn Warn(
    /// The sentence, perhaps with a link.
    children: Children,
) -> impl IntoView {
    view! { <div class="notice"><Icon name=IconName::Warning/><div>{children()}</div></div> }
}
