//! Who represents the schools of a group, and handovers.

mod actions;
mod form_pages;
mod forms;
mod group_page;
mod load;
mod school_page;
mod words;

use leptos::prelude::*;
use model::permission::Action;

use self::form_pages::{ChoosePage, ConfirmAppointPage, InviteToSchoolPage};
use self::forms::{AppointForm, ChooseForm, InviteForm, UndoForm};
use self::group_page::GroupPeoplePage;
use self::school_page::SchoolPeoplePage;
use crate::kit::route::{Place, Route, Who, form, page};
use crate::kit::take;

/// Its pages and forms.
pub const ROUTES: &[Route] = &[
    page("/groups/:group/people", Who::Group(Action::ViewGroup), || view! { <GroupPeoplePage/> }.into_any())
        .in_navigation(Place::Group("People")),
    page("/groups/:group/people/:school", Who::Group(Action::ViewGroup), || view! { <SchoolPeoplePage/> }.into_any()),
    page("/groups/:group/people/:school/choose", Who::Asked, || view! { <ChoosePage/> }.into_any()),
    page("/groups/:group/people/:school/confirm", Who::Asked, || view! { <ConfirmAppointPage/> }.into_any()),
    page("/groups/:group/people/:school/invite", Who::Asked, || view! { <InviteToSchoolPage/> }.into_any()),
    form::<ChooseForm>(Who::Asked, |sent| take(sent, actions::choose)),
    form::<AppointForm>(Who::Asked, |sent| take(sent, actions::appoint)),
    form::<UndoForm>(Who::Asked, |sent| take(sent, actions::undo)),
    form::<InviteForm>(Who::Asked, |sent| take(sent, actions::invite)),
];
