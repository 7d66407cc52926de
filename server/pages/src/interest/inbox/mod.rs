//! What has come in, and what the hub decides about it.

mod actions;
mod decide_page;
mod decision;
mod filters;
mod forms;
mod list;
mod load;
pub mod look;
mod match_page;
mod one_page;
mod one_side;
mod page;
mod several;
pub mod words;

use leptos::prelude::*;
use model::permission::Action;

use self::decide_page::DecidePage;
use self::forms::{AssignForm, BulkForm, DecideForm, MatchForm, NoteForm, RemoveForm, UndoForm, YearForm};
use self::match_page::MatchPage;
use self::one_page::OnePage;
use self::page::InboxPage;
use crate::kit::route::{Place, Route, Who, form, page};
use crate::kit::take;

/// Its pages and forms.
pub const ROUTES: &[Route] = &[
    page("/hub/interest", Who::Hub(Action::TriageInterest), || view! { <InboxPage/> }.into_any()).in_navigation(Place::Hub("Interest")),
    page("/hub/interest/:interest", Who::Hub(Action::TriageInterest), || view! { <OnePage/> }.into_any()),
    page("/hub/interest/:interest/decide", Who::Hub(Action::TriageInterest), || view! { <DecidePage/> }.into_any()),
    page("/hub/interest/:interest/school", Who::Hub(Action::TriageInterest), || view! { <MatchPage/> }.into_any()),
    form::<DecideForm>(Who::Hub(Action::TriageInterest), |sent| take(sent, actions::decide)),
    form::<UndoForm>(Who::Hub(Action::TriageInterest), |sent| take(sent, actions::undo)),
    form::<AssignForm>(Who::Hub(Action::TriageInterest), |sent| take(sent, actions::assign)),
    form::<YearForm>(Who::Hub(Action::TriageInterest), |sent| take(sent, actions::set_year)),
    form::<NoteForm>(Who::Hub(Action::TriageInterest), |sent| take(sent, actions::note)),
    form::<MatchForm>(Who::Hub(Action::TriageInterest), |sent| take(sent, actions::match_school)),
    form::<RemoveForm>(Who::Hub(Action::TriageInterest), |sent| take(sent, actions::remove)),
    form::<BulkForm>(Who::Hub(Action::TriageInterest), |sent| take(sent, several::change_several)),
];
