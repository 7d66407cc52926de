//! A group's settings.

pub mod actions;
pub mod api;
pub mod page;
pub mod words;

use leptos::prelude::*;
use model::permission::Action;

use self::page::GroupSettingsPage;
use crate::kit::route::{Place, Route, Who, page};

/// Its pages and forms.
pub const ROUTES: &[Route] =
    &[page("/groups/:group/settings", Who::Group(Action::ManageGroup), || view! { <GroupSettingsPage/> }.into_any())
        .in_navigation(Place::Group("Settings and years"))];
