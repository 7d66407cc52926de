//! The page of a code: the form that lets somebody in, or why it can't.

use app::ui::fields::{Choice, Choices, Select, SendButton, TextField};
use app::ui::icon::{Icon, IconName};
use app::ui::page_title::PageTitle;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::schools::year_group::YearGroup;
use store::twilights::Table;

use super::code_form::CodeForm;
use super::forms::{JoinAsYourselfForm, JoinForm, LeaveForm};
use super::load::{Door, JoinData, load_join};
use crate::accounts::link_layout::LinkLayout;
use crate::kit::{Form, form_state, loaded};
use crate::twilights::words;
use crate::ui::sender::Sender;

/// The page at `/join/:code`.
#[component]
pub fn JoinPage() -> impl IntoView {
    let code = use_params_map().get_untracked().get("code").unwrap_or_default();
    loaded(load_join(code), |data| view! { <Arriving data/> }.into_any())
}

#[component]
fn Arriving(data: JoinData) -> impl IntoView {
    let JoinData { frame, code, door } = data;
    let inside = match door {
        Door::Open { line, schools, form, days } => view! { <Open code line schools name=form days/> }.into_any(),
        Door::Colleague { line, name, tables } => view! { <Colleague code line name tables/> }.into_any(),
        Door::Inside { name } => view! { <Inside name/> }.into_any(),
        Door::Stranger { name } => view! { <Stranger name/> }.into_any(),
        shut => view! { <Shut door=shut/> }.into_any(),
    };
    view! { <LinkLayout frame>{inside}</LinkLayout> }.into_any()
}

/// Where and until when, under the title.
#[component]
fn Where(line: String) -> impl IntoView {
    view! { <p class="join-where"><Icon name=IconName::Check/><span>{line}</span></p> }
}

#[component]
fn Open(code: String, line: String, schools: Vec<Choice>, name: String, days: u32) -> impl IntoView {
    let form = form_state();
    let years = YearGroup::ALL.map(|year| Choice::new(year.key(), year.to_string()));
    let years = std::iter::once(Choice::new("", "No year group, or several")).chain(years).collect();
    let name = form.value("form", &name);
    view! {
        <PageTitle text="Join tonight’s twilight"/>
        {form.summary()}
        <h1>"Join tonight’s twilight"</h1>
        <p class="lead">"No account, no email, no password."</p>
        <Where line/>
        <form method="post" action=JoinForm::ACTION novalidate class="sign-in__form">
            <Sender/>
            <input type="hidden" name="code" value=code/>
            <input type="hidden" name="form" value=name/>
            <TextField form=form.clone() name="name" label="Your first name" autocomplete="given-name"/>
            <Choices form=form.clone() name="school" label="Your school" choices=schools/>
            <TextField form=form.clone() name="school_typed" label="Name of your school" hint="Only where it is another school" autocomplete="organization"/>
            <Select form name="year_group" label="Your year group" hint="If you like: then you are led to its table" choices=years/>
            <SendButton label="Join" icon=IconName::ArrowRight class="button--primary button--wide"/>
        </form>
        <p class="join-kept"><Icon name=IconName::Lock/><span>{words::kept(days)}</span></p>
    }
    .into_any()
}

/// For somebody of the group who has signed in here.
#[component]
fn Colleague(code: String, line: String, name: String, tables: Vec<Table>) -> impl IntoView {
    let none = tables.is_empty();
    let rows = tables.into_iter().map(|table| {
        let (code, number) = (code.clone(), table.number.to_string());
        view! {
            <li>
                <form method="post" action=JoinAsYourselfForm::ACTION>
                    <Sender/>
                    <input type="hidden" name="code" value=code/>
                    <input type="hidden" name="table" value=number/>
                    <TableButton table/>
                </form>
            </li>
        }
    });
    let rows = rows.collect_view();
    view! {
        <PageTitle text="Join tonight’s twilight"/>
        {form_state().summary()}
        <h1>"Join tonight’s twilight"</h1>
        <p class="lead">{format!("You have signed in as {name}, and join as yourself.")}</p>
        <Where line/>
        <ul class="tables-list">{rows}</ul>
        {none.then(|| view! {
            <form method="post" action=JoinAsYourselfForm::ACTION>
                <Sender/>
                <input type="hidden" name="code" value=code/>
                <SendButton label="I am here" class="button--primary button--wide"/>
            </form>
        })}
    }
    .into_any()
}

