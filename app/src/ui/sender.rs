//! Who had signed in when a form was made.

use leptos::prelude::*;

use crate::context::{SENDER, known_person};

/// A field that nobody sees, for every form of somebody who has signed in: when their session ends before they send it, the form is
/// kept for them and for nobody else.
#[component]
pub fn Sender() -> impl IntoView {
    known_person().map(|person| view! { <input type="hidden" name=SENDER value=person.to_string()/> })
}
