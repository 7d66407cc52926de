//! The commitments of a group's schools.

pub mod api;
pub mod page;
pub mod print_page;
pub mod row;

use leptos::prelude::*;
use model::permission::Action;

use self::page::GroupCommitmentsPage;
use self::print_page::PrintCommitmentsPage;
use crate::kit::route::{Place, Route, Who, page};

/// Its pages and forms.
pub const ROUTES: &[Route] = &[
    page("/groups/:group/commitments", Who::Group(Action::ManageCommitments), || view! { <GroupCommitmentsPage/> }.into_any())
        .in_navigation(Place::Group("Commitments")),
    page("/groups/:group/commitments/print", Who::Group(Action::ManageCommitments), || view! { <PrintCommitmentsPage/> }.into_any()),
];
