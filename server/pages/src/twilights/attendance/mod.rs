//! Who was at a workshop: the lead's ticks and counts for each part (A16), and the sheet to sign in on.

mod actions;
mod against;
mod forms;
mod load;
mod names;
mod page;
mod sheet_page;

use leptos::prelude::*;
use model::permission::Action;

use self::forms::AttendanceForm;
use self::page::AttendancePage;
use self::sheet_page::SheetPage;
use crate::kit::route::{Route, Who, form, page};
use crate::kit::take;

/// Who may do any of it.
const WHO: Who = Who::Group(Action::ManageGroup);

/// Its pages and forms.
pub const ROUTES: &[Route] = &[
    page("/groups/:group/workshops/:number/attendance", WHO, || view! { <AttendancePage/> }.into_any()),
    page("/groups/:group/workshops/:number/attendance/sheet", WHO, || view! { <SheetPage/> }.into_any()),
    form::<AttendanceForm>(WHO, |sent| take(sent, actions::correct)),
];
