//! The field for a code, wherever somebody may come with one.

use app::ui::fields::{FormState, SendButton, TextField};
use leptos::prelude::*;

use super::forms::FindForm;
use crate::kit::Form;
use crate::ui::sender::Sender;

/// One field and its button. Whatever was typed is understood as far as it can be.
#[component]
pub fn CodeForm(form: FormState) -> impl IntoView {
    view! {
        <form method="post" action=FindForm::ACTION novalidate class="join-code">
            <Sender/>
            <TextField form name="code" label="Code on the board" hint="Six letters and digits; capitals and blanks don’t matter" size=12/>
            <SendButton label="Go on" class="button--primary button--wide"/>
        </form>
    }
    .into_any()
}
