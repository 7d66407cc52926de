//! Finding a school while one types. Without the script it is a line of text, and the server finds the school by it.

use app::ui::field::{Field, described_by};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::load::SearchSchools;
use crate::ui::script::PageScript;

/// Asks for a school. The form gets `school`, what was typed, and `school_id`, which is empty until one is chosen.
#[component]
pub fn SchoolPicker(
    /// The question.
    #[prop(into)]
    label: String,
    /// What helps to answer it; may be empty.
    #[prop(optional, into)]
    hint: String,
    /// What was typed before.
    #[prop(optional, into)]
    value: String,
    /// The id of the school that was chosen before; may be empty.
    #[prop(optional, into)]
    chosen: String,
    /// What is wrong with the answer.
    error: Option<String>,
) -> impl IntoView {
    let (has_hint, has_error) = (!hint.is_empty(), error.is_some());
    view! {
        <Field id="school" label hint error=Signal::stored(error)>
            <div class="combobox" data-schools=SearchSchools::url()>
                <input class="field__input" id="school" name="school" type="text" value=value autocomplete="off" spellcheck="false"
                    aria-invalid=has_error.then_some("true") aria-describedby=described_by("school", has_hint, has_error)/>
                <input type="hidden" name="school_id" value=chosen/>
                <ul class="combobox__list" id="school-list" role="listbox" aria-label="Schools that fit" hidden=true></ul>
                <p class="visually-hidden" role="status"></p>
            </div>
            <PageScript name="school"/>
        </Field>
    }
    .into_any()
}
