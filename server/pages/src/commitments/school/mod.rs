//! One school's commitment.

mod actions;
mod buttons;
mod forms;
mod load;
mod page;
mod questions;

use leptos::prelude::*;
use model::permission::Action;

use self::forms::{AgreeForm, SetAsideForm};
use self::page::SchoolCommitmentPage;
use self::questions::{RecordInkPage, RemindAgainPage, SetAsidePage};
use super::forms::{AsHead, SignatureForm};
use crate::kit::route::{Route, Who, form, page};
use crate::kit::take;

/// Its pages and forms.
pub const ROUTES: &[Route] = &[
    page("/groups/:group/commitments/:school", Who::Asked, || view! { <SchoolCommitmentPage/> }.into_any()),
    page("/groups/:group/commitments/:school/remind", Who::Group(Action::ManageCommitments), || view! { <RemindAgainPage/> }.into_any()),
    page("/groups/:group/commitments/:school/ink", Who::Group(Action::ManageCommitments), || view! { <RecordInkPage/> }.into_any()),
    page("/groups/:group/commitments/:school/set-aside", Who::Group(Action::ManageCommitments), || view! { <SetAsidePage/> }.into_any()),
    form::<SignatureForm<AsHead>>(Who::School(Action::SignCommitment), |sent| take(sent, actions::sign)),
    form::<AgreeForm>(Who::School(Action::AgreeCommitment), |sent| take(sent, actions::agree)),
    form::<SetAsideForm>(Who::Group(Action::ManageCommitments), |sent| take(sent, actions::set_aside)),
];
