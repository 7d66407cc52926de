//! Who represents the schools of a group, and handovers.

pub mod actions;
pub mod api;
pub mod form_pages;
pub mod group_page;
pub mod school_page;
pub mod words;

use leptos::prelude::*;
use model::permission::Action;

use self::form_pages::{ChoosePage, ConfirmPage, InviteToSchoolPage};
use self::group_page::GroupPeoplePage;
use self::school_page::SchoolPeoplePage;
use crate::kit::route::{Place, Route, Who, page};

/// Its pages and forms.
pub const ROUTES: &[Route] = &[
    page("/groups/:group/people", Who::Group(Action::ViewGroup), || view! { <GroupPeoplePage/> }.into_any())
        .in_navigation(Place::Group("People")),
    page("/groups/:group/people/:school", Who::Group(Action::ViewGroup), || view! { <SchoolPeoplePage/> }.into_any()),
    page("/groups/:group/people/:school/choose", Who::Group(Action::ViewGroup), || view! { <ChoosePage/> }.into_any()),
    page("/groups/:group/people/:school/confirm", Who::Group(Action::ViewGroup), || view! { <ConfirmPage/> }.into_any()),
    page("/groups/:group/people/:school/invite", Who::Group(Action::ViewGroup), || view! { <InviteToSchoolPage/> }.into_any()),
];
