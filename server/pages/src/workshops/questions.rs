//! Pages that ask before the year has one workshop more or less, or one is cancelled or held after all.

use app::error::AppError;
use app::ui::fields::{Choice, Select, TextField};
use app::ui::link::Crumb;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::calendar::half_term::HalfTerm;
use model::ids::{WorkGroupId, WorkshopId};

use super::forms::of_year;
use super::load::{AskedData, WorkshopRow, load_workshop, load_year};
use super::small_forms::{AddForm, CancelForm, HoldForm, RemoveForm};
use crate::kit::{Confirm, ConfirmPage, form_of, form_state, loaded};

/// Whom a letter goes to about a workshop, if one does.
fn told(workshop: &WorkshopRow) -> &'static str {
    match (workshop.lies_ahead, workshop.when.is_empty()) {
        (true, _) => {
            "A letter tells the people of the group’s schools, the head of the school that hosts it, and every head who has signed."
        }
        (false, true) => "Nobody was told a date, so no letter goes out.",
        (false, false) => "That is over, so no letter goes out.",
    }
}

/// The page at `/groups/:group/workshops/add`.
#[component]
pub fn AddPage() -> impl IntoView {
    let group = use_params_map().get_untracked().get_str("group").and_then(|id| id.parse::<WorkGroupId>().ok());
    let year = use_query_map().get_untracked().get_str("year").and_then(|year| year.parse().ok());
    let load = async move {
        match group {
            Some(group) => load_year(group, year).await,
            None => Err(AppError::NotFound),
        }
    };
    loaded(load, |data| view! { <Add data/> }.into_any())
}

#[component]
fn Add(data: AskedData) -> impl IntoView {
    let crumbs = crumbs(&data, "Add");
    let plan = data.plan;
    let form = AddForm { group: plan.group, year: plan.academic_year, seen: plan.version(), half_term: String::new() };
    let state = form_of(&form);
    let choices = HalfTerm::ALL.map(|half_term| Choice::new(half_term.words(), half_term.words()));
    let choices = std::iter::once(Choice::new("", "Choose a half-term")).chain(choices).collect::<Vec<_>>();
    let back = ("Leave the year as it is".to_owned(), of_year(plan.group, plan.academic_year));
    view! {
        <ConfirmPage frame=data.frame crumbs question=format!("Add a workshop to {}?", plan.academic_year)>
            <p class="lead">"It comes after those that the half-term has, and its date is to be confirmed. The workshops after it have one number more from then on."</p>
            <Confirm form label="Add the workshop" class="button--primary" back>
                <Select form=state name="half_term" label="Half-term" choices/>
            </Confirm>
        </ConfirmPage>
    }
    .into_any()
}

/// The page at `/groups/:group/workshops/:workshop/cancel`.
#[component]
pub fn CancelPage() -> impl IntoView {
    asked(
        |workshop| workshop.cancelled.is_none(),
        |data, (id, workshop)| {
            let (group, back) = (data.plan.group, back(&data, "Keep it as it is"));
            let form = CancelForm { group, workshop: id, reason: String::new() };
            let hint = if workshop.lies_ahead {
                "May stay empty. It stands in the letter, and beside the workshop"
            } else {
                "May stay empty. It stands beside the workshop"
            };
            view! {
                <ConfirmPage frame=data.frame.clone() crumbs=crumbs(&data, "Cancel") question=format!("Cancel {}?", name(&workshop))>
                    <p class="lead">{format!("{} It stays in the list as cancelled, and can be held after all. {}", on(&workshop), told(&workshop))}</p>
                    <Confirm form label="Cancel the workshop" class="button--danger" back>
                        <TextField form=form_state() name="reason" label="Why?" hint/>
                    </Confirm>
                </ConfirmPage>
            }
            .into_any()
        },
    )
}

/// The page at `/groups/:group/workshops/:workshop/hold`.
#[component]
pub fn HoldPage() -> impl IntoView {
    asked(
        |workshop| workshop.cancelled.is_some(),
        |data, (id, workshop)| {
            let (form, back) = (HoldForm { group: data.plan.group, workshop: id }, back(&data, "Leave it cancelled"));
            view! {
                <ConfirmPage frame=data.frame.clone() crumbs=crumbs(&data, "Hold after all") question=format!("Hold {} after all?", name(&workshop))>
                    <p class="lead">{format!("{} {}", on(&workshop), told(&workshop))}</p>
                    <Confirm form label="Hold it after all" back/>
                </ConfirmPage>
            }
            .into_any()
        },
    )
}

/// The page at `/groups/:group/workshops/:workshop/remove`.
#[component]
pub fn RemovePage() -> impl IntoView {
    asked(
        |workshop| workshop.removable,
        |data, (id, workshop)| {
            let (group, year, back) = (data.plan.group, data.plan.academic_year, back(&data, "Keep it"));
            let form = RemoveForm { group, year, workshop: id };
            view! {
                <ConfirmPage frame=data.frame.clone() crumbs=crumbs(&data, "Remove") question=format!("Remove {}?", name(&workshop))>
                    <p class="lead">"It has no date, and nothing was begun for it. The workshops after it have one number less from then on."</p>
                    <Confirm form label="Remove the workshop" class="button--danger" back/>
                </ConfirmPage>
            }
            .into_any()
        },
    )
}

/// A page about the workshop that its address names, for those of which it makes sense.
pub(super) fn asked(makes_sense: fn(&WorkshopRow) -> bool, show: fn(AskedData, (WorkshopId, WorkshopRow)) -> AnyView) -> AnyView {
    let params = use_params_map().get_untracked();
    let group = params.get_str("group").and_then(|id| id.parse::<WorkGroupId>().ok());
    let workshop = params.get_str("workshop").and_then(|id| id.parse::<WorkshopId>().ok());
    let load = async move {
        match group.zip(workshop) {
            Some((group, workshop)) => load_workshop(group, workshop, makes_sense).await,
            None => Err(AppError::NotFound),
        }
    };
    loaded(load, move |(data, workshop)| show(data, workshop))
}

/// The way to a page that asks something.
pub(super) fn crumbs(data: &AskedData, here: &str) -> Vec<Crumb> {
    let plan = &data.plan;
    vec![
        Crumb::new(plan.name.clone(), format!("/groups/{}", plan.group)),
        Crumb::new("Workshops", of_year(plan.group, plan.academic_year)),
        Crumb::here(here),
    ]
}

/// The way back, in these words.
fn back(data: &AskedData, words: &str) -> (String, String) {
    (words.to_owned(), of_year(data.plan.group, data.plan.academic_year))
}

pub(super) fn name(workshop: &WorkshopRow) -> String {
    format!("workshop {}, {}", workshop.number, workshop.half_term)
}

/// When it is, as a sentence.
pub(super) fn on(workshop: &WorkshopRow) -> String {
    if workshop.when.is_empty() { "Its date is to be confirmed.".to_owned() } else { format!("Its date is {}.", workshop.when) }
}
