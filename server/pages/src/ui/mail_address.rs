//! An address of email, or whom a message is for where there is none.

use leptos::prelude::*;

/// Breaks after its @ alone, where a line is too short for it.
#[component]
pub fn MailAddress(address: String) -> impl IntoView {
    match address.split_once('@') {
        Some((name, place)) => view! { <span class="mail-address">{format!("{name}@")}<wbr/>{place.to_owned()}</span> }.into_any(),
        None => address.into_any(),
    }
}
