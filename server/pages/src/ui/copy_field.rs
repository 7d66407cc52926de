//! Words to be copied: an address, a text for a mail program of one's own.

use app::ui::verbatim::verbatim;
use leptos::prelude::*;

use super::script::PageScript;

/// They can be selected by hand; where scripts run, a button copies them and says what came of it.
#[component]
pub fn CopyField(
    /// Its `id`.
    id: &'static str,
    /// What it is.
    #[prop(into)]
    label: String,
    value: String,
    /// How many lines are seen at once; one without.
    #[prop(optional)]
    rows: Option<u32>,
) -> impl IntoView {
    let field = match rows {
        Some(rows) => view! {
            <textarea class="field__input" id=id rows=rows.to_string() readonly=true inner_html=verbatim(&value)></textarea>
        }
        .into_any(),
        None => view! { <input class="field__input" id=id type="text" value=value readonly=true/> }.into_any(),
    };
    view! {
        <div class="field">
            <label class="field__label" for=id>{label}</label>
            {field}
            <p class="form__actions">
                <button class="button" type="button" data-copy=id hidden=true>"Copy"</button>
                <span role="status"></span>
            </p>
        </div>
        <PageScript name="copy"/>
    }
    .into_any()
}
