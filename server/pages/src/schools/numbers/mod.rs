//! Schools that closed as another one opened.

mod actions;
mod forms;
mod load;
mod page;

use leptos::prelude::*;
use model::permission::Action;

use self::forms::TakeBackForm;
use self::page::NewNumbersPage;
use crate::kit::route::{Route, Who, form, page};
use crate::kit::take;

/// Its pages and forms.
pub const ROUTES: &[Route] = &[
    page("/schools/new-numbers", Who::Hub(Action::ImportSchools), || view! { <NewNumbersPage/> }.into_any()),
    form::<TakeBackForm>(Who::Hub(Action::ImportSchools), |sent| take(sent, actions::take_back)),
];
