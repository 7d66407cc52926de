//! Computers in staffrooms are shared: whoever goes can leave nothing behind.

use app::ui::icon::{Icon, IconName};
use leptos::prelude::*;

use super::forms::ForgetForm;
use crate::kit::Form;

/// Deletes what this browser holds: one opens it first, so that nobody does it by a slip.
#[component]
pub fn Forget(
    /// What the button says.
    what: &'static str,
    /// What it means.
    words: &'static str,
) -> impl IntoView {
    view! {
        <details class="interest__forget">
            <summary>"Is this a shared computer?"<Icon name=IconName::Down/></summary>
            <p class="quiet">{words}</p>
            <form method="post" action=ForgetForm::ACTION>
                <button class="button" type="submit"><Icon name=IconName::Trash/>{what}</button>
            </form>
        </details>
    }
    .into_any()
}
