//! Everybody a hub knows, and who may do what there.

pub mod actions;
pub mod api;
pub mod invite_page;
pub mod list_page;
pub mod person_page;
pub mod words;

use leptos::prelude::*;
use model::permission::Action;

use self::invite_page::HubInvitePage;
use self::list_page::{HubInvitationsPage, HubPeoplePage};
use self::person_page::{ClosePersonPage, HubPersonPage, MovePersonPage};
use crate::kit::route::{Place, Route, Who, page};

/// Its pages and forms.
pub const ROUTES: &[Route] = &[
    page("/hub/people", Who::Hub(Action::ViewHub), || view! { <HubPeoplePage/> }.into_any()).in_navigation(Place::Hub("People")),
    page("/hub/people/invite", Who::Hub(Action::FormGroups), || view! { <HubInvitePage/> }.into_any()),
    page("/hub/people/invitations", Who::Hub(Action::ViewHub), || view! { <HubInvitationsPage/> }.into_any()),
    page("/hub/people/:person", Who::Hub(Action::ViewHub), || view! { <HubPersonPage/> }.into_any()),
    page("/hub/people/:person/place", Who::Hub(Action::ViewHub), || view! { <MovePersonPage/> }.into_any()),
    page("/hub/people/:person/close", Who::Hub(Action::ViewHub), || view! { <ClosePersonPage/> }.into_any()),
];
