//! The form's first question: which school. It is the one page of the form that lives on in the browser, because schools
//! are found while one types; without our script it is two lines of text.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use model::interest::Question;

use super::api::{SchoolQuestion, load_school_question};
use super::form_page::{FormPage, go, place, tab_title};
use crate::error::AppError;
use crate::schools::picker::SchoolPicker;
use crate::ui::fields::{FormState, SendButton, TextField};
use crate::ui::page_title::PageTitle;
use crate::ui::trouble::Trouble;

const TITLE: &str = "Which school is it?";

/// The page at `/interest/school`.
#[component]
pub fn SchoolPage() -> impl IntoView {
    let query = use_query_map().get_untracked();
    let change = query.get_str("change").is_some();
    let before = AppError::from_query(query.get_str("problem"), None);
    let question_resource = Resource::new_blocking(|| (), |()| load_school_question());
    view! {
        <Suspense>
            {move || {
                let before = before.clone();
                Suspend::new(async move {
                    match question_resource.await {
                        Ok(data) if !data.go.is_empty() => go(data.go),
                        Ok(data) => view! { <Asked data change before/> }.into_any(),
                        Err(error) => view! { <Trouble error/> }.into_any(),
                    }
                })
            }}
        </Suspense>
    }
    .into_any()
}

#[component]
fn Asked(data: SchoolQuestion, change: bool, before: Option<AppError>) -> impl IntoView {
    let form = FormState { error: before, typed: data.typed };
    let back = if change { "/interest/check" } else { "/interest" };
    let school = form.value("school", &data.school);
    let error = form.about("school");
    view! {
        <PageTitle text=tab_title(form.error.is_some(), TITLE)/>
        <FormPage frame=data.frame back>
            {form.summary()}
            <div class="interest__head">
                <p class="quiet">{place(Question::School)}</p>
                <h1>{TITLE}</h1>
            </div>
            <form method="post" action="/api/interest-answer-school" novalidate class="form interest__form">
                {change.then(|| view! { <input type="hidden" name="change" value="1"/> })}
                <SchoolPicker label="Name, postcode or URN of your school" hint="The beginning is enough, such as “oak hol”."
                    value=school chosen=data.chosen error=Signal::stored(error)/>
                <TextField form name="town" label="Town or village" hint="Tells schools of one name apart, and ones that we can’t find." value=data.town/>
                <div class="form__actions"><SendButton label=if change { "Save the change" } else { "Continue" }/></div>
            </form>
        </FormPage>
    }
    .into_any()
}
