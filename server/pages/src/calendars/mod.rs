//! Links by which calendars follow workshops: made, and stopped, by whoever they belong to.

mod actions;
mod forms;
mod links_page;
mod load;
mod made;
mod stop_page;

use leptos::prelude::*;

use self::forms::{MakeForm, StopForm};
use self::links_page::CalendarsPage;
use self::stop_page::StopPage;
use crate::kit::route::{Route, Who, form, page};
use crate::kit::take;

/// Its pages and forms.
pub const ROUTES: &[Route] = &[
    page("/account/calendars", Who::SignedIn, || view! { <CalendarsPage/> }.into_any()),
    page("/account/calendars/:feed/stop", Who::SignedIn, || view! { <StopPage/> }.into_any()),
    form::<MakeForm>(Who::SignedIn, |sent| take(sent, actions::make)),
    form::<StopForm>(Who::SignedIn, |sent| take(sent, actions::stop)),
];
