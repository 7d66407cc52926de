//! What the server alone does with a workshop's plan: starting it, and putting it on paper. It is made at `/workshops/:workshop`.

mod actions;
mod forms;
mod run_sheet;
pub mod templates;

use leptos::prelude::*;

use self::forms::StartPlanForm;
use self::run_sheet::RunSheetPage;
use crate::kit::route::{Route, Who, form, page};
use crate::kit::take;

/// Its page and form.
pub const ROUTES: &[Route] = &[
    page("/workshops/:workshop/run-sheet", Who::Asked, || view! { <RunSheetPage/> }.into_any()),
    form::<StartPlanForm>(Who::Asked, |sent| take(sent, actions::start)),
];
