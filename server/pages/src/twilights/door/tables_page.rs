//! A guest's tables: the one to sit at first, and the others.

use app::ui::icon::{Icon, IconName};
use app::ui::page::Page;
use app::ui::page_title::PageTitle;
use leptos::prelude::*;
use leptos_router::components::Redirect;
use store::twilights::Table;

use super::forms::{LeaveForm, SitForm};
use super::join_page::TableButton;
use super::load::{TablesData, load_tables};
use crate::kit::{Form, form_state, loaded};
use crate::running::live::CallsToGuests;
use crate::twilights::words;
use crate::ui::sender::Sender;

/// The page at `/join/tables`. Whoever is no guest goes to where a code is asked for.
#[component]
pub fn TablesPage() -> impl IntoView {
    loaded(load_tables(), |data| match data {
        Some(data) => view! { <Tables data/> }.into_any(),
        None => view! { <Redirect path="/join"/> }.into_any(),
    })
}

#[component]
fn Tables(data: TablesData) -> impl IntoView {
    let TablesData { frame, guest, group_name, runs, days, first, others, picture } = data;
    let title = format!("Hello, {}", guest.name);
    let lead = match (runs, first.is_none() && others.is_empty()) {
        (true, true) => "The tables are being set. Load this page again in a moment.".to_owned(),
        (true, false) => {
            format!("Sit at any table. Start typing straight away: everyone sees who you are and that you are from {}.", guest.school_name)
        }
        (false, _) => format!("The twilight is not on. The lessons of its tables are here, {days} days long from its end."),
    };
    let others = others.into_iter().map(|table| view! { <li><Sit table/></li> }).collect_view();
    view! {
        <PageTitle text=format!("{group_name} twilight")/>
        <Page frame class="page page--narrow">
            {form_state().summary()}
            <h1>{title}</h1>
            <CallsToGuests picture/>
            <p class="lead">{lead}</p>
            {first.map(|table| view! { <First table/> })}
            <ul class="tables-list">{others}</ul>
            <p class="join-kept"><Icon name=IconName::Lock/><span>{words::kept(days)}</span></p>
            <div class="form__actions">
                <a class="button" href="/join/return">"Your own way back"</a>
                <a class="button" href="/join/claim">"Keep what you wrote"</a>
                <form method="post" action=LeaveForm::ACTION><Sender/><button class="button button--quiet" type="submit">"Leave this device"</button></form>
            </div>
        </Page>
    }
    .into_any()
}

/// The table to sit at first.
#[component]
fn First(table: Table) -> impl IntoView {
    let years = words::years(&table.summary.year_groups);
    let (name, people) = (words::table_name(&table), words::people(&table));
    let title = table.summary.title_in_lists().to_owned();
    view! {
        <form method="post" action=SitForm::ACTION class="first-table">
            <Sender/>
            <input type="hidden" name="table" value=table.number.to_string()/>
            <p class="first-table__chips">
                <span class="chip chip--sun">{name}</span>
                {(!years.is_empty()).then(|| view! { <span class="chip">{years}</span> })}
            </p>
            <h2 class="first-table__title">{title}</h2>
            <p class="first-table__people">{people}</p>
            <button class="button button--primary button--wide" type="submit">{format!("Sit at table {}", table.number)}</button>
        </form>
    }
    .into_any()
}

#[component]
fn Sit(table: Table) -> impl IntoView {
    let number = table.number.to_string();
    view! {
        <form method="post" action=SitForm::ACTION>
            <Sender/>
            <input type="hidden" name="table" value=number/>
            <TableButton table/>
        </form>
    }
    .into_any()
}
