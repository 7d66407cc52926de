//! A step goes to another board.

pub mod api;
pub mod page;

use leptos::prelude::*;
use model::permission::Action;

use self::page::CopyStepPage;
use crate::kit::route::{Route, Who, page};

/// Its pages and forms.
pub const ROUTES: &[Route] = &[page("/boards/:board/copy-step", Who::Board(Action::ViewBoard), || view! { <CopyStepPage/> }.into_any())];
