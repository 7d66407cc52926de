//! One's own account.

pub mod api;
pub mod page;

use leptos::prelude::*;

use self::page::AccountPage;
use crate::kit::route::{Route, Who, page};

/// Its pages and forms.
pub const ROUTES: &[Route] = &[page("/account", Who::SignedIn, || view! { <AccountPage/> }.into_any())];
