//! Starting a board: a title and whom it is for, or a criterion; the rest is designed together.

pub mod api;
mod by_criterion;
pub mod first_words;
pub mod page;

use leptos::prelude::RwSignal;

/// Whether a board was just asked for on this page: the page that opens then puts the cursor where one begins.
#[derive(Clone, Copy, Default)]
pub struct JustStarted(pub RwSignal<bool>);
