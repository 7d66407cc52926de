//! Entering a local authority's term dates.

use app::error::{AppError, Problem};
use app::ui::error_summary::ErrorSummary;
use app::ui::field::Field;
use app::ui::fields::{FormState, SendButton};
use app::ui::icon::{Icon, IconName};
use app::ui::page::Page;
use app::ui::page_title::PageTitle;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use model::calendar::terms::Terms;

use super::check::{DAYS, DAYS_OF_A_TERM, TermDay, Wrong, check};
use super::forms::{TermDatesForm, of_year};
use super::load::{AuthorityData, load_one};
use crate::kit::{Form, form_of, loaded};
use crate::ui::day_field::DayInput;
use crate::ui::sender::Sender;

const TERMS: [&str; 3] = ["Autumn term", "Spring term", "Summer term"];

/// The page at `/hub/term-dates/edit`.
#[component]
pub fn EditPage() -> impl IntoView {
    let query = use_query_map().get_untracked();
    let (code, year) =
        (query.get_str("authority").unwrap_or_default().to_owned(), query.get_str("year").and_then(|year| year.parse().ok()));
    loaded(load_one(code, year), |data| view! { <Edit data/> }.into_any())
}

#[component]
fn Edit(data: AuthorityData) -> impl IntoView {
    let AuthorityData { frame, year, authority } = data;
    let terms = authority.terms.or_else(|| Terms::typical(year));
    let form = form_of(&TermDatesForm::of(&authority.code, year, terms.as_ref()));
    let wrong = if form.error == Some(AppError::Invalid(vec![Problem::TermDatesWrong])) {
        let typed = DAYS.map(|day| form.value(day.field, ""));
        check(year, &typed.each_ref().map(String::as_str)).err().unwrap_or_default()
    } else {
        Wrong::new()
    };
    let summary = if wrong.is_empty() { form.summary() } else { Some(view! { <ErrorSummary problems=wrong.clone()/> }.into_any()) };
    let from = if authority.terms.is_some() {
        "These are the dates that the hub has entered."
    } else if terms.is_some() {
        "These are the dates that are usual in England. Put what the authority has published in their place."
    } else {
        "Nobody knows the dates of this year yet. Enter what the authority has published."
    };
    let title = format!("Term dates of {} in {year}", authority.name);
    let parts = TERMS.iter().zip(DAYS.chunks(DAYS_OF_A_TERM)).map(|(term, days)| {
        let fields = days.iter().map(|day| view! { <Day day=*day form=form.clone() wrong=wrong.clone()/> }).collect_view();
        view! { <fieldset class="term-dates__term"><legend class="term-dates__name">{*term}</legend>{fields}</fieldset> }
    });
    let parts = parts.collect_view();
    view! {
        <PageTitle text=title.clone()/>
        <Page frame class="page page--narrow">
            {summary}
            <p><a class="button button--quiet" href=of_year(year)><Icon name=IconName::Back/>"Back to the term dates"</a></p>
            <h1>{title}</h1>
            <p class="lead">{from}</p>
            <form class="form" method="post" action=TermDatesForm::ACTION id="term-dates" novalidate>
                <Sender/>
                <input type="hidden" name="authority" value=authority.code/>
                <input type="hidden" name="year" value=year.starts_in().to_string()/>
                {parts}
                <div class="form__actions"><SendButton label="Save the term dates"/></div>
            </form>
        </Page>
    }
    .into_any()
}

#[component]
fn Day(day: TermDay, form: FormState, wrong: Wrong) -> impl IntoView {
    let error = wrong.into_iter().find(|(field, _)| field == day.field).map(|(_, words)| words);
    let has_error = error.is_some();
    view! {
        <Field id=day.field label=day.label error=Signal::stored(error)>
            <DayInput id=day.field name=day.field value=form.value(day.field, "") has_hint=false has_error/>
        </Field>
    }
    .into_any()
}
