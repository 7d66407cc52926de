//! One problem that is about several fields of a form, each of which can tell its own.

use std::borrow::Cow;

use app::ui::error_summary::ErrorSummary;
use app::ui::fields::FormState;
use leptos::prelude::*;

/// What is wrong with fields: the id of each, and the words.
pub type Wrong = Vec<(Cow<'static, str>, String)>;

/// The words for one field.
pub fn about(wrong: &Wrong, id: &str) -> Option<String> {
    wrong.iter().find(|(own, _)| own == id).map(|(_, words)| words.clone())
}

/// The summary at a form's top, in which `each` takes the place of the problem of the field `whole`.
pub fn summary(form: &FormState, whole: &str, each: &Wrong) -> Option<AnyView> {
    let problems = form.error.as_ref()?.problems();
    if each.is_empty() || problems.iter().all(|(field, _)| field != whole) {
        return form.summary();
    }
    let problems: Wrong = problems.into_iter().flat_map(|problem| if problem.0 == whole { each.clone() } else { vec![problem] }).collect();
    Some(view! { <ErrorSummary problems/> }.into_any())
}
