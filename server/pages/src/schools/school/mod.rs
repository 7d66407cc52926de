//! A school's own page.

mod actions;
mod forms;
mod inside;
mod load;
mod page;
mod phases;

use leptos::prelude::*;
use model::permission::Action;

use self::forms::{AddPhaseForm, RemovePhaseForm};
use self::page::SchoolPage;
use crate::kit::route::{Route, Who, form, page};
use crate::kit::take;

/// Its pages and forms.
pub const ROUTES: &[Route] = &[
    page("/schools/:school", Who::SignedIn, || view! { <SchoolPage/> }.into_any()),
    form::<AddPhaseForm>(Who::Hub(Action::TriageInterest), |sent| take(sent, actions::add_phase)),
    form::<RemovePhaseForm>(Who::Hub(Action::TriageInterest), |sent| take(sent, actions::remove_phase)),
];
