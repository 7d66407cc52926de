//! One sentence that something was done. Never for errors.

use leptos::prelude::*;

use super::icon::{Icon, IconName};

/// Where toasts appear. Whoever shows one has its words spoken, where all that is spoken is.
#[component]
pub fn ToastRegion(
    /// The toasts that are shown.
    children: Children,
) -> impl IntoView {
    view! { <div class="toasts">{children()}</div> }
}

/// A toast, with an action such as Undo after its words.
#[component]
pub fn Toast(
    /// One sentence.
    #[prop(into)]
    words: String,
    /// A `toast__action` button.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="toast">
            <Icon name=IconName::Check/>
            <span class="toast__text">{words}</span>
            {children.map(|children| children())}
        </div>
    }
}
