//! A question of a form: label, hint, error, and the box for the answer.

use leptos::prelude::*;

use super::icon::{Icon, IconName};

/// The frame of a field. The input itself is the child: give it `id`, `aria-invalid` and `aria-describedby` (see [`described_by`]).
#[component]
pub fn Field(
    /// The input's id.
    id: &'static str,
    /// The question.
    #[prop(into)]
    label: String,
    /// What helps to answer it.
    #[prop(optional, into)]
    hint: String,
    /// What is wrong with the answer, as long as it is.
    error: Signal<Option<String>>,
    /// The input.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="field" class:field--error=move || error.get().is_some()>
            <label class="field__label" for=id>{label}</label>
            {(!hint.is_empty()).then(|| view! { <span class="field__hint" id=format!("{id}-hint")>{hint}</span> })}
            <FieldError id error/>
            {children()}
        </div>
    }
    .into_any()
}

/// The error of a field, between its label and its input.
#[component]
pub fn FieldError(
    /// The input's id.
    #[prop(into)]
    id: String,
    /// What is wrong, as long as it is.
    error: Signal<Option<String>>,
) -> impl IntoView {
    move || {
        error.get().map(|error| {
            view! {
                <p class="field__error" id=format!("{id}-error")>
                    <Icon name=IconName::Warning/>
                    <span><span class="visually-hidden">"Error: "</span>{error}</span>
                </p>
            }
        })
    }
}

/// The ids of what describes an input: its hint and its error, where it has them.
pub fn described_by(id: &str, hint: bool, error: bool) -> Option<String> {
    match (hint, error) {
        (true, true) => Some(format!("{id}-hint {id}-error")),
        (true, false) => Some(format!("{id}-hint")),
        (false, true) => Some(format!("{id}-error")),
        (false, false) => None,
    }
}
