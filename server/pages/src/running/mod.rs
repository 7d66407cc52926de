//! Running a workshop from one screen: the lead's page, the wall's, and what all devices are told.

mod actions;
pub mod forms;
mod lead_parts;
pub mod live;
mod load;
pub mod picture;
mod run_page;
mod screen_page;
mod words;

use leptos::prelude::*;

use self::forms::PressForm;
use self::run_page::RunPage;
use self::screen_page::ScreenPage;
use crate::kit::route::{Route, Who, form, page};
use crate::kit::take;

/// Its pages and its form.
pub const ROUTES: &[Route] = &[
    page("/workshops/:workshop/run", Who::Asked, || view! { <RunPage/> }.into_any()),
    page("/workshops/:workshop/screen", Who::Asked, || view! { <ScreenPage/> }.into_any()),
    form::<PressForm>(Who::Asked, |sent| take(sent, actions::press)),
];
