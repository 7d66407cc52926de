//! Years that are over.

pub mod api;
pub mod page;
pub mod words;

use leptos::prelude::*;

use self::page::PastYearPage;
use crate::kit::route::{Route, Who, page};

/// Its pages and forms.
pub const ROUTES: &[Route] = &[page("/groups/:group/years/:year", Who::Asked, || view! { <PastYearPage/> }.into_any())];
