//! One expression of interest: its answers as a paper, and beside it what the hub makes of it.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use model::ids::InterestId;
use model::interest::State;

use super::inbox_api::{InterestData, load_interest};
use super::inbox_words::{chip, verb};
use super::triage_api::{AssignInterest, MoveInterest, NoteInterest, UndoInterest};
use crate::error::AppError;
use crate::ui::fields::{FormState, SendButton, TextArea};
use crate::ui::icon::{Icon, IconName};
use crate::ui::notice::Done;
use crate::ui::page::Page;
use crate::ui::plain::{form_state, loaded, notice};
use crate::ui::trouble::Trouble;

/// The page at `/hub/interest/:id`.
#[component]
pub fn OnePage() -> impl IntoView {
    let Some(id) = use_params_map().get_untracked().get_str("interest").and_then(|id| id.parse::<InterestId>().ok()) else {
        return view! { <Trouble error=AppError::NotFound/> }.into_any();
    };
    loaded(load_interest(id), |data| {
        let form = form_state(data.typed.clone());
        view! {
            <Title text=format!("{}, expression of interest", data.row.school)/>
            <Page frame=data.frame.clone()>
                <p class="interest__back"><a href="/hub/interest"><Icon name=IconName::Back/>"All expressions of interest"</a></p>
                <Done words=notice()/>
                {form.summary()}
                <Head data=data.clone()/>
                <div class="columns one__columns">
                    <div class="stack one__main">
                        <Paper data=data.clone()/>
                        <Notes data=data.clone() form/>
                    </div>
                    <aside class="stack stack--close one__side" aria-label="What the hub makes of it">
                        <Decide data=data.clone()/>
                        <School data=data.clone()/>
                        {(!data.in_group).then(|| view! { <WantedYear id=data.row.id.to_string() years=data.years.clone()/> })}
                        <Assigned data/>
                    </aside>
                </div>
            </Page>
        }
        .into_any()
    })
}

#[component]
fn Head(data: InterestData) -> impl IntoView {
    let (class, sign) = chip(data.row.state);
    view! {
        <div class="page-head one__head">
            <div>
                <h1>{data.row.school}</h1>
                <p class="lead">{format!("{}, for {}, received {}", data.row.reference, data.year, data.row.received)}</p>
            </div>
            <span class=class><Icon name=sign/>{data.row.state.to_string()}</span>
        </div>
    }
    .into_any()
}

#[component]
fn Paper(data: InterestData) -> impl IntoView {
    let rows = data.lines.into_iter().map(|(label, value)| view! { <dt>{label}</dt><dd class="interest__answer">{value}</dd> });
    view! {
        <article class="paper interest__paper" aria-label="The answers">
            <header class="paper__head">
                <div>
                    <p class="paper__stamp">{data.hub}</p>
                    <h2>"Expression of interest"</h2>
                    <p>{format!("Sustaining Work Group, {}", data.year)}</p>
                </div>
                <div class="paper__stamp">
                    <p>"Reference "<strong>{data.row.reference}</strong></p>
                    <p>{data.row.received}</p>
                    <p class="one__paper-state">{data.row.state.to_string()}</p>
                </div>
            </header>
            <dl class="facts">
                {rows.collect_view()}
                <dt>"By the rules"</dt>
                <dd>{data.row.eligible.1}{data.row.eligible.2.map(|hint| view! { <br/>{hint} })}</dd>
                {(!data.override_reason.is_empty()).then(|| view! { <dt>"Accepted because"</dt><dd>{data.override_reason}</dd> })}
            </dl>
        </article>
    }
    .into_any()
}

#[component]
fn Notes(data: InterestData, form: FormState) -> impl IntoView {
    let none = data.notes.is_empty();
    let notes = data
        .notes
        .into_iter()
        .map(|(by, note)| view! { <li class="one__note"><p class="one__text">{note}</p><p class="quiet small">{by}</p></li> });
    view! {
        <section id="notes" aria-labelledby="notes-title" class="one__notes">
            <h2 id="notes-title">"Notes"</h2>
            {if none {
                view! { <p class="quiet">"None yet. Only people at the hub read them."</p> }.into_any()
            } else {
                view! { <ol class="one__list">{notes.collect_view()}</ol> }.into_any()
            }}
            <form method="post" action=NoteInterest::url() novalidate class="form one__form">
                <input type="hidden" name="id" value=data.row.id.to_string()/>
                <TextArea form name="note" label="Add a note" rows=3/>
                <div class="form__actions"><SendButton label="Keep the note" class=""/></div>
            </form>
        </section>
    }
    .into_any()
}

