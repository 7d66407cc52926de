//! What has come in, and what the hub decides about it.

pub mod actions;
pub mod api;
pub mod checks;
pub mod decide_page;
pub mod decision;
pub mod filters;
pub mod list;
pub mod look;
pub mod match_page;
pub mod one_page;
pub mod one_side;
pub mod page;
pub mod several;
pub mod words;

use leptos::prelude::*;
use model::permission::Action;

use self::decide_page::DecidePage;
use self::match_page::MatchPage;
use self::one_page::OnePage;
use self::page::InboxPage;
use crate::kit::route::{Place, Route, Who, page};

/// Its pages and forms.
pub const ROUTES: &[Route] = &[
    page("/hub/interest", Who::Hub(Action::TriageInterest), || view! { <InboxPage/> }.into_any()).in_navigation(Place::Hub("Interest")),
    page("/hub/interest/:interest", Who::Hub(Action::TriageInterest), || view! { <OnePage/> }.into_any()),
    page("/hub/interest/:interest/decide", Who::Hub(Action::TriageInterest), || view! { <DecidePage/> }.into_any()),
    page("/hub/interest/:interest/school", Who::Hub(Action::TriageInterest), || view! { <MatchPage/> }.into_any()),
];
