//! Pages that the server makes alone: what is filled in once a year on a phone (a headteacher's commitment), what is a form or a list and no
//! more (most of the hub's pages), and what is printed. No browser runs anything of them, so they may read the store.

pub mod accounts;
pub mod audit;
pub mod boards;
pub mod calendars;
pub mod check;
pub mod closed_days;
pub mod commitments;
pub mod forming;
pub mod groups;
pub mod home;
pub mod host_pack;
pub mod hub;
pub mod interest;
mod kit;
pub mod mail;
pub mod plans;
pub mod polls;
pub mod representatives;
pub mod rollover;
pub mod running;
pub mod schools;
mod shell;
#[cfg(test)]
mod sources;
pub mod term_dates;
pub mod twilights;
pub mod ui;
pub mod workshops;

use app::context::{Navigation, NavigationItem};
use app::error::AppError;
use app::error_page::ErrorPage;
use app::ui::page_title::SiteTitle;
use leptos::prelude::*;
use leptos::tachys::view::iterators::StaticVec;
use leptos_meta::provide_meta_context;
use leptos_router::components::{Router, Routes};
use leptos_router::{MatchNestedRoutes, NestedRoute, SsrMode};

use crate::kit::route::{Answer, Pattern, Place, Route};

pub use kit::form::{Redirect, Taken, Taking};
pub use kit::route;
pub use shell::{error_shell, pages_shell};

/// Every folder's own, those that stand in the navigation in its order.
const ROUTES: &[&[Route]] = &[
    hub::overview::ROUTES,
    interest::inbox::ROUTES,
    forming::ROUTES,
    schools::ROUTES,
    accounts::people::ROUTES,
    mail::ROUTES,
    rollover::ROUTES,
    term_dates::ROUTES,
    commitments::clauses::ROUTES,
    audit::ROUTES,
    hub::settings::ROUTES,
    representatives::ROUTES,
    workshops::ROUTES,
    plans::ROUTES,
    plans::templates::ROUTES,
    host_pack::ROUTES,
    running::ROUTES,
    polls::lead::ROUTES,
    polls::opening::ROUTES,
    commitments::group::ROUTES,
    groups::staying::ROUTES,
    groups::settings::ROUTES,
    home::ROUTES,
    check::ROUTES,
    accounts::link::ROUTES,
    accounts::invitation::ROUTES,
    accounts::own::ROUTES,
    calendars::ROUTES,
    accounts::ROUTES,
    boards::ROUTES,
    boards::copy_step::ROUTES,
    schools::import::ROUTES,
    schools::numbers::ROUTES,
    schools::school::ROUTES,
    closed_days::ROUTES,
    groups::past_years::ROUTES,
    interest::form::ROUTES,
    commitments::signing::ROUTES,
    commitments::school::ROUTES,
    polls::answering::ROUTES,
    twilights::door::ROUTES,
    twilights::claims::ROUTES,
    twilights::lead::ROUTES,
    twilights::attendance::ROUTES,
];

/// The table of all pages and forms.
pub fn routes() -> impl Iterator<Item = &'static Route> {
    ROUTES.iter().copied().flatten()
}

/// The navigation, as the routes say it.
pub fn navigation() -> Navigation {
    let items = |of: fn(Place) -> Option<&'static str>| {
        let placed = routes().filter_map(move |route| Some((of(route.place?)?, route)));
        placed.map(|(words, route)| NavigationItem { words, address: route.path, action: route.who.action() }).collect()
    };
    Navigation {
        of_group: items(|place| if let Place::Group(words) = place { Some(words) } else { None }),
        of_hub: items(|place| if let Place::Hub(words) = place { Some(words) } else { None }),
    }
}

/// The pages as the router takes them: one for a word before one for any.
#[component(transparent)]
fn Table() -> StaticVec<impl MatchNestedRoutes + Clone> {
    let mut pages: Vec<_> =
        routes().filter_map(|route| if let Answer::Page(view) = route.answer { Some((Pattern(route.path), view)) } else { None }).collect();
    pages.sort_by_cached_key(|(pattern, _)| pattern.rank());
    pages.into_iter().map(|(pattern, view)| NestedRoute::new(pattern, view).ssr_mode(SsrMode::Async)).collect::<Vec<_>>().into()
}

/// What stands instead of a page.
#[component]
pub fn ErrorApp(
    /// What is wrong.
    error: AppError,
    /// Whether a form was sent.
    form: bool,
) -> impl IntoView {
    provide_meta_context();
    view! {
        <SiteTitle/>
        <Router>
            <a class="skip-link" href="#main">"Skip to the main part"</a>
            <ErrorPage error form/>
        </Router>
    }
}

/// The pages themselves.
#[component]
pub fn Pages() -> impl IntoView {
    provide_meta_context();
    view! {
        <SiteTitle/>
        <Router>
            <a class="skip-link" href="#main">"Skip to the main part"</a>
            <Routes fallback=|| view! { <ErrorPage error=AppError::NotFound/> }.into_any()><Table/></Routes>
        </Router>
    }
}
