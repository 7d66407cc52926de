//! When and where a year's workshops are: six in most years, one in each half-term, saved in one go.

use app::error::{AppError, Problem};
use app::ui::fields::{FormState, SendButton};
use app::ui::icon::{Icon, IconName};
use app::ui::page::Page;
use app::ui::page_title::PageTitle;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::ids::WorkGroupId;

use super::card::WorkshopCard;
use super::forms::{WorkshopsForm, field_name, renumbered};
use super::load::{WorkshopRow, WorkshopsData, load_workshops};
use super::slots::{Line, Part, check, check_places};
use super::suggested_hosts::{OfPlan, SuggestedHosts};
use crate::kit::typed_date::TypedDate;
use crate::kit::wrong::{Wrong, summary};
use crate::kit::{Form, flash, form_of, loaded};
use crate::ui::notice::Warn;
use crate::ui::sender::Sender;

/// The page at `/groups/:group/workshops`.
#[component]
pub fn WorkshopsPage() -> impl IntoView {
    let id = use_params_map().get_untracked().get_str("group").and_then(|id| id.parse::<WorkGroupId>().ok());
    let year = use_query_map().get_untracked().get_str("year").and_then(|year| year.parse().ok());
    let load = async move {
        match id {
            Some(id) => load_workshops(id, year).await,
            None => Err(AppError::NotFound),
        }
    };
    loaded(load, |data| view! { <Workshops data/> }.into_any())
}

#[component]
fn Workshops(data: WorkshopsData) -> impl IntoView {
    let form = as_numbered_now(form_of(&data.plan), &data.plan.seen);
    let title = format!("{}: workshops in {}", data.name, data.year);
    let wrong = wrong(&data, &form);
    let summary = summary(&form, "workshops", &wrong);
    let add = format!("/groups/{}/workshops/add?year={}", data.group, data.year.starts_in());
    let seen = form.made_from("seen", &data.plan.seen);
    let cards = data.workshops.iter().map(|workshop| {
        view! { <WorkshopCard group=data.group workshop=workshop.clone() hosts=data.hosts.clone() form=form.clone() wrong=wrong.clone() has_room=data.has_room/> }
    });
    let cards = cards.collect_view();
    let of_plan = OfPlan { group: data.group, year: data.year, seen: data.plan.seen.clone() };
    view! {
        <PageTitle text=title.clone()/>
        <Page frame=data.frame class="page">
            {flash(data.of_hub)}
            {summary}
            <p><a class="button button--quiet" href=format!("/groups/{}", data.group)><Icon name=IconName::Back/>{format!("Back to {}", data.name)}</a></p>
            <div class="page-head">
                <div>
                    <h1>{title}</h1>
                    <p class="lead">"Six in most years, one in each half-term; five to eight are possible. The first is at the lead’s own school, the others are hosted in turn. Leave a day empty while it is to be confirmed."</p>
                </div>
                {data.has_room.then(|| view! { <div class="page-head__actions"><a class="button" href=add><Icon name=IconName::Plus/>"Add a workshop"</a></div> })}
            </div>
            {signed_words(data.signed).map(|words| view! { <Warn><p>{words}</p></Warn> })}
            {signed_others_words(data.signed_others).map(|words| view! { <Warn><p>{words}</p></Warn> })}
            <SuggestedHosts suggestions=data.suggestions plan=of_plan/>
            <form method="post" action=WorkshopsForm::ACTION class="workshops" id="workshops" novalidate>
                <Sender/>
                <input type="hidden" name="group" value=data.group.to_string()/>
                <input type="hidden" name="year" value=data.year.starts_in().to_string()/>
                <input type="hidden" name="seen" value=seen/>
                {cards}
                <div class="form__actions"><SendButton label="Save the workshops"/></div>
            </form>
        </Page>
    }
    .into_any()
}

/// What to know where heads have signed with the dates as they are.
fn signed_words(heads: usize) -> Option<String> {
    let rest = "If you change one, a letter says which, and";
    match heads {
        0 => None,
        1 => Some(format!("One head has signed with the dates as they are here. {rest} the signed copy keeps the old date.")),
        heads => Some(format!("{heads} heads have signed with the dates as they are here. {rest} the signed copies keep the old date.")),
    }
}

/// The same of others.
fn signed_others_words(heads: usize) -> Option<String> {
    match heads {
        0 => None,
        1 => Some("One head has signed with other dates than these: the signed copy stays as it was signed.".to_owned()),
        heads => Some(format!("{heads} heads have signed with other dates than these: their signed copies stay as they were signed.")),
    }
}

/// What was typed into a form that came back, each under the number that its workshop has now.
fn as_numbered_now(form: FormState, now: &str) -> FormState {
    let seen = form.typed.get("seen").unwrap_or(now).to_owned();
    FormState { typed: renumbered(form.typed, &seen, now), ..form }.unless_moved("seen", now, Problem::WorkshopsMoved)
}

/// What is wrong is found again in what was typed: each of the fields can tell its own.
fn wrong(data: &WorkshopsData, form: &FormState) -> Wrong {
    if form.error != Some(AppError::Invalid(vec![Problem::WorkshopsWrong])) {
        return Vec::new();
    }
    let lines = typed_lines(data, form);
    let dates = check(data.year, &lines).err().unwrap_or_default();
    dates.into_iter().chain(check_places(&lines).err().unwrap_or_default()).collect()
}

fn typed_lines(data: &WorkshopsData, form: &FormState) -> Vec<Line> {
    let of = |part: Part, number: u8| form.typed.get(&field_name(part, number)).unwrap_or_default().trim().to_owned();
    let line = |workshop: &WorkshopRow| Line {
        number: workshop.number,
        date: TypedDate::of(|part| of(Part::Date(part), workshop.number)),
        place: of(Part::Place, workshop.number),
        call: of(Part::Call, workshop.number),
    };
    data.workshops.iter().map(line).collect()
}
