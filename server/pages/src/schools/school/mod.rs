//! A school's own page.

pub mod inside;
pub mod load;
pub mod page;
pub mod phases;

use leptos::prelude::*;

use self::page::SchoolPage;
use crate::kit::route::{Route, Who, page};

/// Its pages and forms.
pub const ROUTES: &[Route] = &[page("/schools/:school", Who::SignedIn, || view! { <SchoolPage/> }.into_any())];
