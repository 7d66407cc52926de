//! One expression of interest: its answers as a paper, and beside it what the hub makes of it.

use app::error::AppError;
use app::error_page::ErrorPage;
use app::ui::fields::{FormState, SendButton, TextArea};
use app::ui::icon::{Icon, IconName};
use app::ui::page::Page;
use app::ui::page_title::PageTitle;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::ids::InterestId;

use super::forms::NoteForm;
use super::load::{InterestData, NoteLine, load_interest};
use super::one_side::Side;
use super::words::chip;
use crate::kit::{Form, form_state, loaded, notice};
use crate::ui::notice::Done;
use crate::ui::sender::Sender;

/// The page at `/hub/interest/:id`.
#[component]
pub fn OnePage() -> impl IntoView {
    let Some(id) = use_params_map().get_untracked().get_str("interest").and_then(|id| id.parse::<InterestId>().ok()) else {
        return view! { <ErrorPage error=AppError::NotFound/> }.into_any();
    };
    loaded(load_interest(id), |data| {
        let form = form_state();
        view! {
            <PageTitle text=format!("{}, expression of interest", data.row.school)/>
            <Page frame=data.frame.clone()>
                <p class="interest__back"><a href=data.back.clone() rel="external"><Icon name=IconName::Back/>"Expressions of interest"</a></p>
                <Done words=notice()/>
                {form.summary()}
                <Head data=data.clone()/>
                <div class="columns one__columns">
                    <div class="stack one__main">
                        <Paper data=data.clone()/>
                        <Notes data=data.clone() form/>
                    </div>
                    <aside class="stack stack--close one__side" aria-label="What the hub makes of it">
                        <Side data/>
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
            <div class="one__state">
                {if data.row.removed {
                    view! { <span class="chip"><Icon name=IconName::Trash/>"Removed"</span> }.into_any()
                } else {
                    view! { <span class=class><Icon name=sign/>{data.row.state.to_string()}</span> }.into_any()
                }}
                {(!data.row.removed).then(|| view! { <a class="one__jump" href="#decide-title" rel="external">"Decide"<Icon name=IconName::Down/></a> })}
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn Paper(data: InterestData) -> impl IntoView {
    let logo = data.hub.clone();
    let rows = data.lines.into_iter().map(|line| view! { <dt>{line.label}</dt><dd class="interest__answer">{line.value}</dd> });
    view! {
        <article class="paper interest__paper" aria-label="The answers">
            <header class="paper__head">
                <div>
                    <p class="paper__stamp">{data.hub}</p>
                    <h2>"Expression of interest"</h2>
                    <p>{format!("Sustaining Work Group, academic year {}", data.year)}</p>
                </div>
                <div class="paper__stamp">
                    {data.has_logo.then(|| view! { <img class="paper__logo" src="/hub/logo" alt=logo/> })}
                    <p>"Reference "<strong>{data.row.reference}</strong></p>
                    <p>{data.row.received}</p>
                    <p class="one__paper-state">{data.row.state.to_string()}</p>
                </div>
            </header>
            <dl class="facts">
                {rows.collect_view()}
                <dt>"By the rules"</dt>
                <dd>{data.row.eligible.words()}{data.row.eligible.hint().map(|hint| view! { <br/>{hint} })}</dd>
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
        .map(|NoteLine { by, note }| view! { <li class="one__note"><p class="one__text">{note}</p><p class="quiet small">{by}</p></li> });
    view! {
        <section id="notes" aria-labelledby="notes-title" class="one__notes">
            <h2 id="notes-title">"Notes"</h2>
            {if none {
                view! { <p class="quiet">"None yet. Only people at the hub read them."</p> }.into_any()
            } else {
                view! { <ol class="one__list">{notes.collect_view()}</ol> }.into_any()
            }}
            <form method="post" action=NoteForm::ACTION novalidate class="form one__form">
                <Sender/>
                <input type="hidden" name="id" value=data.row.id.to_string()/>
                <TextArea form name="note" label="Add a note" rows=3/>
                <div class="form__actions"><SendButton label="Keep the note" class=""/></div>
            </form>
        </section>
    }
    .into_any()
}
