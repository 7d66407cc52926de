//! Somebody of the hub: what they are and were, and what may be changed about that.

use app::error::AppError;
use app::error_page::ErrorPage;
use app::ui::fields::{Choice, Choices, FormState, Select, SendButton};
use app::ui::icon::{Icon, IconName};
use app::ui::link::{Crumb, Link};
use app::ui::page::Page;
use app::ui::page_title::PageTitle;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::ids::PersonId;

use super::forms::{CloseForm, HubRoleForm, MoveForm};
use super::load::load_hub_person;
use super::words::HubPerson;
use crate::accounts::handover_day::FROM_HINT;
use crate::accounts::role_table::RoleTable;
use crate::kit::{Confirm, ConfirmPage, Form, form_of, loaded, notice};
use crate::ui::day_field::DayField;
use crate::ui::notice::{Done, Warn};
use crate::ui::sender::Sender;

fn load() -> impl Future<Output = Result<HubPerson, AppError>> + Send + 'static {
    let id = use_params_map().get_untracked().get_str("person").and_then(|id| id.parse::<PersonId>().ok());
    async move { load_hub_person(id.ok_or(AppError::NotFound)?).await }
}

fn crumbs(name: &str, here: Option<(&str, PersonId)>) -> Vec<Crumb> {
    let people = Crumb::new("People", "/hub/people");
    match here {
        Some((here, id)) => vec![people, Crumb::new(name, format!("/hub/people/{id}")), Crumb::here(here)],
        None => vec![people, Crumb::here(name)],
    }
}

/// The page at `/hub/people/:person`.
#[component]
pub fn HubPersonPage() -> impl IntoView {
    let done = notice();
    loaded(load(), move |data| view! { <Person data done/> }.into_any())
}

#[component]
fn Person(data: HubPerson, done: Option<String>) -> impl IntoView {
    let form = form_of(&data.hub_role);
    let way = if data.no_password { "By a link in an email" } else { "By password, or by a link in an email" };
    let (closed, school) = (data.closed, data.school.clone());
    view! {
        <PageTitle text=data.name.clone()/>
        <Page frame=data.frame.clone() crumbs=crumbs(&data.name, None) class="page">
            <Done words=done/>
            {form.summary()}
            <div class="page-head"><div>
                <h1>{data.name.clone()}</h1>
                <p class="lead">{if school.is_empty() { "No school".to_owned() } else { school }}</p>
            </div></div>
            <div class="columns">
                <div class="stack accounts">
                    <section aria-labelledby="roles"><h2 id="roles">"Over the years"</h2><RoleTable roles=data.roles.clone()/></section>
                    <section aria-labelledby="account">
                        <h2 id="account">"Account"</h2>
                        <dl class="facts">
                            <dt>"Email"</dt><dd><a href=format!("mailto:{}", data.email)>{data.email.clone()}</a></dd>
                            <dt>"Signs in"</dt>
                            <dd>
                                {if closed {
                                    view! { <span class="status status--none"><Icon name=IconName::Lock/>"Not any more: the account is closed"</span> }.into_any()
                                } else {
                                    way.into_any()
                                }}
                            </dd>
                        </dl>
                    </section>
                </div>
                <div class="stack stack--close">
                    {data.may_move.then(|| view! {
                        <a class="button" href=format!("/hub/people/{}/place", data.id)>"Change school or role"</a>
                    })}
                    {data.may_close.then(|| view! { <OpenOrClose id=data.id closed/> })}
                    {data.may_give_hub_roles.then(|| view! { <RoleInHub form id=data.id/> })}
                </div>
            </div>
        </Page>
    }
    .into_any()
}

#[component]
fn OpenOrClose(id: PersonId, closed: bool) -> impl IntoView {
    if !closed {
        return view! { <a class="button button--danger" href=format!("/hub/people/{id}/close")>"Close the account"</a> }.into_any();
    }
    view! {
        <form method="post" action=CloseForm::ACTION>
            <Sender/>
            <input type="hidden" name="id" value=id.to_string()/>
            <input type="hidden" name="open" value="true"/>
            <SendButton label="Open the account again" class="button--wide"/>
        </form>
    }
    .into_any()
}

