//! Deleted steps, and how to bring them back.

use leptos::prelude::*;

use super::state::{BoardState, title_or};
use crate::live::{DeletedItem, DeletedItems};

/// The steps that were deleted.
#[component]
pub fn DeletedSteps() -> impl IntoView {
    let state = expect_context::<BoardState>();
    let items = state.read(|lesson| {
        let steps = lesson.deleted_steps.iter();
        let item = steps.map(|step| DeletedItem {
            id: step.id.clone(),
            name: title_or(step, 0).replace("Step 0", "A step without a title"),
            length: format!("{} minutes", step.minutes),
        });
        item.collect::<Vec<_>>()
    });
    let fixed = Signal::derive(move || state.is_fixed());
    view! { <DeletedItems what="steps" items fixed restore=Callback::new(move |id| state.restore(id))/> }.into_any()
}
