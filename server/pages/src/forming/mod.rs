//! Forming groups: schools on a map and in a list, put into groups of six to twelve.

mod actions;
mod confirm;
mod data;
mod forms;
mod group_cards;
mod layout;
mod load;
mod map;
mod new_group;
mod page;
mod suggestion;
mod waiting;
mod words;

use leptos::prelude::*;
use model::permission::Action;

use self::confirm::ConfirmStepPage;
use self::forms::{AddYearForm, FollowForm, NewGroupForm, PlaceForm, StartYearForm, UndoForm};
use self::page::FormingPage;
use crate::kit::route::{Place, Route, Who, form, page};
use crate::kit::take;

/// Who may form groups.
const WHO: Who = Who::Hub(Action::FormGroups);

/// Its pages and forms.
pub const ROUTES: &[Route] = &[
    page("/hub/forming", WHO, || view! { <FormingPage/> }.into_any()).in_navigation(Place::Hub("Forming groups")),
    page("/hub/forming/confirm", WHO, || view! { <ConfirmStepPage/> }.into_any()),
    form::<PlaceForm>(WHO, |sent| take(sent, actions::place)),
    form::<NewGroupForm>(WHO, |sent| take(sent, actions::form_group)),
    form::<AddYearForm>(WHO, |sent| take(sent, actions::add_year)),
    form::<StartYearForm>(WHO, |sent| take(sent, actions::start_year)),
    form::<UndoForm>(WHO, |sent| take(sent, actions::undo)),
    form::<FollowForm>(WHO, |sent| take(sent, actions::follow)),
];
