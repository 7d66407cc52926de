//! What works from where somebody sits: for teachers in trouble, and for whoever looks after a school's network.

pub mod page;
pub mod technician;
pub mod things;

use leptos::prelude::*;

use self::page::CheckPage;
use crate::kit::route::{Route, Who, page};

/// Its pages and forms.
pub const ROUTES: &[Route] = &[page("/check", Who::Everybody, || view! { <CheckPage/> }.into_any())];
