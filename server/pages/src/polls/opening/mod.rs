//! Opening a date poll.

mod actions;
mod dates;
mod forms;
mod page;

use leptos::prelude::*;
use model::permission::Action;

use self::forms::OpenForm;
use self::page::OpenPage;
use crate::kit::route::{Route, Who, form, page};
use crate::kit::take;

/// Its pages and forms.
pub const ROUTES: &[Route] = &[
    page("/groups/:group/polls/new", Who::Group(Action::ManageGroup), || view! { <OpenPage/> }.into_any()),
    form::<OpenForm>(Who::Group(Action::ManageGroup), |sent| take(sent, actions::open)),
];
