//! Date polls as whoever leads the group sees them: who has said what, which date fits, and what to make of it.

mod actions;
mod answers;
mod asking;
mod close_page;
mod forms;
mod link_page;
mod list_page;
mod load;
mod page;
mod remove_page;
mod reopen_page;
mod words;

use leptos::prelude::*;
use model::permission::Action;

use self::close_page::ClosePage;
use self::forms::{AskForm, CloseForm, LinkForm, RemoveForm, ReopenForm};
use self::link_page::LinkPage;
use self::list_page::ListPage;
use self::page::PollPage;
use self::remove_page::RemovePage;
use self::reopen_page::ReopenPage;
use crate::kit::route::{Place, Route, Who, form, page};
use crate::kit::take;

/// Who may see the answers by name, and choose.
const WHO: Who = Who::Group(Action::ManageGroup);

/// Its pages and forms.
pub const ROUTES: &[Route] = &[
    page("/groups/:group/polls", Who::Group(Action::ViewGroup), || view! { <ListPage/> }.into_any())
        .in_navigation(Place::Group("Date polls")),
    page("/groups/:group/polls/:poll", WHO, || view! { <PollPage/> }.into_any()),
    page("/groups/:group/polls/:poll/close", WHO, || view! { <ClosePage/> }.into_any()),
    page("/groups/:group/polls/:poll/reopen", WHO, || view! { <ReopenPage/> }.into_any()),
    page("/groups/:group/polls/:poll/link", WHO, || view! { <LinkPage/> }.into_any()),
    page("/groups/:group/polls/:poll/remove", WHO, || view! { <RemovePage/> }.into_any()),
    form::<AskForm>(WHO, |sent| take(sent, actions::ask)),
    form::<CloseForm>(WHO, |sent| take(sent, actions::close)),
    form::<ReopenForm>(WHO, |sent| take(sent, actions::reopen)),
    form::<LinkForm>(WHO, |sent| take(sent, actions::renew_link)),
    form::<RemoveForm>(WHO, |sent| take(sent, actions::remove)),
];
