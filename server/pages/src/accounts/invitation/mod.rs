//! Joining by an invitation.

mod actions;
mod forms;
mod load;
mod page;

use leptos::prelude::*;

use self::forms::JoinForm;
use self::page::InvitationPage;
use crate::kit::route::{Route, Who, form, page};
use crate::kit::take;

/// Its pages and forms.
pub const ROUTES: &[Route] = &[
    page("/invitation/:token", Who::Everybody, || view! { <InvitationPage/> }.into_any()),
    form::<JoinForm>(Who::Everybody, |sent| take(sent, actions::join)),
];