#[component]
fn Decide(data: InterestData) -> impl IntoView {
    let (met, words, hint) = data.row.eligible;
    let (class, icon) = if met { ("status status--ok", IconName::Done) } else { ("status status--half", IconName::Warning) };
    let state = data.row.state;
    let links = State::DECISIONS.into_iter().filter(|to| *to != state).enumerate().map(|(place, to)| {
        let class = if place == 0 && met && matches!(state, State::New | State::Asked) { "button button--primary" } else { "button" };
        view! { <li><a class=class href=format!("/hub/interest/{}/decide?to={}", data.row.id, to.key())>{verb(to)}</a></li> }
    });
    let links = links.collect_view();
    view! {
        <section class="card" aria-labelledby="decide-title">
            <h2 id="decide-title">"Decide"</h2>
            <p class=class><Icon name=icon/>{words}</p>
            {hint.map(|hint| view! { <p class="quiet small">{hint}</p> })}
            {if data.in_group {
                view! { <p class="one__text">"The school is in a group. Take it out there before you decide anew."</p> }.into_any()
            } else {
                view! { <ul class="one__choices">{links}</ul> }.into_any()
            }}
            {data.last.filter(|_| !data.in_group).map(|last| view! {
                <form method="post" action=UndoInterest::url() class="one__undo">
                    <input type="hidden" name="id" value=data.row.id.to_string()/>
                    <p class="quiet small">{last}</p>
                    <button class="button button--small" type="submit"><Icon name=IconName::Undo/>"Take that back"</button>
                </form>
            })}
        </section>
    }
    .into_any()
}

#[component]
fn School(data: InterestData) -> impl IntoView {
    let (address, known) = (format!("/hub/interest/{}/school", data.row.id), data.matched.is_some());
    let may = !data.in_group && data.row.state != State::Accepted;
    let (urn, typed) = data.matched.unwrap_or_default();
    view! {
        <section class="card" aria-labelledby="school-title">
            <h2 id="school-title">"School"</h2>
            {if known {
                view! { <p class="status status--ok"><Icon name=IconName::Done/>{format!("Matched: URN {urn}")}</p> }.into_any()
            } else {
                view! { <p class="status status--half"><Icon name=IconName::Warning/>"Only typed: match it before you accept it"</p> }.into_any()
            }}
            {(known && !typed.is_empty()).then(|| view! { <p class="quiet small">{format!("Typed as “{typed}”")}</p> })}
            {known.then(|| view! {
                <p class="quiet small">{if data.recorded.is_empty() { "No earlier phases on record.".to_owned() } else { format!("On record: {}.", data.recorded) }}</p>
            })}
            {may.then(|| view! { <p><a class="button" href=address>{if known { "Match another school" } else { "Find the school" }}</a></p> })}
            <h3>"Contact"</h3>
            <p>{data.row.contact.0}</p>
            <p><a class="one__mail" href=format!("mailto:{}", data.email)>{data.email.clone()}</a></p>
        </section>
    }
    .into_any()
}

/// In which year its school would begin.
#[component]
fn WantedYear(id: String, years: Vec<(i32, String, bool)>) -> impl IntoView {
    let options = years.into_iter().map(|(year, label, is)| view! { <option value=year.to_string() selected=is>{label}</option> });
    view! {
        <section class="card" aria-labelledby="year-title">
            <h2 id="year-title">"To begin in"</h2>
            <form method="post" action=MoveInterest::url() class="one__assign">
                <input type="hidden" name="id" value=id/>
                <label class="visually-hidden" for="year">"To begin in"</label>
                <select class="field__input field__input--select" id="year" name="year">{options.collect_view()}</select>
                <button class="button" type="submit">"Move"</button>
            </form>
        </section>
    }
    .into_any()
}

#[component]
fn Assigned(data: InterestData) -> impl IntoView {
    let options = data.people.into_iter().map(|(id, name, is)| view! { <option value=id selected=is>{name}</option> });
    view! {
        <section class="card" aria-labelledby="assigned-title">
            <h2 id="assigned-title">"Assigned to"</h2>
            <form method="post" action=AssignInterest::url() class="one__assign">
                <input type="hidden" name="id" value=data.row.id.to_string()/>
                <label class="visually-hidden" for="person">"Assigned to"</label>
                <select class="field__input field__input--select" id="person" name="person">
                    <option value="">"Nobody yet"</option>
                    {options.collect_view()}
                </select>
                <button class="button" type="submit">"Assign"</button>
            </form>
        </section>
    }
    .into_any()
}
