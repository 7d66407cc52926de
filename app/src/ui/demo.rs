//! The sign that everything here is invented.

use leptos::prelude::*;

/// The ribbon that hangs under the top bar, right after the `header`; nothing at all where the database is a real one.
#[component]
pub fn DemoRibbon(
    /// Whether everything here is invented.
    shown: bool,
) -> impl IntoView {
    shown.then(|| {
        view! {
            <aside class="demo-ribbon" aria-label="Demonstration">
                <strong>"Demonstration"</strong>
                <span class="demo-ribbon__more">": every school and person is invented"</span>
            </aside>
        }
    })
}
