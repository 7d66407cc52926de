//! Whose a form is, on pages that also run in the browser.

use leptos::prelude::*;
use model::ids::PersonId;

/// The field's name.
pub const SENDER: &str = "sender";

/// A field that nobody sees: when somebody else has signed in before the form is sent, it is not taken, and when the session has ended it is
/// kept for `person` alone. Pages that only the server makes have [`super::sender::Sender`].
#[component]
pub fn SenderField(person: PersonId) -> impl IntoView {
    view! { <input type="hidden" name=SENDER value=person.to_string()/> }
}
