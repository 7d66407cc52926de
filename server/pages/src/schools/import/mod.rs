//! Bringing in the directory's files.

pub mod api;
pub mod lists;
pub mod page;
pub mod taken_over;
pub mod words;

use leptos::prelude::*;
use model::permission::Action;

use self::page::{ImportPage, ImportStartPage};
use crate::kit::route::{Route, Who, page};

/// Its pages and forms.
pub const ROUTES: &[Route] = &[
    page("/schools/import", Who::Hub(Action::ImportSchools), || view! { <ImportStartPage/> }.into_any()),
    page("/schools/import/:import", Who::Hub(Action::ImportSchools), || view! { <ImportPage/> }.into_any()),
];
