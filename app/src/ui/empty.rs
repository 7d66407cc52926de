//! A place where something will be.

use leptos::prelude::*;

/// Says what will be here, and offers the one thing to do about it.
#[component]
pub fn Empty(
    /// What is not there yet.
    #[prop(into)]
    title: String,
    /// What will be.
    #[prop(into)]
    text: String,
    /// One plain button or link.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <svg class="empty__sky" viewBox="0 0 104 48" aria-hidden="true">
                <path class="empty__sun" d="M36 36a16 16 0 0 1 32 0z"></path>
                <path d="M2 36h100M22 42h60"></path>
                <path class="empty__star" d="M90 8l1.2 3.8L95 13l-3.8 1.2L90 18l-1.2-3.8L85 13l3.8-1.2zM18 16l.8 2.2L21 19l-2.2.8L18 22l-.8-2.2L15 19l2.2-.8z"></path>
            </svg>
            <p class="empty__title">{title}</p>
            <p class="empty__text">{text}</p>
            {children.map(|children| children())}
        </div>
    }
    .into_any()
}