#[component]
fn RoleInHub(form: FormState, id: PersonId) -> impl IntoView {
    let choices = vec![Choice::new("none", "None"), Choice::new("staff", "Hub staff"), Choice::new("admin", "Hub admin")];
    view! {
        <form method="post" action=HubRoleForm::ACTION class="form card">
            <Sender/>
            <input type="hidden" name="id" value=id.to_string()/>
            <Choices form name="role" label="Role in the hub" choices/>
            <div class="form__actions"><SendButton label="Save role" class=""/></div>
        </form>
    }
    .into_any()
}

/// The page at `/hub/people/:person/place`.
#[component]
pub fn MovePersonPage() -> impl IntoView {
    loaded(load(), |data| {
        if data.may_move { view! { <Move data/> }.into_any() } else { view! { <ErrorPage error=AppError::NotYours/> }.into_any() }
    })
}

#[component]
fn Move(data: HubPerson) -> impl IntoView {
    let form = form_of(&data.place);
    let now =
        data.roles.iter().find(|row| row.now && row.place == data.school).map(|row| format!("{}, {}, {}.", row.role, row.place, row.when));
    let schools = std::iter::once(Choice::new("", "Choose a school")).chain(data.schools.clone()).collect::<Vec<_>>();
    let roles = vec![Choice::new("teacher", "Teacher"), Choice::new("headteacher", "Headteacher")];
    view! {
        <PageTitle text=format!("Where {} works", data.name)/>
        <Page frame=data.frame.clone() crumbs=crumbs(&data.name, Some(("Change", data.id))) class="page page--narrow">
            {form.summary()}
            <h1>{format!("Where does {} work?", data.name)}</h1>
            <div class="stack stack--close">
                {now.map(|words| view! { <p class="lead">{format!("Now: {words}")}</p> })}
                <p>"From the day you choose. Who moves to another school represents the earlier one no more; what they wrote stays there."</p>
                <Duties duties=data.duties.clone() after="If they move to another school, somebody else has to take over what they do for this one. A group they lead stays theirs:"/>
                <form method="post" action=MoveForm::ACTION novalidate class="form people__form">
                    <Sender/>
                    <input type="hidden" name="id" value=data.id.to_string()/>
                    <Select form=form.clone() name="school" label="School" choices=schools/>
                    <Choices form=form.clone() name="role" label="As what?" choices=roles/>
                    <DayField form name="from" label="From which day?" hint=FROM_HINT/>
                    <div class="form__actions">
                        <SendButton label="Save"/>
                        <a class="button button--quiet" href=format!("/hub/people/{}", data.id)>"Leave it as it is"</a>
                    </div>
                </form>
            </div>
        </Page>
    }
    .into_any()
}

/// What another has to take over, with the way to the page that does it; nothing without.
#[component]
fn Duties(duties: Vec<Link>, after: &'static str) -> impl IntoView {
    (!duties.is_empty()).then(|| {
        let items = duties.into_iter().map(|Link { words, address }| view! { <li><a href=address>{words}</a></li> });
        view! { <Warn><p>{after}</p><ul class="people__duties">{items.collect_view()}</ul></Warn> }
    })
}

/// The page at `/hub/people/:person/close`.
#[component]
pub fn ClosePersonPage() -> impl IntoView {
    loaded(load(), |data| {
        if data.may_close { view! { <Close data/> }.into_any() } else { view! { <ErrorPage error=AppError::NotYours/> }.into_any() }
    })
}

#[component]
fn Close(data: HubPerson) -> impl IntoView {
    let question = format!("Close the account of {}?", data.name);
    let back = ("No, keep it open".to_owned(), format!("/hub/people/{}", data.id));
    let form = CloseForm { id: data.id, open: false };
    view! {
        <ConfirmPage frame=data.frame.clone() crumbs=crumbs(&data.name, Some(("Close", data.id))) question>
            <div class="stack stack--close">
                <p class="lead">"They are signed out everywhere at once and can’t sign in any more. What they wrote stays where it is, and you can open the account again."</p>
                <Duties duties=data.duties.clone() after="What follows is left without anybody. Hand it over first:"/>
                <Confirm form label="Yes, close the account" class="button--danger-solid" back/>
            </div>
        </ConfirmPage>
    }
    .into_any()
}
