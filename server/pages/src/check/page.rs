//! The page at `/check`: complete without any script as far as that goes, since a browser that runs none is one of the troubles.

use app::BoardProgram;
use app::context::{self, Caller};
use app::error::AppError;
use app::ui::frame::{Contact, Frame};
use app::ui::page::Page;
use app::ui::page_title::PageTitle;
use chrono::{DateTime, Utc};
use leptos::prelude::*;
use model::calendar::clock::day_and_time;

use super::technician::Technician;
use super::things::{Signs, Things};
use crate::kit::loaded;
use crate::ui::script::PageScript;

/// What the page shows.
struct CheckData {
    frame: Frame,
    caller: Caller,
    program: BoardProgram,
    now: DateTime<Utc>,
}

async fn load() -> Result<CheckData, AppError> {
    let frame = context::frame(&context::actor().await?).await?;
    let program = use_context::<BoardProgram>().unwrap_or_default();
    Ok(CheckData { frame, caller: context::caller(), program, now: Utc::now() })
}

/// The page at `/check`.
#[component]
pub fn CheckPage() -> impl IntoView {
    loaded(load(), |data| view! { <Check data/> }.into_any())
}

#[component]
fn Check(data: CheckData) -> impl IntoView {
    let CheckData { frame, caller, program, now } = data;
    let contact = frame.contact.clone();
    view! {
        <PageTitle text="Check this device and network"/>
        <Page frame class="page checkup">
            <h1>"Check this device and network"</h1>
            <p class="lead">
                "This page tries what Twilight needs, from where you sit, and says what works. The small messages that it sends go to this site alone, \
                 which keeps nothing of them. What is found stays on this page until you copy it."
            </p>
            <Tried contact=contact.clone() program host=caller.host.clone()/>
            <Seen caller=caller.clone() now/>
            <Technician caller contact/>
            <PageScript name="check"/>
        </Page>
    }
    .into_any()
}

/// What the script fills in, and what stands there until it does.
#[component]
fn Tried(contact: Option<Contact>, program: BoardProgram, host: String) -> impl IntoView {
    let program = serde_json::to_string(&program.0).ok();
    let ask = contact.as_ref().map(|contact| contact.email.clone());
    view! {
        <section class="checkup__tried" aria-labelledby="works" id="tried" data-program=program data-ask=ask>
            <h2 id="works">"What works from here"</h2>
            <div class="notice checkup__verdict" data-state="untried">
                <Signs/>
                <p id="verdict" role="status">
                    {format!("Nothing has been tried: this browser has not run this page’s script. Either JavaScript is switched off for {host}, or \
                        something on the way takes it out. Pages and forms work without it, and boards can be read and printed; they can’t be written on.")}
                </p>
            </div>
            <div class="checkup__filled" data-with-script="" hidden=true>
                <div>
                    <p class="form__actions">
                        <button class="button button--primary" type="button" data-do="copy">"Copy the report"</button>
                        <button class="button" type="button" data-do="minute">"Test for a minute"</button>
                        <button class="button" type="button" data-do="again">"Try again"</button>
                    </p>
                    <p class="checkup__said" id="said" role="status"></p>
                </div>
                <Things/>
                <Report contact/>
            </div>
        </section>
    }
    .into_any()
}

#[component]
fn Report(contact: Option<Contact>) -> impl IntoView {
    let whom = contact.map(|contact| {
        let address = format!("mailto:{}?subject=Twilight%20from%20our%20school", contact.email);
        view! { " Paste it into an email to "<a href=address>{contact.email.clone()}</a>{format!(", {}.", contact.name)} }
    });
    view! {
        <section class="checkup__report" aria-labelledby="report-title">
            <h3 id="report-title">"The report"</h3>
            <p class="quiet" id="report-hint">
                "This is all that is copied: nothing else about you, and none of your words."
                {whom}
            </p>
            <textarea class="field__input" id="report" rows="14" readonly aria-labelledby="report-title" aria-describedby="report-hint"></textarea>
        </section>
    }
    .into_any()
}

/// What the server knows without any script.
#[component]
fn Seen(caller: Caller, now: DateTime<Utc>) -> impl IntoView {
    let cookies =
        if caller.has_cookies { "Your browser sent some: they work." } else { "Your browser sent none, as is usual at a first visit." };
    let agent = if caller.agent.is_empty() { "It does not say what it is.".to_owned() } else { caller.agent };
    view! {
        <section class="checkup__seen" aria-labelledby="seen">
            <h2 id="seen">"What the server sees"</h2>
            <dl class="facts">
                <dt>"The page was made"</dt>
                <dd>{format!("{}, British time. A clock here that is more than a minute out should be set.", day_and_time(now))}</dd>
                <dt>"Asked for at"</dt>
                <dd>{caller.host}</dd>
                <dt>"Your browser calls itself"</dt>
                <dd>{agent}</dd>
                <dt>"Cookies"</dt>
                <dd>{cookies}</dd>
            </dl>
        </section>
    }
    .into_any()
}
