//! A question among several of one kind that stand in a row, each with its own label, hint and error.

use app::ui::field::{FieldError, described_by};
use leptos::prelude::*;

use super::day_field::DayInput;

#[component]
pub fn RowField(
    /// Its `id`.
    #[prop(into)]
    id: String,
    /// Its `name`.
    #[prop(into)]
    name: String,
    /// `text`, `time`, `url`, or `day` for one that is typed in whatever way.
    kind: &'static str,
    /// What stands in it.
    #[prop(into)]
    value: String,
    label: &'static str,
    /// What helps to answer it; may be empty.
    #[prop(default = "")]
    hint: &'static str,
    /// What is wrong with it.
    error: Option<String>,
    /// One more class; may be empty.
    #[prop(default = "")]
    class: &'static str,
) -> impl IntoView {
    let (has_hint, has_error) = (!hint.is_empty(), error.is_some());
    let input = if kind == "day" {
        view! { <DayInput id=id.clone() name value has_hint has_error/> }.into_any()
    } else {
        view! {
            <input class="field__input" id=id.clone() name=name type=kind value=value autocomplete="off"
                aria-invalid=has_error.then_some("true") aria-describedby=described_by(&id, has_hint, has_error)/>
        }
        .into_any()
    };
    let marked = if has_error { "field--error" } else { "" };
    let classes: Vec<&str> = ["field", class, marked].into_iter().filter(|class| !class.is_empty()).collect();
    view! {
        <div class=classes.join(" ")>
            <label class="field__label" for=id.clone()>{label}</label>
            {has_hint.then(|| view! { <span class="field__hint" id=format!("{id}-hint")>{hint}</span> })}
            <FieldError id error=Signal::stored(error)/>
            {input}
        </div>
    }
    .into_any()
}
