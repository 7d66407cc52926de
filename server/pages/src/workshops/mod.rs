//! A year's workshops.

pub mod api;
pub mod form;
pub mod page;

use leptos::prelude::*;
use model::permission::Action;

use self::page::WorkshopsPage;
use crate::kit::route::{Place, Route, Who, page};

/// Its pages and forms.
pub const ROUTES: &[Route] = &[page("/groups/:group/workshops", Who::Group(Action::ManageGroup), || view! { <WorkshopsPage/> }.into_any())
    .in_navigation(Place::Group("Workshops"))];
