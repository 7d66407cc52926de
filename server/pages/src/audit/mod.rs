//! The hub's audit.

pub mod api;
pub mod kinds;
pub mod page;

use leptos::prelude::*;
use model::permission::Action;

use self::page::AuditPage;
use crate::kit::route::{Place, Route, Who, page};

/// Its pages and forms.
pub const ROUTES: &[Route] =
    &[page("/hub/audit", Who::Hub(Action::ViewAudit), || view! { <AuditPage/> }.into_any()).in_navigation(Place::Hub("Audit"))];
