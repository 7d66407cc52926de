//! Forming groups: schools on a map and in a list, put into groups of six to twelve.

pub mod api;
pub mod data;
pub mod following;
pub mod group_cards;
pub mod layout;
pub mod map;
pub mod new_group;
pub mod page;
pub mod steps;
pub mod suggestion;
pub mod sure;
pub mod waiting;
pub mod words;

use leptos::prelude::*;
use model::permission::Action;

use self::page::FormingPage;
use self::sure::SurePage;
use crate::kit::route::{Place, Route, Who, page};

/// Its pages and forms.
pub const ROUTES: &[Route] = &[
    page("/hub/forming", Who::Hub(Action::FormGroups), || view! { <FormingPage/> }.into_any()).in_navigation(Place::Hub("Forming groups")),
    page("/hub/forming/sure", Who::Hub(Action::FormGroups), || view! { <SurePage/> }.into_any()),
];
