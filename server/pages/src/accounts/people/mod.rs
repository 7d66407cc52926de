//! Everybody a hub knows, and who may do what there.

mod actions;
mod forms;
mod invite_page;
mod list_page;
mod load;
mod person_page;
mod words;

use leptos::prelude::*;
use model::permission::Action;

use self::forms::{CloseForm, HubRoleForm, InviteForm, MoveForm};
use self::invite_page::HubInvitePage;
use self::list_page::{HubInvitationsPage, HubPeoplePage};
use self::person_page::{ClosePersonPage, HubPersonPage, MovePersonPage};
use crate::kit::route::{Place, Route, Who, form, page};
use crate::kit::take;

/// Its pages and forms.
pub const ROUTES: &[Route] = &[
    page("/hub/people", Who::Hub(Action::ViewHub), || view! { <HubPeoplePage/> }.into_any()).in_navigation(Place::Hub("People")),
    page("/hub/people/invite", Who::Hub(Action::FormGroups), || view! { <HubInvitePage/> }.into_any()),
    page("/hub/people/invitations", Who::Hub(Action::ViewHub), || view! { <HubInvitationsPage/> }.into_any()),
    page("/hub/people/:person", Who::Hub(Action::ViewHub), || view! { <HubPersonPage/> }.into_any()),
    page("/hub/people/:person/place", Who::Hub(Action::ViewHub), || view! { <MovePersonPage/> }.into_any()),
    page("/hub/people/:person/close", Who::Hub(Action::ViewHub), || view! { <ClosePersonPage/> }.into_any()),
    form::<InviteForm>(Who::Asked, |sent| take(sent, actions::invite)),
    form::<HubRoleForm>(Who::Hub(Action::ManageHubPeople), |sent| take(sent, actions::set_hub_role)),
    form::<MoveForm>(Who::Asked, |sent| take(sent, actions::move_person)),
    form::<CloseForm>(Who::Asked, |sent| take(sent, actions::close)),
];
