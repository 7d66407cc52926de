//! The foot of every page: whom to ask, and what works from here, always at the same place.

use leptos::prelude::*;

use super::frame::Contact;

/// The foot of a page.
#[component]
pub fn Footer(
    /// Whom to ask for help.
    contact: Option<Contact>,
    /// What stands on every page and paper of a group's year; may be empty.
    #[prop(optional, into)]
    stamp: String,
) -> impl IntoView {
    view! {
        <footer class="home__foot">
            <span class="home__stamp">{if stamp.is_empty() { "For primary schools that work together in maths.".to_owned() } else { stamp }}</span>
            {contact.map(|contact| view! {
                <span>"Help: "{contact.name}</span>
                <a href=format!("mailto:{}", contact.email)>{contact.email.clone()}</a>
                {(!contact.person.is_empty()).then(|| view! { <span>{contact.person}</span> })}
            })}
            <a class="home__check" href="/check" rel="external">"Check this device and network"</a>
        </footer>
    }
    .into_any()
}
