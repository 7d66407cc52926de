//! A person as a disc with initials; colour and rim tell people apart, the name is always near.

use leptos::prelude::*;

/// A person's disc, as decoration beside their name.
#[component]
pub fn Avatar(
    /// Two letters.
    initials: String,
    /// One of the eight colours, from 1.
    #[prop(default = 1)]
    colour: u8,
    /// More classes than `avatar`.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    let class = if class.is_empty() { "avatar".to_owned() } else { format!("avatar {class}") };
    view! {
        <span class=class translate="no" data-colour=colour.to_string() aria-hidden="true">
            <svg class="avatar__disc" viewBox="0 0 40 40" aria-hidden="true">
                <circle cx="20" cy="20" r="15"></circle>
                <circle cx="20" cy="20" r="17.6"></circle>
            </svg>
            <span class="avatar__initials">{initials}</span>
        </span>
    }
    .into_any()
}
