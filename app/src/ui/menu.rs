//! A button with a list of things to do behind it.

use leptos::prelude::*;

/// The button and its list, which opens without our script. With it (`public/scripts/menu.js`) arrows, Home and End go through the list, and it
/// shuts with Escape, by choosing, by going elsewhere and by opening another.
#[component]
pub fn Menu(
    /// The button's accessible name, where what it shows is no word.
    #[prop(optional, into)]
    label: Option<Signal<String>>,
    /// The classes of the button.
    #[prop(into)]
    button_class: String,
    /// More classes than `menu`.
    #[prop(optional)]
    class: &'static str,
    /// What the button shows.
    button: AnyView,
    /// What stands in the list: each thing a `menu__item`.
    children: Children,
) -> impl IntoView {
    let class = if class.is_empty() { "menu".to_owned() } else { format!("menu {class}") };
    view! {
        <details class=class>
            <summary class=button_class aria-label=move || label.map(|label| label.get())>
                {button}
            </summary>
            <div class="menu__list">{children()}</div>
        </details>
    }
    .into_any()
}
