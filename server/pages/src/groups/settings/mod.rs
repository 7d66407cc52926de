//! A group's settings.

mod actions;
mod forms;
mod load;
mod page;
pub mod words;

use leptos::prelude::*;
use model::permission::Action;

use self::forms::SettingsForm;
use self::page::GroupSettingsPage;
use crate::kit::route::{Place, Route, Who, form, page};
use crate::kit::take;

/// Its pages and forms.
pub const ROUTES: &[Route] = &[
    page("/groups/:group/settings", Who::Group(Action::ManageGroup), || view! { <GroupSettingsPage/> }.into_any())
        .in_navigation(Place::Group("Settings and years")),
    form::<SettingsForm>(Who::Group(Action::ManageGroup), |sent| take(sent, actions::save)),
];
