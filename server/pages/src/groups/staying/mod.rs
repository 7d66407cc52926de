//! Whether a school stays in its group.

pub mod api;
pub mod page;

use leptos::prelude::*;
use model::permission::Action;

use self::page::StayingPage;
use crate::kit::route::{Place, Route, Who, page};

/// Its pages and forms.
pub const ROUTES: &[Route] = &[page("/groups/:group/staying", Who::Group(Action::ManageGroup), || view! { <StayingPage/> }.into_any())
    .in_navigation(Place::Group("Who stays"))];
