//! Term dates of the local authorities that a hub's schools are in: the usual ones, until the hub enters its own.

mod actions;
mod check;
mod edit_page;
mod forms;
mod load;
mod page;
mod usual_page;

use leptos::prelude::*;
use model::permission::Action;

use self::edit_page::EditPage;
use self::forms::{TermDatesForm, UsualForm};
use self::page::TermDatesPage;
use self::usual_page::UsualPage;
use crate::kit::route::{Place, Route, Who, form, page};
use crate::kit::take;

const WHO: Who = Who::Hub(Action::ManageCalendar);

/// Its pages and forms.
pub const ROUTES: &[Route] = &[
    page("/hub/term-dates", WHO, || view! { <TermDatesPage/> }.into_any()).in_navigation(Place::Hub("Term dates")),
    page("/hub/term-dates/edit", WHO, || view! { <EditPage/> }.into_any()),
    page("/hub/term-dates/usual", WHO, || view! { <UsualPage/> }.into_any()),
    form::<TermDatesForm>(WHO, |sent| take(sent, actions::save)),
    form::<UsualForm>(WHO, |sent| take(sent, actions::use_usual)),
];
