//! What stands on every page, letter and paper of the hub.

mod actions;
mod forms;
mod page;

use leptos::prelude::*;
use model::permission::Action;

use self::forms::SettingsForm;
use self::page::SettingsPage;
use crate::kit::route::{Place, Route, Who, form, page};
use crate::kit::take;

/// Its pages and forms.
pub const ROUTES: &[Route] = &[
    page("/hub/settings", Who::Hub(Action::ManageHub), || view! { <SettingsPage/> }.into_any()).in_navigation(Place::Hub("Settings")),
    form::<SettingsForm>(Who::Hub(Action::ManageHub), |sent| take(sent, actions::save)),
];
