//! A headteacher signs, by a link.

mod actions;
pub(super) mod fields;
mod load;
mod page;

use leptos::prelude::*;

use self::page::SigningPage;
use super::forms::{ByLink, SignatureForm};
use crate::kit::route::{Route, Who, form, page};
use crate::kit::take;

/// Its pages and forms.
pub const ROUTES: &[Route] = &[
    page("/commitment/:token", Who::Everybody, || view! { <SigningPage/> }.into_any()),
    form::<SignatureForm<ByLink>>(Who::Everybody, |sent| take(sent, actions::sign)),
];
