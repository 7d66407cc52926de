//! Signing in by a link in a letter.

pub mod api;
pub mod page;

use leptos::prelude::*;

use self::page::{AskLinkPage, LinkPage};
use crate::kit::route::{Route, Who, page};

/// Its pages and forms.
pub const ROUTES: &[Route] = &[
    page("/sign-in/link", Who::Everybody, || view! { <AskLinkPage/> }.into_any()),
    page("/sign-in/link/:token", Who::Everybody, || view! { <LinkPage/> }.into_any()),
];
