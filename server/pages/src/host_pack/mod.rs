//! The host pack: what guests of a workshop have to know, on one sheet, and what the host has made ready.

mod actions;
mod edit_page;
mod forms;
mod load;
mod page;

use leptos::prelude::*;

use self::edit_page::EditPage;
use self::forms::HostPackForm;
use self::page::HostPackPage;
use crate::kit::route::{Route, Who, form, page};
use crate::kit::take;

/// Its pages and form: whoever sees the group reads it, those of the host school and whoever leads the group fill it in.
pub const ROUTES: &[Route] = &[
    page("/workshops/:workshop/host-pack", Who::Asked, || view! { <HostPackPage/> }.into_any()),
    page("/workshops/:workshop/host-pack/edit", Who::Asked, || view! { <EditPage/> }.into_any()),
    form::<HostPackForm>(Who::Asked, |sent| take(sent, actions::save)),
];
