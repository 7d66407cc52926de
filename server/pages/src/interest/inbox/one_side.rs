//! Beside one expression of interest: what the hub makes of it.

use app::ui::icon::{Icon, IconName};
use app::ui::link::Link;
use leptos::prelude::*;
use model::accounts::roles::NamedPerson;
use model::calendar::academic_year::AcademicYear;
use model::interest::State;

use super::forms::{AssignForm, RemoveForm, UndoForm, YearForm};
use super::load::{InterestData, LastDecision, Matched};
use super::words::verb;
use crate::kit::{Form, form_of};
use crate::ui::sender::Sender;

/// All of it.
#[component]
pub fn Side(
    /// What is shown.
    data: InterestData,
) -> impl IntoView {
    let (id, removed) = (data.row.id.to_string(), data.row.removed);
    if removed {
        return view! {
            <Removal id removed/>
            <School data/>
        }
        .into_any();
    }
    let may_be_removed = !data.in_group && data.row.state != State::Accepted;
    let year = YearForm { id: data.row.id, year: data.year };
    view! {
        <Decide data=data.clone()/>
        <School data=data.clone()/>
        {(!data.in_group).then(|| view! { <WantedYear form=year years=data.years.clone()/> })}
        <Assigned data/>
        {may_be_removed.then(|| view! { <Removal id removed/> })}
    }
    .into_any()
}

#[component]
fn Decide(data: InterestData) -> impl IntoView {
    let eligible = data.row.eligible;
    let (met, words, hint) = (eligible.is_met(), eligible.words(), eligible.hint());
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
            {data.last.filter(|_| !data.in_group).map(|LastDecision { id, words }| view! {
                <form method="post" action=UndoForm::ACTION class="one__undo">
                    <Sender/>
                    <input type="hidden" name="id" value=data.row.id.to_string()/>
                    <input type="hidden" name="change" value=id.to_string()/>
                    <p class="quiet small">{words}</p>
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
    let Matched { urn, typed } = data.matched.unwrap_or_default();
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
            {data.groups.into_iter().map(|group| view! { <p class="one__text">{format!("In {group}.")}</p> }).collect_view()}
            {(!data.others.is_empty()).then(|| view! { <Others others=data.others/> })}
            {may.then(|| view! { <p><a class="button" href=address>{if known { "Match another school" } else { "Find the school" }}</a></p> })}
            <h3>"Contact"</h3>
            <p>{data.row.contact}</p>
            <p><a class="one__mail" href=format!("mailto:{}", data.email)>{data.email.clone()}</a></p>
        </section>
    }
    .into_any()
}

/// What else came from the same school.
#[component]
fn Others(others: Vec<Link>) -> impl IntoView {
    let words = match others.len() {
        1 => "Another form of this school".to_owned(),
        count => format!("{count} other forms of this school"),
    };
    let links = others.into_iter().map(|Link { words, address }| view! { <li><a class="one__mail" href=address>{words}</a></li> });
    view! {
        <h3>{words}</h3>
        <ul>{links.collect_view()}</ul>
    }
    .into_any()
}

/// Out of the inbox with what is from no school. It can be put back, so nothing is asked.
#[component]
fn Removal(id: String, removed: bool) -> impl IntoView {
    let (title, words, button) = if removed {
        ("Removed", "It is no longer in the inbox, and nobody decides on it.", "Put it back")
    } else {
        ("Not from a school?", "What was sent as a joke or by a program. It can be put back.", "Remove it")
    };
    view! {
        <section class="card" aria-labelledby="removal-title">
            <h2 id="removal-title">{title}</h2>
            <p class="quiet small">{words}</p>
            <form method="post" action=RemoveForm::ACTION>
                <Sender/>
                <input type="hidden" name="id" value=id/>
                {removed.then(|| view! { <input type="hidden" name="back" value="1"/> })}
                <button class="button" type="submit">{button}</button>
            </form>
        </section>
    }
    .into_any()
}

/// In which year its school would begin.
#[component]
fn WantedYear(form: YearForm, years: Vec<AcademicYear>) -> impl IntoView {
    let (id, form) = (form.id.to_string(), form_of(&form));
    let options = years.into_iter().map(|year| {
        let value = year.starts_in().to_string();
        let selected = form.selected("year", &value, false);
        view! { <option value=value selected=selected>{year.to_string()}</option> }
    });
    view! {
        <section class="card" aria-labelledby="year-title">
            <h2 id="year-title">"To begin in"</h2>
            <form method="post" action=YearForm::ACTION class="one__assign">
                <Sender/>
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
    let form = form_of(&AssignForm { id: data.row.id, person: data.assigned.map(|person| person.to_string()).unwrap_or_default() });
    let options = data.people.into_iter().map(|NamedPerson { id, name }| {
        let id = id.to_string();
        let selected = form.selected("person", &id, false);
        view! { <option value=id selected=selected>{name}</option> }
    });
    view! {
        <section class="card" aria-labelledby="assigned-title">
            <h2 id="assigned-title">"Assigned to"</h2>
            <form method="post" action=AssignForm::ACTION class="one__assign">
                <Sender/>
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
