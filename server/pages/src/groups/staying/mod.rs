//! Whether a school stays in its group.

mod actions;
mod forms;
mod load;
mod page;

use leptos::prelude::*;
use model::permission::Action;

use self::forms::StayingForm;
use self::page::StayingPage;
use crate::kit::route::{Place, Route, Who, form, page};
use crate::kit::take;

/// Its pages and forms.
pub const ROUTES: &[Route] = &[
    page("/groups/:group/staying", Who::Group(Action::ManageGroup), || view! { <StayingPage/> }.into_any())
        .in_navigation(Place::Group("Who stays")),
    form::<StayingForm>(Who::Group(Action::ManageGroup), |sent| take(sent, actions::save)),
];
