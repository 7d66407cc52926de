//! All problems of a form at its top, each a link to its field.

use std::borrow::Cow;

use leptos::html::Div;
use leptos::prelude::*;

use super::dom::focus_when_shown;
use super::icon::{Icon, IconName};
use super::page_title::ProblemTitle;

/// The summary; focus goes to it as soon as it is there, by our program or, on a page without one, by the browser, and the
/// title begins with it. `problems` are the field's id and the words.
#[component]
pub fn ErrorSummary(
    /// The id of each field, and what is wrong with it. An empty id belongs to the whole form.
    problems: Vec<(Cow<'static, str>, String)>,
) -> impl IntoView {
    let summary = NodeRef::<Div>::new();
    focus_when_shown(summary);
    let items = problems.into_iter().map(|(field, words)| {
        if field.is_empty() {
            view! { <li>{words}</li> }.into_any()
        } else {
            view! { <li><a href=format!("#{field}") rel="external">{words}</a></li> }.into_any()
        }
    });
    view! {
        <ProblemTitle/>
        <div class="error-summary" role="alert" tabindex="-1" id="problem" autofocus=true node_ref=summary>
            <h2 class="error-summary__title"><Icon name=IconName::Warning class="icon--alone"/>"There is a problem"</h2>
            <ul>{items.collect_view()}</ul>
        </div>
    }
    .into_any()
}
