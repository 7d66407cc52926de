//! The days on which a school is closed to pupils: its list, and what is taken into it from a file.

mod actions;
mod forms;
mod import_page;
mod load;
mod page;

use leptos::prelude::*;
use model::permission::Action;

use self::forms::{AddDayForm, ImportForm, LookForm, RemoveDayForm};
use self::import_page::ImportPage;
use self::page::ClosedDaysPage;
use crate::kit::route::{Route, Who, form, page};
use crate::kit::take;

const WHO: Who = Who::School(Action::ManageCalendar);

/// Its pages and forms. A file is sent to a route of the server's own.
pub const ROUTES: &[Route] = &[
    page("/schools/:school/closed-days", WHO, || view! { <ClosedDaysPage/> }.into_any()),
    page("/schools/:school/closed-days/import", WHO, || view! { <ImportPage/> }.into_any()),
    form::<AddDayForm>(WHO, |sent| take(sent, actions::add)),
    form::<RemoveDayForm>(WHO, |sent| take(sent, actions::remove)),
    form::<LookForm>(WHO, |sent| take(sent, actions::look)),
    form::<ImportForm>(WHO, |sent| take(sent, actions::import)),
];
