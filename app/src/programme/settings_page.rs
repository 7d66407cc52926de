//! A group's settings, year by year.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::ids::WorkGroupId;

use super::settings_api::{GroupSettings, SaveGroupSettings, YearLine, load_group_settings};
use crate::error::AppError;
use crate::ui::fields::{Choice, Choices, FormState, Select, SendButton, TextArea, TextField};
use crate::ui::icon::{Icon, IconName};
use crate::ui::notice::Done;
use crate::ui::page::Page;
use crate::ui::plain::{form_state, loaded, notice};

/// The page at `/groups/:group/settings`.
#[component]
pub fn GroupSettingsPage() -> impl IntoView {
    let id = use_params_map().get_untracked().get_str("group").and_then(|id| id.parse::<WorkGroupId>().ok());
    let query = use_query_map().get_untracked();
    let year = query.get_str("year").and_then(|year| year.parse().ok());
    let find = query.get_str("find").map(str::to_owned);
    let from = query.get_str("from").unwrap_or_default().to_owned();
    let load = async move {
        match id {
            Some(id) => load_group_settings(id, year, find).await,
            None => Err(AppError::NotFound),
        }
    };
    loaded(load, move |data| view! { <Settings data from/> }.into_any())
}

#[component]
fn Settings(data: GroupSettings, from: String) -> impl IntoView {
    let form = form_state(data.typed.clone());
    let title = format!("{}: settings for {}", data.name, data.year_label);
    let (back, back_words) = if from == "forming" {
        (format!("/hub/forming?year={}", data.year), "Back to forming groups".to_owned())
    } else {
        (format!("/groups/{}", data.group), format!("Back to {}", data.name))
    };
    let summary = form.summary();
    view! {
        <Title text=title.clone()/>
        <Page frame=data.frame.clone() class="page">
            <Done words=notice()/>
            {summary}
            <p><a class="button button--quiet" href=back><Icon name=IconName::Back/>{back_words}</a></p>
            <div class="page-head"><div><h1>{title}</h1></div></div>
            <div class="columns">
                <SettingsForm data=data.clone() form from=from.clone()/>
                <div class="stack">
                    <FindLead data=data.clone() from/>
                    <Years group=data.group years=data.years shown=data.year/>
                </div>
            </div>
        </Page>
    }
    .into_any()
}

#[component]
fn SettingsForm(data: GroupSettings, form: FormState, from: String) -> impl IntoView {
    let now = |field: &str| data.now.get(field).unwrap_or_default().to_owned();
    let mut leads = vec![Choice::new("", "Nobody yet").usual(now("lead").is_empty())];
    leads.extend(data.candidates.iter().map(|(id, words)| Choice::new(id, words).usual(*id == now("lead"))));
    let states = [
        ("forming", "Being formed", "Schools and lead are still being settled"),
        ("running", "Running", "The group works"),
        ("finished", "Finished", "The year is over; the group goes on"),
    ];
    let states = states.map(|(value, label, hint)| Choice::new(value, label).hint(hint).usual(now("status") == value)).to_vec();
    view! {
        <form method="post" action=SaveGroupSettings::url() class="form" novalidate>
            <input type="hidden" name="id" value=data.group.to_string()/>
            <input type="hidden" name="year" value=data.year.to_string()/>
            <input type="hidden" name="from" value=from/>
            {data.may_rename.then(|| view! {
                <TextField form=form.clone() name="name" label="Name of the group" hint="In all its years" value=now("name")/>
            })}
            <TextField form=form.clone() name="code" label="Project code" hint=format!("Of {}. It stands on every page and print of the year", data.year_label) size=14 value=now("code")/>
            <TextField form=form.clone() name="title" label="Title of the year" hint="May stay empty" value=now("title")/>
            <TextArea form=form.clone() name="focus" label="The question of the year" hint="What the schools work on together until the summer" value=now("focus") rows=3/>
            <Select form=form.clone() name="lead" label="Work Group Lead" hint="People of the group’s schools, of the hub, and who leads a group already. Look for others beside" choices=leads/>
            <Choices form name="status" label="Where the year stands" choices=states/>
            <div class="form__actions"><SendButton label="Save"/></div>
        </form>
    }
    .into_any()
}

/// Looking for somebody who is not in the list yet; the page comes back with whoever was found in it.
#[component]
fn FindLead(data: GroupSettings, from: String) -> impl IntoView {
    let found = (!data.find.is_empty()).then(|| format!("Who fits “{}” is in the list of leads now.", data.find));
    view! {
        <section aria-labelledby="find-lead">
            <h2 id="find-lead">"Somebody else to lead"</h2>
            <form method="get" action=format!("/groups/{}/settings", data.group) class="form">
                <input type="hidden" name="year" value=data.year.to_string()/>
                <input type="hidden" name="from" value=from/>
                <div class="field">
                    <label class="field__label" for="find">"Name or email"</label>
                    <input class="field__input" id="find" name="find" value=data.find.clone() autocomplete="off"/>
                </div>
                <div class="form__actions"><button class="button" type="submit"><Icon name=IconName::Search/>"Look"</button></div>
            </form>
            {found.map(|words| view! { <p role="status">{words}</p> })}
        </section>
    }
    .into_any()
}

#[component]
fn Years(group: WorkGroupId, years: Vec<YearLine>, shown: i32) -> impl IntoView {
    let items = years.into_iter().map(|year| {
        let current = (year.year == shown).then_some("true");
        let lead = if year.lead.is_empty() { "no lead".to_owned() } else { year.lead.clone() };
        view! {
            <li class="idle">
                <div>
                    <b>{year.label.clone()}</b>
                    <span class="table__second">{format!("{}, {lead}. {}", year.code, year.status)}</span>
                </div>
                <span class="chips">
                    <a class="chip chip--add" href=format!("/groups/{group}/years/{}", year.year)>"Look at it"<span class="visually-hidden">{format!(": {}", year.label)}</span></a>
                    <a class="chip chip--add" aria-current=current href=format!("/groups/{group}/settings?year={}", year.year)>"Settings"<span class="visually-hidden">{format!(" for {}", year.label)}</span></a>
                </span>
            </li>
        }
    });
    view! {
        <section aria-labelledby="years">
            <h2 id="years">"All years"</h2>
            <ul class="idle-list">{items.collect_view()}</ul>
        </section>
    }
    .into_any()
}
