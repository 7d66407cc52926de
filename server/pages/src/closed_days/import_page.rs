//! Taking closed days from a calendar file or a spreadsheet: first what was understood is shown, then what is chosen of it is taken.

use app::ui::field::FieldError;
use app::ui::fields::{FormState, SendButton, Submitted, TextArea, TextField};
use app::ui::icon::{Icon, IconName};
use app::ui::page::Page;
use app::ui::page_title::PageTitle;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::calendar::day::in_words;
use model::ids::SchoolId;
use store::closed_days::reading::{self, BadLine, Found, Reading};

use super::forms::{ImportForm, LookForm};
use super::load::{ClosedDaysData, load, years};
use crate::kit::{Form, form_state, loaded};
use crate::ui::notice::Warn;
use crate::ui::sender::Sender;

/// The field in which the server gives this page what is in a file.
const FILE_TEXT: &str = "file_text";

/// The page at `/schools/:school/closed-days/import`.
#[component]
pub fn ImportPage() -> impl IntoView {
    let school = use_params_map().get_untracked().get_str("school").and_then(|id| id.parse::<SchoolId>().ok());
    loaded(load(school), |data| view! { <Import data/> }.into_any())
}

/// What there is to look at, if something was sent.
fn sent(typed: &Submitted) -> Option<Reading> {
    if let Some(offered) = typed.get("offered") {
        let found = offered.lines().filter_map(Found::from_sent).collect();
        return Some(Reading { found, ..Reading::default() });
    }
    let text = typed.get(FILE_TEXT).or_else(|| typed.get("text")).filter(|text| !text.trim().is_empty())?;
    Some(reading::read(text, &years()))
}

#[component]
fn Import(data: ClosedDaysData) -> impl IntoView {
    let ClosedDaysData { frame, school, name, .. } = data;
    let form = form_state();
    let title = format!("{name}: closed days from a file");
    let back = format!("/schools/{school}/closed-days");
    let preview = sent(&form.typed).map(|reading| view! { <Preview school reading form=form.clone()/> });
    view! {
        <PageTitle text=title.clone()/>
        <Page frame class="page page--narrow">
            {form.summary()}
            <p><a class="button button--quiet" href=back.clone()><Icon name=IconName::Back/>"Back to the closed days"</a></p>
            <h1>{title}</h1>
            {preview}
            <section aria-labelledby="file-heading">
                <h2 id="file-heading">"Choose a file"</h2>
                <p class="lead">"You see what was understood before anything is taken."</p>
                <form class="form" method="post" action=format!("{back}/file") enctype="multipart/form-data">
                    <Sender/>
                    <TextField form=form.clone() name="file" kind="file" accept=".ics,.csv,.txt" label="A calendar or a spreadsheet"
                        hint="A calendar ends in .ics. A spreadsheet is saved as CSV: the day, perhaps the last day, and why, in a line each. At most 500 kB."/>
                    <div class="form__actions"><SendButton label="Look at the file"/></div>
                </form>
            </section>
            <section aria-labelledby="paste-heading">
                <h2 id="paste-heading">"Or paste lines"</h2>
                <form class="form" method="post" action=LookForm::ACTION novalidate>
                    <Sender/>
                    <input type="hidden" name="school" value=school.to_string()/>
                    <TextArea form name="text" label="Days" hint="Like 4 January 2027, INSET day" rows=6/>
                    <div class="form__actions"><SendButton label="Look at the lines" class="button--plain"/></div>
                </form>
            </section>
        </Page>
    }
    .into_any()
}

#[component]
fn Preview(school: SchoolId, reading: Reading, form: FormState) -> impl IntoView {
    let Reading { found, bad, more_bad, left_out } = reading;
    let left_out = match left_out {
        0 => None,
        1 => Some("One day is left out: it is at a weekend, or in another academic year.".to_owned()),
        days => Some(format!("{days} days are left out: they are at weekends, or in other academic years.")),
    };
    let content = if found.is_empty() {
        view! { <Warn><p>"No closed day was found."</p></Warn> }.into_any()
    } else {
        view! { <Choose school found form/> }.into_any()
    };
    view! {
        <section aria-labelledby="preview">
            <h2 id="preview">"What was found"</h2>
            <Bad bad more=more_bad/>
            {content}
            {left_out.map(|words| view! { <p class="quiet">{words}</p> })}
        </section>
    }
    .into_any()
}

#[component]
fn Bad(bad: Vec<BadLine>, more: usize) -> impl IntoView {
    let lines =
        bad.into_iter().map(|BadLine { number, reason }| view! { <li>{format!("Line {number} {reason}.")}</li> }).collect::<Vec<_>>();
    let more = match more {
        0 => None,
        1 => Some("One more line was not understood.".to_owned()),
        lines => Some(format!("{lines} more lines were not understood.")),
    };
    (!lines.is_empty()).then(|| {
        view! { <Warn><p>"Not understood, and left out:"</p><ul class="closed-days__bad">{lines}</ul>{more.map(|words| view! { <p>{words}</p> })}</Warn> }
    })
}

/// The days to choose from. What reads like a closed day is chosen.
#[component]
fn Choose(school: SchoolId, found: Vec<Found>, form: FormState) -> impl IntoView {
    let offered = found.iter().map(Found::as_sent).collect::<Vec<_>>().join("\n");
    let is_back = form.typed.get("offered").is_some();
    let error = form.about("days");
    let has_error = error.is_some();
    let boxes = found.into_iter().enumerate().map(|(place, found)| {
        let (id, value) = (format!("days-{place}"), found.as_sent());
        let checked = if is_back { form.typed.all("days[]").any(|chosen| chosen == value) } else { found.is_likely };
        let words =
            if found.words.is_empty() { in_words(found.day).to_string() } else { format!("{}: {}", in_words(found.day), found.words) };
        view! {
            <div class="choice">
                <input class="choice__input" type="checkbox" id=id.clone() name="days[]" value=value checked=checked/>
                <label class="choice__label" for=id>{words}</label>
            </div>
        }
    });
    let boxes = boxes.collect_view();
    view! {
        <form class="form" method="post" action=ImportForm::ACTION novalidate>
            <Sender/>
            <input type="hidden" name="school" value=school.to_string()/>
            <input type="hidden" name="offered" value=offered/>
            <fieldset class="field" class:field--error=has_error id="days" tabindex="-1" aria-describedby=has_error.then_some("days-error")>
                <legend class="field__label">"Which days is the school closed to pupils?"</legend>
                <FieldError id="days" error=Signal::stored(error)/>
                <div class="choices" data-kind="checkbox">{boxes}</div>
            </fieldset>
            <div class="form__actions"><SendButton label="Take these days"/></div>
        </form>
    }
    .into_any()
}
