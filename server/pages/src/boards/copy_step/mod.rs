//! A step goes to another board.

mod actions;
mod forms;
mod load;
mod page;

use leptos::prelude::*;
use model::permission::Action;

use self::forms::CopyStepForm;
use self::page::CopyStepPage;
use crate::kit::route::{Route, Who, form, page};
use crate::kit::take;

/// Its pages and forms.
pub const ROUTES: &[Route] = &[
    page("/boards/:board/copy-step", Who::Board(Action::ViewBoard), || view! { <CopyStepPage/> }.into_any()),
    form::<CopyStepForm>(Who::Asked, |sent| take(sent, actions::copy)),
];
