//! The commitments of a group's schools.

mod actions;
pub(super) mod forms;
mod load;
mod page;
mod print_page;
pub(super) mod row;

use leptos::prelude::*;
use model::permission::Action;

use self::forms::{AskForm, HeadForm, RemindForm, RenewLinkForm};
use self::page::GroupCommitmentsPage;
use self::print_page::PrintCommitmentsPage;
use crate::kit::route::{Place, Route, Who, form, page};
use crate::kit::take;

/// Who may see and send all of them.
const WHO: Who = Who::Group(Action::ManageCommitments);

/// Its pages and forms.
pub const ROUTES: &[Route] = &[
    page("/groups/:group/commitments", WHO, || view! { <GroupCommitmentsPage/> }.into_any()).in_navigation(Place::Group("Commitments")),
    page("/groups/:group/commitments/print", WHO, || view! { <PrintCommitmentsPage/> }.into_any()),
    form::<AskForm>(WHO, |sent| take(sent, actions::ask)),
    form::<RemindForm>(WHO, |sent| take(sent, actions::remind)),
    form::<RenewLinkForm>(WHO, |sent| take(sent, actions::renew_link)),
    form::<HeadForm>(WHO, |sent| take(sent, actions::save_head)),
];
