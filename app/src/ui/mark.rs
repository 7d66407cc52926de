//! The mark: the sun on the horizon, one star.

use leptos::prelude::*;

/// The mark, as decoration beside the name or in a link that has one.
#[component]
pub fn Mark() -> impl IntoView {
    view! {
        <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
            <path class="mark__sun" d="M8.5 19.5a7.5 7.5 0 0 1 15 0z"></path>
            <path d="M3.5 19.5h25M7.5 24h17"></path>
            <path class="mark__star" d="M23.5 4.5l1.1 3.4 3.4 1.1-3.4 1.1-1.1 3.4-1.1-3.4-3.4-1.1 3.4-1.1z"></path>
        </svg>
    }
}
