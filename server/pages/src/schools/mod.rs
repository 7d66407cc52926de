//! Schools: the directory from Get Information about Schools, looking one up, and a school's own page.

mod data;
pub mod import;
mod list_page;
mod load;
pub mod numbers;
pub mod picker;
pub mod school;
mod words;

use leptos::prelude::*;

use self::list_page::SchoolsPage;
use crate::kit::route::{Place, Route, Who, page};

/// Its pages and forms.
pub const ROUTES: &[Route] =
    &[page("/schools", Who::SignedIn, || view! { <SchoolsPage/> }.into_any()).in_navigation(Place::Hub("Schools"))];
