//! What is asked about a board on a page of its own.

mod actions;
mod archived_page;
pub mod copy_step;
mod forms;
mod load;

use leptos::prelude::*;
use model::permission::Action;

use self::archived_page::ArchivedBoardsPage;
use self::forms::{ArchiveForm, BringBackForm, DuplicateForm};
use crate::kit::route::{Route, Who, form, page};
use crate::kit::take;

/// Its pages and forms.
pub const ROUTES: &[Route] = &[
    page("/groups/:group/boards/archived", Who::Group(Action::ViewGroup), || view! { <ArchivedBoardsPage/> }.into_any()),
    form::<DuplicateForm>(Who::Asked, |sent| take(sent, actions::duplicate)),
    form::<ArchiveForm>(Who::Board(Action::ArchiveBoard), |sent| take(sent, actions::archive)),
    form::<BringBackForm>(Who::Board(Action::ArchiveBoard), |sent| take(sent, actions::bring_back)),
];
