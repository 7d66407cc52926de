//! The turn of the year.

mod actions;
mod data;
mod forms;
mod groups;
mod load;
mod page;

use leptos::prelude::*;
use model::permission::Action;

use self::forms::{TurnBackForm, TurnForm};
use self::page::{RolloverBackPage, RolloverPage};
use crate::kit::route::{Place, Route, Who, form, page};
use crate::kit::take;

/// Its pages and forms.
pub const ROUTES: &[Route] = &[
    page("/hub/rollover", Who::Hub(Action::RollOver), || view! { <RolloverPage/> }.into_any()).in_navigation(Place::Hub("Turn the year")),
    page("/hub/rollover/back", Who::Hub(Action::RollOver), || view! { <RolloverBackPage/> }.into_any()),
    form::<TurnForm>(Who::Hub(Action::RollOver), |sent| take(sent, actions::turn)),
    form::<TurnBackForm>(Who::Hub(Action::RollOver), |sent| take(sent, actions::turn_back)),
];
