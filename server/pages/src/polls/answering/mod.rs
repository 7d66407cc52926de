//! Answering a poll, by its link: signed in as oneself, or by name, and then by a link of one's own.

mod actions;
mod fields;
mod forms;
mod load;
mod page;
mod result;

use leptos::prelude::*;

use self::forms::AnswerForm;
use self::page::{AskedPage, OwnPage};
use crate::kit::route::{Route, Who, form, page};
use crate::kit::take;

/// Its pages and forms.
pub const ROUTES: &[Route] = &[
    page("/polls/:secret", Who::Everybody, || view! { <AskedPage/> }.into_any()),
    page("/polls/:secret/:own", Who::Everybody, || view! { <OwnPage/> }.into_any()),
    form::<AnswerForm>(Who::Everybody, |sent| take(sent, actions::answer)),
];