/// A table as one button: its number, what its board is about, and who is there.
#[component]
pub fn TableButton(table: Table) -> impl IntoView {
    let (name, people) = (words::table_name(&table), words::people(&table));
    let years = words::years(&table.summary.year_groups);
    let second = if years.is_empty() { people } else { format!("{years}. {people}") };
    let title = table.summary.title_in_lists().to_owned();
    view! {
        <button class="table-row" type="submit">
            <span class="table-row__number" aria-hidden="true">{table.number.to_string()}</span>
            <span class="table-row__words">
                <strong class="table-row__title">{title}</strong>
                <span class="table-row__second">{format!("{name}. {second}")}</span>
            </span>
            <Icon name=IconName::Forward/>
        </button>
    }
    .into_any()
}

/// For a guest who is known in this browser.
#[component]
fn Inside(name: String) -> impl IntoView {
    view! {
        <PageTitle text="You have joined"/>
        <h1>"You have joined"</h1>
        <p class="lead">{format!("In this browser you are {name}.")}</p>
        <div class="form__actions"><a class="button button--primary" href="/join/tables">"Go to the tables"</a></div>
        <form method="post" action=LeaveForm::ACTION class="join-leave">
            <Sender/>
            <p>"Somebody else? Then join as yourself: what was written stays, and its author’s own link goes on."</p>
            <button class="button" type="submit">"That is not me"</button>
        </form>
    }
    .into_any()
}

/// For somebody who has signed in here and is not of this group.
#[component]
fn Stranger(name: String) -> impl IntoView {
    view! {
        <PageTitle text="You have signed in"/>
        <h1>"You have signed in"</h1>
        <p class="lead">{format!("In this browser you are {name}, who is in another Work Group. Sign out first; then come back to this address and join as a guest.")}</p>
        <form method="post" action="/api/sign-out"><Sender/><button class="button button--primary" type="submit">"Sign out"</button></form>
    }
    .into_any()
}

/// Why nobody comes in, and what to do.
#[component]
fn Shut(door: Door) -> impl IntoView {
    let (title, words) = match &door {
        Door::Stopped => (
            "This code was stopped",
            "The Work Group Lead has made a new one, or lets nobody else in. Look at the board for the code that holds now.".to_owned(),
        ),
        Door::Cancelled => {
            ("This twilight does not take place", "The workshop was cancelled. Your school’s lead participant knows more.".to_owned())
        }
        Door::Unsettled => {
            ("The time is not settled yet", "When this twilight is has yet to be confirmed. Come back with the same code.".to_owned())
        }
        Door::Early { opens } => ("You are early", format!("The door opens {opens}. Come back then with the same code.")),
        Door::Over { ended } => {
            ("This twilight is over", format!("It ended {ended}. If you were there, your own link still leads to the lessons."))
        }
        Door::Waiting => (
            "Wait a minute",
            "Many wrong codes have just come from this network, perhaps not from you. Wait a minute, then load this page again.".to_owned(),
        ),
        Door::Full => (
            "This twilight is full",
            "Every place is taken. The Work Group Lead can make room: say so, and load this page again.".to_owned(),
        ),
        _ => ("This code opens no door", "Check it against the board or the poster: it has six letters and digits.".to_owned()),
    };
    let again = matches!(door, Door::Unknown | Door::Stopped);
    view! {
        <PageTitle text=title/>
        <h1>{title}</h1>
        <p class="lead">{words}</p>
        {again.then(|| view! { <CodeForm form=form_state()/> })}
    }
    .into_any()
}
