//! A year's workshops.

mod actions;
mod card;
mod clashes;
mod forms;
mod load;
mod page;
mod questions;
mod slots;
mod small_forms;
mod split;
mod suggested_hosts;

use leptos::prelude::*;
use model::permission::Action;

use self::forms::WorkshopsForm;
use self::page::WorkshopsPage;
use self::questions::{AddPage, CancelPage, HoldPage, RemovePage};
use self::small_forms::{AddForm, CancelForm, HoldForm, RemoveForm, SplitForm, TakeHostsForm};
use self::split::SplitPage;
use crate::kit::route::{Place, Route, Who, form, page};
use crate::kit::take;

const LEAD: Who = Who::Group(Action::ManageGroup);

/// Its pages and forms.
pub const ROUTES: &[Route] = &[
    page("/groups/:group/workshops", LEAD, || view! { <WorkshopsPage/> }.into_any()).in_navigation(Place::Group("Workshops")),
    page("/groups/:group/workshops/add", LEAD, || view! { <AddPage/> }.into_any()),
    page("/groups/:group/workshops/:workshop/split", LEAD, || view! { <SplitPage/> }.into_any()),
    page("/groups/:group/workshops/:workshop/cancel", LEAD, || view! { <CancelPage/> }.into_any()),
    page("/groups/:group/workshops/:workshop/hold", LEAD, || view! { <HoldPage/> }.into_any()),
    page("/groups/:group/workshops/:workshop/remove", LEAD, || view! { <RemovePage/> }.into_any()),
    form::<WorkshopsForm>(LEAD, |sent| take(sent, actions::save)),
    form::<TakeHostsForm>(LEAD, |sent| take(sent, actions::take_hosts)),
    form::<AddForm>(LEAD, |sent| take(sent, actions::add)),
    form::<SplitForm>(LEAD, |sent| take(sent, actions::split)),
    form::<CancelForm>(LEAD, |sent| take(sent, actions::cancel)),
    form::<HoldForm>(LEAD, |sent| take(sent, actions::hold)),
    form::<RemoveForm>(LEAD, |sent| take(sent, actions::remove)),
];
