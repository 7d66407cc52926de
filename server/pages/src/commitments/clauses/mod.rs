//! What heads are asked to commit to, in its versions.

mod actions;
mod compare_page;
mod edit_page;
mod forms;
mod load;
mod page;

use leptos::prelude::*;
use model::permission::Action;

use self::compare_page::CompareClausesPage;
use self::edit_page::EditClausesPage;
use self::forms::WordingForm;
use self::page::ClausesPage;
use crate::kit::route::{Place, Route, Who, form, page};
use crate::kit::take;

/// Its pages and forms.
pub const ROUTES: &[Route] = &[
    page("/hub/clauses", Who::Hub(Action::ManageHub), || view! { <ClausesPage/> }.into_any()).in_navigation(Place::Hub("Wording")),
    page("/hub/clauses/edit", Who::Hub(Action::ManageHub), || view! { <EditClausesPage/> }.into_any()),
    page("/hub/clauses/compare", Who::Hub(Action::ManageHub), || view! { <CompareClausesPage/> }.into_any()),
    form::<WordingForm>(Who::Hub(Action::ManageHub), |sent| take(sent, actions::save)),
];
