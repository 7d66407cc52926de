//! Schools that closed as another one opened.

pub mod api;
pub mod page;

use leptos::prelude::*;
use model::permission::Action;

use self::page::NewNumbersPage;
use crate::kit::route::{Route, Who, page};

/// Its pages and forms.
pub const ROUTES: &[Route] = &[page("/schools/new-numbers", Who::Hub(Action::ImportSchools), || view! { <NewNumbersPage/> }.into_any())];
