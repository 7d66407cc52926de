//! Joining by an invitation.

pub mod api;
pub mod page;

use leptos::prelude::*;

use self::page::InvitationPage;
use crate::kit::route::{Route, Who, page};

/// Its pages and forms.
pub const ROUTES: &[Route] = &[page("/invitation/:token", Who::Everybody, || view! { <InvitationPage/> }.into_any())];
