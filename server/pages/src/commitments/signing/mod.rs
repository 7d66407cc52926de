//! A headteacher signs, by a link.

pub mod api;
pub mod form;
pub mod page;

use leptos::prelude::*;

use self::page::SigningPage;
use crate::kit::route::{Route, Who, page};

/// Its pages and forms.
pub const ROUTES: &[Route] = &[page("/commitment/:token", Who::Everybody, || view! { <SigningPage/> }.into_any())];
