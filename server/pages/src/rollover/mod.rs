//! The turn of the year.

pub mod api;
pub mod data;
pub mod groups;
pub mod page;

use leptos::prelude::*;
use model::permission::Action;

use self::page::{RolloverBackPage, RolloverPage};
use crate::kit::route::{Place, Route, Who, page};

/// Its pages and forms.
pub const ROUTES: &[Route] = &[
    page("/hub/rollover", Who::Hub(Action::RollOver), || view! { <RolloverPage/> }.into_any()).in_navigation(Place::Hub("Turn the year")),
    page("/hub/rollover/back", Who::Hub(Action::RollOver), || view! { <RolloverBackPage/> }.into_any()),
];
