//! The front door.

pub mod page;

use leptos::prelude::*;

use self::page::HomePage;
use crate::kit::route::{Route, Who, page};

/// Its pages and forms.
pub const ROUTES: &[Route] = &[page("/", Who::Everybody, || view! { <HomePage/> }.into_any())];
