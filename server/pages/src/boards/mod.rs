//! What is asked about a board on a page of its own.

pub mod actions;
pub mod archived_page;
pub mod copy_step;

use leptos::prelude::*;
use model::permission::Action;

use self::archived_page::ArchivedBoardsPage;
use crate::kit::route::{Route, Who, page};

/// Its pages and forms.
pub const ROUTES: &[Route] =
    &[page("/groups/:group/boards/archived", Who::Group(Action::ViewGroup), || view! { <ArchivedBoardsPage/> }.into_any())];
