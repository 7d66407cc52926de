//! One school's commitment.

pub mod actions;
pub mod api;
pub mod page;
pub mod questions;

use leptos::prelude::*;
use model::permission::Action;

use self::page::SchoolCommitmentPage;
use self::questions::{RecordInkPage, RemindAgainPage, SetAsidePage};
use crate::kit::route::{Route, Who, page};

/// Its pages and forms.
pub const ROUTES: &[Route] = &[
    page("/groups/:group/commitments/:school", Who::Asked, || view! { <SchoolCommitmentPage/> }.into_any()),
    page("/groups/:group/commitments/:school/remind", Who::Group(Action::ManageCommitments), || view! { <RemindAgainPage/> }.into_any()),
    page("/groups/:group/commitments/:school/ink", Who::Group(Action::ManageCommitments), || view! { <RecordInkPage/> }.into_any()),
    page("/groups/:group/commitments/:school/set-aside", Who::Group(Action::ManageCommitments), || view! { <SetAsidePage/> }.into_any()),
];
