//! Somebody's links for calendars.

use app::ui::fields::{Choice, Choices, FormState, Select, SendButton};
use app::ui::icon::IconName;
use app::ui::link::{Crumb, Link};
use app::ui::page::Page;
use app::ui::page_title::PageTitle;
use leptos::prelude::*;

use super::forms::MakeForm;
use super::load::{CalendarsData, LinkRow, load_calendars};
use super::made::MadeLink;
use crate::kit::{Form, form_of, loaded, notice};
use crate::ui::notice::Done;
use crate::ui::sender::Sender;

const TITLE: &str = "Workshops in your calendar";
const MADE: &str = "Your link is made. Copy its address now: it is shown this once.";
/// More than these are a list to open.
const A_HANDFUL: usize = 6;

/// The page at `/account/calendars`.
#[component]
pub fn CalendarsPage() -> impl IntoView {
    let done = notice();
    loaded(load_calendars(), move |data| view! { <Calendars data done/> }.into_any())
}

#[component]
fn Calendars(data: CalendarsData, done: Option<String>) -> impl IntoView {
    let CalendarsData { frame, links, choices, made, files } = data;
    let form = form_of(&MakeForm { shows: choices.first().map(|choice| choice.value.clone()).unwrap_or_default() });
    let done = made.as_ref().map(|_| MADE.to_owned()).or(done);
    let crumbs = vec![Crumb::new("Your account", "/account"), Crumb::here("Calendars")];
    view! {
        <PageTitle text=TITLE/>
        <Page frame crumbs class="page page--narrow">
            <Done words=done/>
            {form.summary()}
            <h1>{TITLE}</h1>
            <p class="lead accounts__lead">
                "Your calendar can follow the workshops by itself: when a date moves or a workshop is cancelled, it shows that within hours."
            </p>
            <div class="stack accounts">
                {made.map(|made| view! { <MadeLink made/> })}
                <Links links/>
                <Make form choices/>
                <Files files/>
            </div>
        </Page>
    }
    .into_any()
}

#[component]
fn Links(links: Vec<LinkRow>) -> impl IntoView {
    let rows = links.into_iter().map(|link| {
        let LinkRow { id, shows, made, read } = link;
        let read = if read.is_empty() { "No calendar has read it yet.".to_owned() } else { format!("Last read {read}.") };
        let label = format!("Stop this link: {shows}, made {made}");
        view! {
            <li class="card people__item">
                <div>
                    <p><strong>{shows}</strong></p>
                    <p class="quiet">{format!("Made {made}. {read}")}</p>
                </div>
                <a class="button button--small" href=format!("/account/calendars/{id}/stop") aria-label=label>"Stop this link"</a>
            </li>
        }
    });
    let rows = rows.collect_view();
    let list = if rows.is_empty() {
        view! { <p>"No calendar follows your workshops yet."</p> }.into_any()
    } else {
        view! { <ul class="people__list">{rows}</ul> }.into_any()
    };
    view! { <section aria-labelledby="links"><h2 id="links">"Your links"</h2>{list}</section> }.into_any()
}

#[component]
fn Make(form: FormState, choices: Vec<Choice>) -> impl IntoView {
    if choices.is_empty() {
        return view! {
            <section aria-labelledby="make">
                <h2 id="make">"Make a link"</h2>
                <p>"There is nothing to show yet: you belong to no Work Group."</p>
            </section>
        }
        .into_any();
    }
    let question = "What should the calendar show?";
    let asked = if choices.len() > A_HANDFUL {
        view! { <Select form name="shows" label=question choices/> }.into_any()
    } else {
        view! { <Choices form name="shows" label=question choices/> }.into_any()
    };
    view! {
        <section aria-labelledby="make">
            <h2 id="make">"Make a link"</h2>
            <p>"One for each program that you use: then each can be stopped by itself."</p>
            <form method="post" action=MakeForm::ACTION novalidate class="form accounts__form">
                <Sender/>
                {asked}
                <div class="form__actions"><SendButton label="Make a link" icon=IconName::Calendar/></div>
            </form>
        </section>
    }
    .into_any()
}

#[component]
fn Files(files: Vec<Link>) -> impl IntoView {
    (!files.is_empty()).then(|| {
        let items = files.into_iter().map(|Link { words, address }| view! { <li><a class="button" href=address>{words}</a></li> });
        view! {
            <section aria-labelledby="files">
                <h2 id="files">"Only once"</h2>
                <p>"Or put the workshops in as they are now. What is put in from a file follows no change."</p>
                <ul class="people__list calendars__files">{items.collect_view()}</ul>
            </section>
        }
    })
}
