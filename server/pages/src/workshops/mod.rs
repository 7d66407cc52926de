//! A year's workshops.

mod actions;
mod forms;
mod load;
mod page;
mod slots;

use leptos::prelude::*;
use model::permission::Action;

use self::forms::WorkshopsForm;
use self::page::WorkshopsPage;
use crate::kit::route::{Place, Route, Who, form, page};
use crate::kit::take;

/// Its pages and forms.
pub const ROUTES: &[Route] = &[
    page("/groups/:group/workshops", Who::Group(Action::ManageGroup), || view! { <WorkshopsPage/> }.into_any())
        .in_navigation(Place::Group("Workshops")),
    form::<WorkshopsForm>(Who::Group(Action::ManageGroup), |sent| take(sent, actions::save)),
];
