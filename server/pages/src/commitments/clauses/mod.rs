//! What heads are asked to commit to, in its versions.

pub mod api;
pub mod compare_page;
pub mod edit_page;
pub mod page;

use leptos::prelude::*;
use model::permission::Action;

use self::compare_page::CompareClausesPage;
use self::edit_page::EditClausesPage;
use self::page::ClausesPage;
use crate::kit::route::{Place, Route, Who, page};

/// Its pages and forms.
pub const ROUTES: &[Route] = &[
    page("/hub/clauses", Who::Hub(Action::ManageHub), || view! { <ClausesPage/> }.into_any()).in_navigation(Place::Hub("Wording")),
    page("/hub/clauses/edit", Who::Hub(Action::ManageHub), || view! { <EditClausesPage/> }.into_any()),
    page("/hub/clauses/compare", Who::Hub(Action::ManageHub), || view! { <CompareClausesPage/> }.into_any()),
];
