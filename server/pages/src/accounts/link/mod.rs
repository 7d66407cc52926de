//! Signing in by a link in a letter.

mod actions;
mod forms;
mod load;
mod page;

use leptos::prelude::*;

use self::forms::{AskLinkForm, UseLinkForm};
use self::page::{AskLinkPage, LinkPage};
use crate::kit::route::{Route, Who, form, page};
use crate::kit::take;

/// Its pages and forms.
pub const ROUTES: &[Route] = &[
    page("/sign-in/link", Who::Everybody, || view! { <AskLinkPage/> }.into_any()),
    page("/sign-in/link/:token", Who::Everybody, || view! { <LinkPage/> }.into_any()),
    form::<AskLinkForm>(Who::Everybody, |sent| take(sent, actions::send)),
    form::<UseLinkForm>(Who::Everybody, |sent| take(sent, actions::use_link)),
];
