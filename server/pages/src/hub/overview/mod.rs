//! What a hub has to look at, first thing.

mod api;
pub mod page;
pub mod words;

use leptos::prelude::*;
use model::permission::Action;

use self::page::OverviewPage;
use crate::kit::route::{Place, Route, Who, page};

/// Its pages and forms.
pub const ROUTES: &[Route] =
    &[page("/hub", Who::Hub(Action::ViewHub), || view! { <OverviewPage/> }.into_any()).in_navigation(Place::Hub("Overview"))];
